package io.itemql.plan.operator;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The one row of a scalar sub-query: NULL if there is none, {@link ErrorCode#CARDINALITY_VIOLATION} if there are more.
 */
public record Single(Operator input) implements SingleInput {
    public Single {
        Objects.requireNonNull(input, "input");
    }

    @Override
    public RowCursor open(Execution execution) {
        Value[] nulls = new Value[width()];
        Arrays.fill(nulls, NullValue.NULL);
        ArrayRow only = ArrayRow.ofOwned(nulls);
        try (RowCursor rows = input.open(execution)) {
            if (rows.next()) {
                only = ArrayRow.copyOf(rows, width());
                if (rows.next()) {
                    throw new ItemException(ErrorCode.CARDINALITY_VIOLATION);
                }
            }
        }
        return RowsCursor.of(List.of(only));
    }

    @Override
    public Operator over(Operator other) {
        return new Single(other);
    }

    @Override
    public String describe() {
        return "SINGLE ROW";
    }
}
