package io.itemql.plan.join;

import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * A join on equal keys, with a further condition if there is one. Keeps the right side in memory; the left streams.
 * Keys that are NULL or MISSING match nothing.
 *
 * @param leftKeys expressions over the left columns
 * @param rightKeys as many expressions over the right columns
 * @param condition what must hold besides, over the columns of both; {@link Literal#TRUE} if nothing
 * @param nullAware only with ANTI and one key: x NOT IN (right), which is not TRUE where the right side has an unknown
 *     value or one of another type
 */
public record HashJoin(
        Operator left,
        Operator right,
        JoinKind kind,
        List<Expression> leftKeys,
        List<Expression> rightKeys,
        Expression condition,
        boolean nullAware)
        implements Join {
    private static final String NAME = "HASH JOIN";
    private static final long ENTRY_BYTES = 120;

    public HashJoin {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(kind, "kind");
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
        Objects.requireNonNull(condition, "condition");
        if (leftKeys.size() != rightKeys.size() || leftKeys.isEmpty()) {
            throw new IllegalArgumentException(leftKeys.size() + " and " + rightKeys.size() + " keys");
        }
        if (nullAware && (kind != JoinKind.ANTI || leftKeys.size() != 1 || !condition.equals(Literal.TRUE))) {
            throw new IllegalArgumentException("a null-aware join is an anti join on one key alone");
        }
    }

    /** A join on keys alone. */
    public static HashJoin of(
            Operator left, Operator right, JoinKind kind, List<Expression> leftKeys, List<Expression> rightKeys) {
        return new HashJoin(left, right, kind, leftKeys, rightKeys, Literal.TRUE, false);
    }

    @Override
    public RowCursor open(Execution execution) {
        RowBuffer memory = new RowBuffer(execution, NAME);
        JoinKeys table = new JoinKeys();
        try {
            try (RowCursor rows = right.open(execution)) {
                while (rows.next()) {
                    ArrayRow row = ArrayRow.copyOf(rows, right.width());
                    ArrayRow key = JoinKeys.key(rightKeys, row, execution.evaluation());
                    memory.reserve(ENTRY_BYTES + row.heapBytes() + key.heapBytes());
                    table.add(row, key);
                }
            }
            return new JoinCursor(this, new ByKey(table, execution.evaluation()), memory, execution);
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    @Override
    public Operator withInputs(List<Operator> inputs) {
        return new HashJoin(inputs.get(0), inputs.get(1), kind, leftKeys, rightKeys, condition, nullAware);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder(NAME).append(' ').append(kind);
        text.append(nullAware ? " NOT IN " : " ON ");
        for (int i = 0; i < leftKeys.size(); i++) {
            text.append(i == 0 ? "" : " AND ")
                    .append(leftKeys.get(i))
                    .append(" = ")
                    .append(rightKeys.get(i));
        }
        return condition.equals(Literal.TRUE) ? text.toString() : text + " AND " + condition;
    }

    /** The right rows whose key equals that of the left row. */
    private final class ByKey implements JoinCursor.Candidates {
        private final JoinKeys table;
        private final Evaluation evaluation;

        ByKey(JoinKeys table, Evaluation evaluation) {
            this.table = table;
            this.evaluation = evaluation;
        }

        @Override
        public List<BuildRow> all() {
            return table.rows();
        }

        @Override
        public Iterator<BuildRow> of(Row leftRow) {
            return table.matching(JoinKeys.key(leftKeys, leftRow, evaluation), evaluation);
        }

        @Override
        public boolean admit(Row leftRow) {
            return !nullAware || table.mayDifferFromAll(JoinKeys.key(leftKeys, leftRow, evaluation), evaluation);
        }
    }
}
