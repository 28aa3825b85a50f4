package io.itemql.plan.operator;

import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that the statement itself writes: VALUES, a SELECT without FROM, or none at all where a predicate cannot be
 * true.
 *
 * @param rows expressions that read no columns
 * @param width the columns of each row
 */
public record Values(List<List<Expression>> rows, int width) implements NoInput {
    public Values {
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Expression> row : rows) {
            if (row.size() != width) {
                throw new IllegalArgumentException("a row of " + row.size() + " in values of " + width);
            }
        }
    }

    /** No rows. */
    public static Values none(int width) {
        return new Values(List.of(), width);
    }

    /** One row. */
    public static Values row(List<Expression> row) {
        return new Values(List.of(row), row.size());
    }

    @Override
    public RowCursor open(Execution execution) {
        List<ArrayRow> evaluated = new ArrayList<>(rows.size());
        for (List<Expression> row : rows) {
            evaluated.add(ArrayRow.computed(row, ArrayRow.EMPTY, execution.evaluation()));
        }
        return RowsCursor.of(evaluated);
    }

    @Override
    public boolean isWrittenOut() {
        return true;
    }

    @Override
    public String describe() {
        return rows.size() == 1 ? "VALUES 1 row" : "VALUES " + rows.size() + " rows";
    }
}
