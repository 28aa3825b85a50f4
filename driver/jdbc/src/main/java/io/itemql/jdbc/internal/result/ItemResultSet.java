package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.item.NullValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.value.CalendarFields;
import io.itemql.jdbc.internal.value.Conversions;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.jdbc.internal.value.ObjectConversions;
import io.itemql.plan.value.TemporalValue;
import io.itemql.plan.value.ValueText;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.List;

/**
 * What all results share: reading the columns of the current row, and letting go of what is held. Which row is the
 * current one is the matter of the subclasses.
 *
 * <p>MISSING and NULL both read as null with {@link #wasNull()}; {@code getObject(column, AttributeValue.class)} tells
 * them apart: {@code null} is MISSING, {@link NullValue} is NULL. Which value reads as what is in {@link Conversions}
 * and {@link ObjectConversions}.
 *
 * <p>Used by one thread at a time, except that another may close it.
 */
public abstract sealed class ItemResultSet
        implements UnsupportedColumnKinds, LabelledColumns, DerivedReadings, FixedTraits, Unwrapping
        permits StreamingResultSet, ScrollingResultSet {
    private final ColumnSet columns;
    private final ResultOwner owner;
    private final int fieldBytesMax;
    private boolean lastWasNull;
    private boolean released;
    private volatile boolean closed;
    private int fetchSize;

    ItemResultSet(ColumnSet columns, ResultOwner owner, int fetchSize) {
        this.columns = columns;
        this.owner = owner;
        this.fieldBytesMax = owner.fieldBytesMax();
        this.fetchSize = fetchSize;
    }

    /** A result set of rows that the driver made; it belongs to no statement. */
    public static ItemResultSet made(ColumnSet columns, List<Value[]> rows) {
        return new StreamingResultSet(columns, new ListRows(rows), Nobody.NOBODY, 0, 0);
    }

    /** The owner of results that belong to no statement and hold nothing. */
    private enum Nobody implements ResultOwner {
        NOBODY;

        @Override
        public Statement statement() {
            return null;
        }

        @Override
        public void release() {
            // holds nothing
        }

        @Override
        public void closed() {
            // nobody waits for it
        }

        @Override
        public void stop() {
            // nothing runs
        }
    }

    /**
     * The value of a column of the current row; {@code null} where it is MISSING.
     *
     * @param index from 0, of a column that there is
     * @throws SQLException if there is no current row
     */
    abstract Value cell(int index) throws SQLException;

    /** There is no current row any more. Called once, when the result set is closed. */
    abstract void leaveRow();

    /** The columns of the rows. */
    public final ColumnSet columns() {
        return columns;
    }

    /** Lets go of the cursor because it failed; what fails besides is added to the failure. */
    final void releaseAfter(Throwable failure) {
        try {
            release();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Lets go of the cursor and its view of the store; the second time, it does nothing. */
    final void release() throws SQLException {
        if (!released) {
            released = true;
            long rows = rowsToGoOnBehind();
            if (rows > 0) {
                owner.releaseBehind(rows);
            } else {
                owner.release();
            }
        }
    }

    /** How many rows were read, if another execution may want to go on behind them; otherwise 0. */
    long rowsToGoOnBehind() {
        return 0;
    }

    /** True after the last row was read, or the cursor failed. */
    final boolean isReleased() {
        return released;
    }

    /** Who executed the statement. */
    final ResultOwner owner() {
        return owner;
    }

    @Override
    public final void close() throws SQLException {
        if (closed) {
            return;
        }
        if (!isReleased()) {
            owner.stop();
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            leaveRow();
            try {
                release();
            } finally {
                owner.closed();
            }
        }
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final void checkOpen() throws SQLException {
        if (closed) {
            throw SqlExceptions.of(ErrorCode.RESULT_SET_CLOSED);
        }
    }

    /** The value of a column of the current row, {@code null} where it is MISSING or NULL. */
    private Value read(int column) throws SQLException {
        Value value = readAny(column);
        return lastWasNull ? null : value;
    }

    private Value readAny(int column) throws SQLException {
        if (column < 1 || column > columns.size()) {
            checkOpen();
            throw SqlExceptions.of(ErrorCode.INVALID_COLUMN_INDEX, column, columns.size());
        }
        // What a column declared as a date or time stores is shown as it is.
        Value value = TemporalValue.asStored(cell(column - 1));
        if (fieldBytesMax > 0) {
            value = FieldSize.cut(value, fieldBytesMax);
        }
        lastWasNull = value == null || value.isNull();
        return value;
    }

    private String nameOf(int column) throws SQLException {
        return columns.get(column).label();
    }

    /** A conversion of a value that is there. */
    @FunctionalInterface
    private interface Conversion<T> {
        T apply(Value value, String column);
    }

    private <T> T convert(int column, Conversion<T> conversion) throws SQLException {
        Value value = read(column);
        if (value == null) {
            return null;
        }
        try {
            return conversion.apply(value, nameOf(column));
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    private long whole(int column, long min, long max, String target) throws SQLException {
        Value value = read(column);
        if (value == null) {
            return 0;
        }
        try {
            return Conversions.toWhole(value, min, max, target, nameOf(column));
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return lastWasNull;
    }

    @Override
    public String getString(int column) throws SQLException {
        Value value = read(column);
        return value instanceof StringValue text ? text.value() : ValueText.of(value);
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        Boolean value = convert(column, Conversions::toBoolean);
        return value != null && value;
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    @Override
    public short getShort(int column) throws SQLException {
        return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }

    @Override
    public int getInt(int column) throws SQLException {
        return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    @Override
    public long getLong(int column) throws SQLException {
        return whole(column, Long.MIN_VALUE, Long.MAX_VALUE, "long");
    }

    @Override
    public float getFloat(int column) throws SQLException {
        Float value = convert(column, Conversions::toFloat);
        return value == null ? 0 : value;
    }

    @Override
    public double getDouble(int column) throws SQLException {
        Double value = convert(column, Conversions::toDouble);
        return value == null ? 0 : value;
    }

    @Override
    public BigDecimal getBigDecimal(int column) throws SQLException {
        return convert(column, (value, name) -> Conversions.toBigDecimal(value, "BigDecimal", name));
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new ItemResultSetMetaData(columns);
    }

    @Override
    public int findColumn(String label) throws SQLException {
        checkOpen();
        return columns.find(label);
    }

    @Override
    public Statement getStatement() throws SQLException {
        checkOpen();
        return owner.statement();
    }

    @Override
    public byte[] getBytes(int column) throws SQLException {
        return convert(column, Conversions::toBytes);
    }

    /** See {@link ObjectConversions}; {@code AttributeValue} tells NULL and MISSING apart. */
    @Override
    public <T> T getObject(int column, Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The class for getObject is null");
        }
        Value value = readAny(column);
        if (value == null || (value.isNull() && !Value.class.isAssignableFrom(type))) {
            return null;
        }
        try {
            ColumnDescription description = columns.get(column);
            return type == Object.class
                    ? type.cast(description.object(value))
                    : ObjectConversions.toObject(value, type, description.type(), description.label());
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    @Override
    public Object getObject(int column) throws SQLException {
        Value value = read(column);
        if (value == null) {
            return null;
        }
        try {
            return columns.get(column).object(value);
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    @Override
    public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
        if (calendar == null) {
            return getTimestamp(column);
        }
        JdbcType type = columns.get(column).type();
        return convert(column, (value, name) -> CalendarFields.timestamp(value, type, calendar, name));
    }

    @Override
    public Time getTime(int column, Calendar calendar) throws SQLException {
        if (calendar == null) {
            return getTime(column);
        }
        JdbcType type = columns.get(column).type();
        return convert(column, (value, name) -> CalendarFields.time(value, type, calendar, name));
    }

    @Override
    public Date getDate(int column, Calendar calendar) throws SQLException {
        if (calendar == null) {
            return getDate(column);
        }
        JdbcType type = columns.get(column).type();
        return convert(column, (value, name) -> CalendarFields.date(value, type, calendar, name));
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    /** A hint that changes nothing: rows are read one by one from the store in this process. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        if (rows < 0) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "Fetch size " + rows + " is negative");
        }
        fetchSize = rows;
    }
}
