package io.itemql.plan.access;

import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.NoInput;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * How many items a table has, in each column of one row. Reads nothing where the store knows the count of its view; else
 * the items are counted.
 *
 * @param counted counts the items one by one
 */
public record StoredCount(String table, Operator counted) implements NoInput {
    public StoredCount {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(counted, "counted");
    }

    @Override
    public RowCursor open(Execution execution) {
        OptionalLong count = execution.view().itemCount(table);
        if (count.isEmpty()) {
            return counted.open(execution);
        }
        Value[] row = new Value[width()];
        Arrays.fill(row, NumberValue.of(count.getAsLong()));
        return RowsCursor.of(List.of(ArrayRow.ofOwned(row)));
    }

    @Override
    public int width() {
        return counted.width();
    }

    @Override
    public String describe() {
        return "COUNT OF " + table;
    }
}
