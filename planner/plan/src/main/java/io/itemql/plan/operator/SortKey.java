package io.itemql.plan.operator;

import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.value.TotalOrder;
import java.util.Objects;

/**
 * One key of an order: an expression, a direction, and where NULL and MISSING go. Values of several types come in the
 * order of {@link TotalOrder}; NULL and MISSING are alike.
 */
public record SortKey(Expression expression, boolean descending, boolean nullsFirst) {
    public SortKey {
        Objects.requireNonNull(expression, "expression");
    }

    /** Ascending, NULL last. */
    public static SortKey ascending(Expression expression) {
        return new SortKey(expression, false, false);
    }

    /** Descending, NULL first, as the reverse of {@link #ascending}. */
    public static SortKey descending(Expression expression) {
        return new SortKey(expression, true, true);
    }

    /** Compares two values of this key; {@code null} is MISSING. */
    public int compare(Value a, Value b) {
        boolean unknownA = a == null || a == NullValue.NULL;
        boolean unknownB = b == null || b == NullValue.NULL;
        if (unknownA || unknownB) {
            if (unknownA == unknownB) {
                return 0;
            }
            return unknownA == nullsFirst ? -1 : 1;
        }
        int order = TotalOrder.COMPARATOR.compare(a, b);
        return descending ? -Integer.signum(order) : order;
    }

    @Override
    public String toString() {
        String direction = descending ? " DESC" : "";
        String nulls = nullsFirst == descending ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST";
        return expression + direction + nulls;
    }
}
