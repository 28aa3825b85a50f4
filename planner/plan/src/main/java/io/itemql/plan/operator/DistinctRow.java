package io.itemql.plan.operator;

import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Row;

/** Rows as DISTINCT and set operations compare them: NULL and MISSING alike. */
final class DistinctRow {
    private DistinctRow() {}

    /** A copy of a row with NULL for MISSING. */
    static ArrayRow of(Row row, int width) {
        Value[] values = new Value[width];
        for (int i = 0; i < width; i++) {
            Value value = row.get(i);
            values[i] = value == null ? NullValue.NULL : value;
        }
        return ArrayRow.ofOwned(values);
    }
}
