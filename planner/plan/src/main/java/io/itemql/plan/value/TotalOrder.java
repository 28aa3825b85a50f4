package io.itemql.plan.value;

import io.itemql.item.AttributeValue;
import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.item.ValueOrder;
import java.util.Comparator;

/**
 * The order of ORDER BY, MIN, MAX and window frames, which must place any two values: {@link ValueOrder#TOTAL} for what
 * items store, then times, dates and timestamps together by moment, then intervals, NULL last. Equal exactly where
 * {@code equals} says so. MISSING must be made NULL before.
 */
public final class TotalOrder {
    public static final Comparator<Value> COMPARATOR = TotalOrder::compare;

    private TotalOrder() {}

    private static int compare(Value a, Value b) {
        if (a instanceof AttributeValue x && b instanceof AttributeValue y) {
            return ValueOrder.TOTAL.compare(x, y);
        }
        int byKind = Integer.compare(rank(a), rank(b));
        if (byKind != 0) {
            return byKind;
        }
        if (a instanceof TimeValue x && b instanceof TimeValue y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof IntervalValue x && b instanceof IntervalValue y) {
            int byMonths = Long.compare(x.months(), y.months());
            return byMonths != 0 ? byMonths : x.duration().compareTo(y.duration());
        }
        int byMoment = TimestampValue.momentOf(a).compareTo(TimestampValue.momentOf(b));
        return byMoment != 0 ? byMoment : Boolean.compare(a instanceof TimestampValue, b instanceof TimestampValue);
    }

    private static int rank(Value value) {
        if (value == NullValue.NULL) {
            return 4;
        }
        if (value instanceof AttributeValue) {
            return 0;
        }
        if (value instanceof TimeValue) {
            return 1;
        }
        return value instanceof TemporalValue ? 2 : 3;
    }
}
