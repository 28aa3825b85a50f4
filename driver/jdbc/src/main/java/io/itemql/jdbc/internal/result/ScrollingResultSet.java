package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.RowCursor;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A result that can be moved in as one likes, or whose rows can be changed, or both. Rows are read when somebody first
 * goes there and stay as they were read: what others write is not seen, what is changed here is. A row that was deleted
 * here stays as a hole, told by {@link #rowDeleted()}; an inserted one does not appear.
 *
 * <p>Used by one thread at a time, except that another may close it.
 */
public final class ScrollingResultSet extends ItemResultSet implements RowChanges, LabelledUpdates, DerivedUpdates {
    private final KeptRows rows;
    private final ResultTraits traits;
    private final boolean lowered;
    private final Optional<RowEdit> edit;

    /** The number of the current row, from 1; 0 before the first, one more than there are rows after the last. */
    private long position;

    private boolean left;

    /**
     * A result set before its first row.
     *
     * @param meter counts the memory of the rows that are kept
     * @param changes the items behind the rows; empty for a result that is read-only
     * @param rowsMax after how many rows it ends; 0 is never
     */
    public ScrollingResultSet(
            ColumnSet columns,
            RowCursor cursor,
            ResultOwner owner,
            ResultTraits traits,
            Consumer<ArrayRow> meter,
            Optional<ItemChanges> changes,
            long rowsMax,
            int fetchSize) {
        super(columns, owner, fetchSize);
        this.lowered = traits.isUpdatable() && changes.isEmpty();
        this.traits = changes.isPresent() ? traits : traits.readOnly();
        this.rows = new KeptRows(cursor, columns.size(), meter, traits.isForwardOnly(), rowsMax);
        this.edit = changes.map(found -> new RowEdit(columns, found));
    }

    // ---- where it is

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return traits.type();
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return traits.concurrency();
    }

    /** A hint that changes nothing: rows are read forward and kept. */
    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        boolean known = direction == FETCH_FORWARD || direction == FETCH_REVERSE || direction == FETCH_UNKNOWN;
        if (!known || (traits.isForwardOnly() && direction != FETCH_FORWARD)) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT, direction + " is no fetch direction of this result");
        }
    }

    /** Reads on until there are so many rows, and lets go of the cursor behind the last one. */
    private boolean reaches(long count) throws SQLException {
        try {
            return rows.reaches(count);
        } catch (SQLException e) {
            releaseAfter(e);
            throw e;
        } finally {
            if (rows.isComplete()) {
                release();
            }
        }
    }

    private boolean onRow() {
        return !left && position > 0 && position <= rows.read();
    }

    private KeptRows.KeptRow current() throws SQLException {
        checkOpen();
        if (!onRow()) {
            throw SqlExceptions.of(ErrorCode.NO_CURRENT_ROW);
        }
        return rows.row(position);
    }

    @Override
    Value cell(int index) throws SQLException {
        if (edit.isPresent() && edit.get().isInserting()) {
            return edit.get().inserted(index);
        }
        KeptRows.KeptRow row = current();
        if (row.isDeleted()) {
            throw SqlExceptions.of(ErrorCode.ROW_DELETED);
        }
        return edit.isPresent() && edit.get().isChanged(index) ? edit.get().changed(index) : row.get(index);
    }

    @Override
    void leaveRow() {
        left = true;
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return onRow() ? (int) Math.min(position, Integer.MAX_VALUE) : 0;
    }

    @Override
    public synchronized boolean isBeforeFirst() throws SQLException {
        checkOpen();
        return position == 0 && reaches(1);
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return position == 1 && onRow();
    }

    @Override
    public synchronized boolean isLast() throws SQLException {
        checkOpen();
        if (traits.isForwardOnly()) {
            throw UnsupportedMoves.refusal("isLast");
        }
        return onRow() && !reaches(position + 1);
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return rows.isComplete() && rows.read() > 0 && position > rows.read();
    }

    // ---- moving

    /** Goes to a row, or to the place before the first or after the last one; what was not written is dropped. */
    private boolean goTo(long number) throws SQLException {
        edit.ifPresent(RowEdit::drop);
        if (number <= 0) {
            position = 0;
            return false;
        }
        boolean found = reaches(number);
        position = found ? number : rows.read() + 1;
        return found;
    }

    private void checkMoves(String method) throws SQLException {
        checkOpen();
        if (traits.isForwardOnly()) {
            throw UnsupportedMoves.refusal(method);
        }
    }

    @Override
    public synchronized boolean next() throws SQLException {
        checkOpen();
        return goTo(position + 1);
    }

    @Override
    public synchronized boolean previous() throws SQLException {
        checkMoves("previous");
        return goTo(position - 1);
    }

    @Override
    public synchronized boolean first() throws SQLException {
        checkMoves("first");
        return goTo(1);
    }

    @Override
    public synchronized boolean last() throws SQLException {
        checkMoves("last");
        reaches(Long.MAX_VALUE);
        return goTo(rows.read());
    }

    @Override
    public synchronized void beforeFirst() throws SQLException {
        checkMoves("beforeFirst");
        goTo(0);
    }

    @Override
    public synchronized void afterLast() throws SQLException {
        checkMoves("afterLast");
        reaches(Long.MAX_VALUE);
        goTo(rows.read() + 1);
    }

    /** A negative number counts from the end: -1 is the last row. */
    @Override
    public synchronized boolean absolute(int number) throws SQLException {
        checkMoves("absolute");
        if (number >= 0) {
            return goTo(number);
        }
        reaches(Long.MAX_VALUE);
        return goTo(rows.read() + 1 + number);
    }

    @Override
    public synchronized boolean relative(int distance) throws SQLException {
        checkMoves("relative");
        return distance == 0 ? onRow() : goTo(position + distance);
    }

    // ---- changing

    @Override
    public RowEdit edit(String method) throws SQLException {
        checkOpen();
        if (edit.isEmpty()) {
            throw lowered ? ReadOnly.loweredRefusal(method) : ReadOnly.refusal(method);
        }
        return edit.get();
    }

    @Override
    public KeptRows.KeptRow rowToChange() throws SQLException {
        KeptRows.KeptRow row = current();
        if (row.isDeleted()) {
            throw SqlExceptions.of(ErrorCode.ROW_DELETED);
        }
        return row;
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        checkOpen();
        return onRow() && rows.row(position).isUpdated();
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        checkOpen();
        return onRow() && rows.row(position).isDeleted();
    }
}
