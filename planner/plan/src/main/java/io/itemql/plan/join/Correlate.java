package io.itemql.plan.join;

import io.itemql.item.Value;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import java.util.List;
import java.util.Objects;

/**
 * A join whose right side depends on the left row: it is opened anew for every left row, whose columns it sees as outer
 * columns. With a key access on the right, this is a join by key look-ups.
 *
 * @param correlation the number under which the right side finds the left row
 * @param kind INNER, LEFT, SEMI or ANTI
 * @param condition over the columns of both; {@link Literal#TRUE} if the right side says it all
 */
public record Correlate(Operator left, Operator right, int correlation, JoinKind kind, Expression condition)
        implements Join {
    public Correlate {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(condition, "condition");
        if (kind.givesUnmatchedRight()) {
            throw new IllegalArgumentException(kind + " needs all right rows at once");
        }
    }

    /** A correlation whose right side says all. */
    public static Correlate of(Operator left, Operator right, int correlation, JoinKind kind) {
        return new Correlate(left, right, correlation, kind, Literal.TRUE);
    }

    @Override
    public RowCursor open(Execution execution) {
        return new CorrelateCursor(left.open(execution), execution);
    }

    @Override
    public Operator withInputs(List<Operator> inputs) {
        return new Correlate(inputs.get(0), inputs.get(1), correlation, kind, condition);
    }

    @Override
    public String describe() {
        return "FOR EACH " + kind + (condition.equals(Literal.TRUE) ? "" : " ON " + condition);
    }

    private final class CorrelateCursor implements RowCursor {
        private final RowCursor leftRows;
        private final Execution execution;
        private final JoinedRow row = new JoinedRow(left.width());
        private RowCursor rightRows;
        private boolean matched;

        CorrelateCursor(RowCursor leftRows, Execution execution) {
            this.leftRows = leftRows;
            this.execution = execution;
        }

        @Override
        public boolean next() {
            while (true) {
                if (rightRows == null) {
                    if (!leftRows.next()) {
                        return false;
                    }
                    execution.countRow();
                    execution.evaluation().setOuterRow(correlation, leftRows);
                    rightRows = right.open(execution);
                    matched = false;
                }
                if (nextOfLeft()) {
                    return true;
                }
            }
        }

        private boolean nextOfLeft() {
            // Another cursor may have gone through this correlation since, such as the same plan inside a sub-query.
            execution.evaluation().setOuterRow(correlation, leftRows);
            while (rightRows.next()) {
                row.set(leftRows, rightRows);
                if (!condition.test(row, execution.evaluation())) {
                    continue;
                }
                matched = true;
                if (kind.givesPairs()) {
                    return true;
                }
                closeRight();
                return kind == JoinKind.SEMI;
            }
            closeRight();
            if (!matched && kind.givesUnmatchedLeft()) {
                row.set(leftRows, null);
                return true;
            }
            return false;
        }

        @Override
        public Value get(int column) {
            return row.get(column);
        }

        private void closeRight() {
            rightRows.close();
            rightRows = null;
        }

        @Override
        public void close() {
            if (rightRows != null) {
                closeRight();
            }
            leftRows.close();
        }
    }
}
