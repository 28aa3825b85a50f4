package io.itemql.plan;

import io.itemql.item.Value;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.ItemPosition;
import java.util.Optional;

/**
 * The rows of an execution that goes on where another one was left. The rows before are passed over unread; should the
 * reader want one of them after all, everything is read from the beginning.
 */
final class ContinuedRows implements RowCursor {
    private final Operator root;
    private final Execution execution;
    private final long passed;
    private RowCursor rows;
    private boolean fromBeginning;
    private long row;

    ContinuedRows(Operator root, Execution execution, Continuation from) {
        this.root = root;
        this.execution = execution;
        this.passed = from.rows();
        execution.beginBehind(from.position());
        this.rows = root.open(execution);
        // Taken, unless there is nothing to read at all.
        execution.takeStart();
    }

    @Override
    public boolean next() {
        row++;
        return (row <= passed && !fromBeginning) || rows.next();
    }

    @Override
    public Value get(int column) {
        if (row <= passed && !fromBeginning) {
            fromBeginning = true;
            rows.close();
            rows = root.open(execution);
            for (long i = 0; i < row; i++) {
                rows.next();
            }
        }
        return rows.get(column);
    }

    @Override
    public Optional<ItemPosition> position() {
        return row > passed || fromBeginning ? rows.position() : Optional.empty();
    }

    @Override
    public void close() {
        rows.close();
    }
}
