package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.plan.operator.RowCursor;
import java.sql.SQLException;

/**
 * The rows of a statement, read from its cursor one by one: nothing is fetched ahead and nothing is kept. At the last
 * row the cursor and its view of the store are let go of, also if the result set stays open.
 *
 * <p>Used by one thread at a time, except that another may close it.
 */
public final class StreamingResultSet extends ItemResultSet
        implements UnsupportedUpdates, UnsupportedLabelledUpdates, UnsupportedMoves {
    private final RowCursor cursor;
    /** After how many rows the result ends; 0 is never. */
    private final long rowsMax;

    private long row;
    private boolean onRow;
    /** The cursor stands on a row that {@link #next()} has not handed out yet. */
    private boolean ahead;
    /** The cursor stands on no row any more. */
    private boolean ended;

    /**
     * A result set before its first row.
     *
     * @param rowsMax after how many rows it ends; 0 is never
     */
    public StreamingResultSet(ColumnSet columns, RowCursor cursor, ResultOwner owner, long rowsMax, int fetchSize) {
        super(columns, owner, fetchSize);
        this.cursor = cursor;
        this.rowsMax = rowsMax;
    }

    @Override
    public synchronized boolean next() throws SQLException {
        checkOpen();
        onRow = !isReleased() && advance();
        if (onRow) {
            row++;
        } else {
            release();
        }
        return onRow;
    }

    private boolean advance() throws SQLException {
        if (ahead) {
            ahead = false;
            return true;
        }
        if (rowsMax > 0 && row >= rowsMax) {
            return false;
        }
        try {
            boolean found = cursor.next();
            ended = !found;
            return found;
        } catch (RuntimeException | Error e) {
            onRow = false;
            ended = true;
            releaseAfter(e);
            throw SqlExceptions.translate(e);
        }
    }

    @Override
    Value cell(int index) throws SQLException {
        if (!onRow) {
            checkOpen();
            throw SqlExceptions.of(ErrorCode.NO_CURRENT_ROW);
        }
        try {
            return cursor.get(index);
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    @Override
    long rowsToGoOnBehind() {
        return rowsMax == 0 || ended || ahead ? 0 : row;
    }

    @Override
    void leaveRow() {
        onRow = false;
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return onRow ? (int) Math.min(row, Integer.MAX_VALUE) : 0;
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return onRow && row == 1;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return isReleased() && !onRow && row > 0;
    }

    /** Looks whether there is a first row, since before no rows at all there is no "before first". */
    @Override
    public synchronized boolean isBeforeFirst() throws SQLException {
        checkOpen();
        if (row > 0 || isReleased()) {
            return false;
        }
        if (!ahead) {
            ahead = advance();
        }
        return ahead;
    }
}
