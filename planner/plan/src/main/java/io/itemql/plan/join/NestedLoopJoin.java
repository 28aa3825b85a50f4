package io.itemql.plan.join;

import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * A join on any condition, which it tries for all pairs. Keeps the right side in memory; the left streams.
 *
 * @param condition over the columns of both; {@link Literal#TRUE} for CROSS JOIN
 */
public record NestedLoopJoin(Operator left, Operator right, JoinKind kind, Expression condition) implements Join {
    private static final String NAME = "NESTED LOOP JOIN";

    public NestedLoopJoin {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(condition, "condition");
    }

    @Override
    public RowCursor open(Execution execution) {
        RowBuffer kept = RowBuffer.of(right, execution, NAME);
        try {
            List<BuildRow> build = new ArrayList<>(kept.rows().size());
            for (ArrayRow row : kept.rows()) {
                build.add(new BuildRow(row));
            }
            return new JoinCursor(this, new AllRows(build), kept, execution);
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    @Override
    public Operator withInputs(List<Operator> inputs) {
        return new NestedLoopJoin(inputs.get(0), inputs.get(1), kind, condition);
    }

    @Override
    public String describe() {
        return NAME + " " + kind + (condition.equals(Literal.TRUE) ? "" : " ON " + condition);
    }

    /** Any right row may match. */
    private record AllRows(List<BuildRow> all) implements JoinCursor.Candidates {
        @Override
        public Iterator<BuildRow> of(Row left) {
            return all.iterator();
        }
    }
}
