package io.itemql.jdbc.internal.result;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.RowCursor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of a scrolling result: read from the cursor as far as somebody has gone, and kept from then on, so that they
 * never change except by the reader's own hand. A forward-only result keeps the current row alone.
 *
 * <p>Used by one thread at a time.
 */
final class KeptRows {
    /** A row that was read. */
    static final class KeptRow {
        /** By column; {@code null} is MISSING. */
        private Value[] values;

        private boolean updated;
        private boolean deleted;
        /** How many rollbacks there had been when the row got the key that it has; negative if it was read with it. */
        private long movedAfter = -1;

        private KeptRow(Value[] values) {
            this.values = values;
        }

        Value get(int index) {
            return values[index];
        }

        boolean isUpdated() {
            return updated;
        }

        boolean isDeleted() {
            return deleted;
        }

        void update(Value... changed) {
            values = changed;
            updated = true;
        }

        void move(long rollbacks) {
            movedAfter = rollbacks;
        }

        /** False if a rollback may have taken back the key that the row has. */
        boolean knowsItsKey(long rollbacks) {
            return movedAfter < 0 || movedAfter == rollbacks;
        }

        void refresh(Value... current) {
            values = current;
        }

        void delete() {
            deleted = true;
        }

        Value[] copy() {
            return values.clone();
        }
    }

    private final RowCursor cursor;
    private final int width;
    private final Consumer<ArrayRow> meter;
    private final boolean forgets;
    private final long rowsMax;
    private final List<KeptRow> rows = new ArrayList<>();
    /** How many rows were read and are forgotten. */
    private long forgotten;

    private boolean complete;

    /**
     * @param meter counts the memory of the rows
     * @param forgets whether only the last row that was read is kept
     * @param rowsMax after how many rows the result ends; 0 is never
     */
    KeptRows(RowCursor cursor, int width, Consumer<ArrayRow> meter, boolean forgets, long rowsMax) {
        this.cursor = cursor;
        this.width = width;
        this.meter = meter;
        this.forgets = forgets;
        this.rowsMax = rowsMax;
    }

    /** How many rows have been read. */
    long read() {
        return forgotten + rows.size();
    }

    /** True if all rows have been read. */
    boolean isComplete() {
        return complete;
    }

    /** Reads on until there are so many rows; false if there are fewer. */
    boolean reaches(long count) throws SQLException {
        while (read() < count && !complete) {
            try {
                readOne();
            } catch (RuntimeException | Error e) {
                complete = true;
                throw SqlExceptions.translate(e);
            }
        }
        return read() >= count;
    }

    private void readOne() {
        if ((rowsMax > 0 && read() >= rowsMax) || !cursor.next()) {
            complete = true;
            return;
        }
        Value[] values = new Value[width];
        for (int i = 0; i < width; i++) {
            values[i] = cursor.get(i);
        }
        if (forgets) {
            forgotten += rows.size();
            rows.clear();
        } else {
            meter.accept(ArrayRow.ofOwned(values));
        }
        rows.add(new KeptRow(values));
    }

    /** A row by its number, from 1; it must have been read and not forgotten. */
    KeptRow row(long number) {
        return rows.get((int) (number - forgotten - 1));
    }
}
