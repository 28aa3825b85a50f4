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
    /** Gives the right rows that may match a left row. */
    interface Candidates {
        Iterator<BuildRow> of(Row left);
    }

    /** Decides left rows of an anti join without looking at the candidates; true lets them through to the candidates. */
    interface LeftTest {
        boolean mayPass(Row left);
    }

    private final RowCursor left;
    private final RowBuffer memory;
    private final List<BuildRow> build;
    private final Candidates candidates;
    private final LeftTest leftTest;
    private final JoinKind kind;
    private final Expression condition;
    private final Execution execution;
    private final Evaluation evaluation;
    private final JoinedRow row;

    private Iterator<BuildRow> current;
    private boolean matched;
    private Iterator<BuildRow> unmatched;
    private int sinceCheck;

    JoinCursor(
            RowCursor left,
            int leftWidth,
            RowBuffer memory,
            List<BuildRow> build,
            Candidates candidates,
            LeftTest leftTest,
            JoinKind kind,
            Expression condition,
            Execution execution) {
        this.left = left;
        this.memory = memory;
        this.build = build;
        this.candidates = candidates;
        this.leftTest = leftTest;
        this.kind = kind;
        this.condition = condition;
        this.execution = execution;
        this.evaluation = execution.evaluation();
        this.row = new JoinedRow(leftWidth);
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
            if (leftTest.mayPass(left)) {
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
            if (++sinceCheck >= RowBuffer.ROWS_PER_CHECK) {
                sinceCheck = 0;
                execution.cancellation().check();
            }
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
            unmatched = build.iterator();
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
