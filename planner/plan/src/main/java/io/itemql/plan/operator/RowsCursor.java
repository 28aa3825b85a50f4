package io.itemql.plan.operator;

import io.itemql.item.Value;
import io.itemql.plan.expression.Row;
import java.util.Iterator;
import java.util.List;

/** A cursor over rows that are already there. Runs a given action when it is closed, once. */
public final class RowsCursor implements RowCursor {
    private final Iterator<? extends Row> rows;
    private final Runnable onClose;
    private Row current;
    private boolean closed;

    public RowsCursor(Iterable<? extends Row> rows, Runnable onClose) {
        this.rows = rows.iterator();
        this.onClose = onClose;
    }

    /** A cursor over rows that nobody has to clear away. */
    public static RowsCursor of(Iterable<? extends Row> rows) {
        return new RowsCursor(rows, () -> {});
    }

    /** A cursor without rows. */
    public static RowsCursor empty() {
        return of(List.of());
    }

    @Override
    public boolean next() {
        current = rows.hasNext() ? rows.next() : null;
        return current != null;
    }

    @Override
    public Value get(int column) {
        return current.get(column);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }
}
