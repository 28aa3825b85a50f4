package io.itemql.plan.join;

import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import java.util.Iterator;
import java.util.List;

/**
 * The rows of a join whose right side is kept: for each left row the candidates of the right are tried, at the end come
 * the right rows that none has matched.
 */
final class JoinCursor implements RowCursor {
    /** The right rows, as a join finds them. */
    interface Candidates {
        /** All of them. */
        List<BuildRow> all();

        /** Those that may match a left row. */
        Iterator<BuildRow> of(Row left);

        /** False for a left row that the join leaves out without looking at its candidates. */
        default boolean admit(Row left) {
            return true;
        }
    }

    private final RowCursor left;
    private final Candidates candidates;
    private final RowBuffer memory;
    private final JoinKind kind;
    private final Expression condition;
    private final Execution execution;
    private final Evaluation evaluation;
    private final JoinedRow row;

    private Iterator<BuildRow> current;
    private boolean matched;
    private Iterator<BuildRow> unmatched;

    /** @param memory what the candidates take; given back in the end */
    JoinCursor(Join join, Candidates candidates, RowBuffer memory, Execution execution) {
        this(join, join.left().open(execution), candidates, memory, execution);
    }

    /** @param left the rows of the left side */
    JoinCursor(Join join, RowCursor left, Candidates candidates, RowBuffer memory, Execution execution) {
        this.left = left;
        this.candidates = candidates;
        this.memory = memory;
        this.kind = join.kind();
        this.condition = join.condition();
        this.execution = execution;
        this.evaluation = execution.evaluation();
        this.row = new JoinedRow(join.left().width());
    }

    @Override
    public boolean next() {
        while (unmatched == null) {
            if (current == null && !nextLeft()) {
                break;
            }
            if (nextOfLeft()) {
                return true;
            }
        }
        return kind.givesUnmatchedRight() && nextUnmatched();
    }

    private boolean nextLeft() {
        while (left.next()) {
            if (candidates.admit(left)) {
                current = candidates.of(left);
                matched = false;
                return true;
            }
        }
        return false;
    }

    /** The next row that the current left row gives; false if it gives no more. */
    private boolean nextOfLeft() {
        while (current.hasNext()) {
            execution.countRow();
            BuildRow right = current.next();
            row.set(left, right.row());
            if (!condition.test(row, evaluation)) {
                continue;
            }
            matched = true;
            right.setMatched();
            if (kind.givesPairs()) {
                return true;
            }
            current = null;
            return kind == JoinKind.SEMI;
        }
        current = null;
        if (!matched && kind.givesUnmatchedLeft()) {
            row.set(left, null);
            return true;
        }
        return false;
    }

    private boolean nextUnmatched() {
        if (unmatched == null) {
            unmatched = candidates.all().iterator();
        }
        while (unmatched.hasNext()) {
            BuildRow right = unmatched.next();
            if (!right.isMatched()) {
                row.set(null, right.row());
                return true;
            }
        }
        return false;
    }

    @Override
    public Value get(int column) {
        return row.get(column);
    }

    @Override
    public void close() {
        left.close();
        memory.close();
    }
}
