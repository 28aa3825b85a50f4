package io.itemql.jdbc.internal.result;

import io.itemql.item.Value;
import io.itemql.plan.operator.RowCursor;
import java.util.List;

/** Rows that the driver made itself, as a cursor: metadata, generated keys, the elements of an array. */
public final class ListRows implements RowCursor {
    private final List<Value[]> rows;
    private int at = -1;

    /** A cursor before the first of the given rows; {@code null} cells are NULL. */
    public ListRows(List<Value[]> rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() {
        if (at + 1 >= rows.size()) {
            return false;
        }
        at++;
        return true;
    }

    @Override
    public Value get(int column) {
        return rows.get(at)[column];
    }

    @Override
    public void close() {
        // nothing to let go of
    }
}
