package io.itemql.plan.operator;

import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that a blocking operator keeps: reserves their memory under the operator's name and looks at the cancellation
 * while it fills. {@link #close()} gives the memory back. Used by one thread.
 */
public final class RowBuffer implements AutoCloseable {
    private final Execution execution;
    private final String operator;
    /** Null unless the statement is measured. */
    private final Meter meter;

    private final List<ArrayRow> rows = new ArrayList<>();
    private long bytes;

    /** @param operator its name in the message when the memory does not suffice */
    public RowBuffer(Execution execution, String operator) {
        this.execution = execution;
        this.operator = operator;
        this.meter = execution.meter();
    }

    /** Copies all the rest of an operator's rows. */
    public static RowBuffer of(Operator input, Execution execution, String operator) {
        RowBuffer buffer = new RowBuffer(execution, operator);
        try (RowCursor cursor = input.open(execution)) {
            while (cursor.next()) {
                buffer.add(cursor, input.width());
            }
            return buffer;
        } catch (RuntimeException e) {
            buffer.close();
            throw e;
        }
    }

    /** Copies a row. */
    public ArrayRow add(Row row, int width) {
        ArrayRow copy = ArrayRow.copyOf(row, width);
        add(copy);
        return copy;
    }

    /** Keeps a row that is a copy already. */
    public void add(ArrayRow row) {
        reserve(row.heapBytes());
        rows.add(row);
    }

    /**
     * Takes memory for something that belongs to the rows, given back with them; or gives some back now if negative.
     */
    public void reserve(long more) {
        execution.countRow();
        if (more != 0) {
            execution.memory().reserve(more, operator);
            bytes += more;
            if (meter != null) {
                meter.addMemory(more);
            }
        }
    }

    /** Holds from now on what another buffer of the same statement has taken. */
    public void takeOver(RowBuffer other) {
        bytes += other.bytes;
        other.bytes = 0;
    }

    /** The rows in the order in which they came; may be sorted in place. */
    public List<ArrayRow> rows() {
        return rows;
    }

    /** A cursor over the rows; closing it closes this buffer. */
    public RowCursor cursor() {
        return new RowsCursor(rows, this::close);
    }

    @Override
    public void close() {
        execution.memory().release(bytes);
        if (meter != null) {
            meter.addMemory(-bytes);
        }
        bytes = 0;
        rows.clear();
    }
}
