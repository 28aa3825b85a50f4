package io.itemql.sql.general.translate;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.SortKey;
import org.apache.calcite.rel.RelFieldCollation;

/** The keys of an order as the algebra has them, as keys of ours. */
final class SortKeys {
    private SortKeys() {}

    /** A key; where the algebra does not say, NULL comes last, and in descending order first. */
    static SortKey of(Expression value, RelFieldCollation.Direction direction, RelFieldCollation.NullDirection nulls) {
        boolean descending = direction.isDescending();
        boolean nullsFirst =
                switch (nulls) {
                    case FIRST -> true;
                    case LAST -> false;
                    case UNSPECIFIED -> descending;
                };
        return new SortKey(value, descending, nullsFirst);
    }
}
