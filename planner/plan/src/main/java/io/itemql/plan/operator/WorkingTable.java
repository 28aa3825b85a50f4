package io.itemql.plan.operator;

import io.itemql.plan.expression.ArrayRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rows that the last round of a {@link Recursion} gave, for the next round. One instance belongs to one recursion
 * and to the operators of its step.
 *
 * @param name what the statement calls the recursive query
 */
public record WorkingTable(String name, int width) implements NoInput {
    public WorkingTable {
        Objects.requireNonNull(name, "name");
    }

    /** What this table holds in an execution. */
    static final class Contents {
        private List<ArrayRow> rows = new ArrayList<>();

        void set(List<ArrayRow> other) {
            rows = other;
        }
    }

    Contents in(Execution execution) {
        return execution.state(this, Contents.class, Contents::new);
    }

    @Override
    public RowCursor open(Execution execution) {
        return RowsCursor.of(in(execution).rows);
    }

    @Override
    public String describe() {
        return "LAST ROUND OF " + name;
    }

    @Override
    public boolean isWrittenOut() {
        return true;
    }
}
