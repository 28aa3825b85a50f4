package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.result.ResultTraits;
import io.itemql.store.Cancellation;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What a user sets at a statement for its executions. */
abstract class StatementSettings implements StatementTraits, Quoting {
    private final ResultTraits traits;
    private long rowsMax;
    private int timeoutSeconds;
    private int fetchSize;
    private int fieldBytesMax;
    /** As JDBC says of new statements. */
    private boolean poolable = this instanceof PreparedStatement;

    private boolean translatesEscapes = true;

    StatementSettings(ResultTraits traits) {
        this.traits = traits;
    }

    /** How the results can be moved in and changed, if they can. */
    final ResultTraits traits() {
        return traits;
    }

    /** After how many rows a result ends; 0 is never. */
    final long rowsMax() {
        return rowsMax;
    }

    final int fetchSize() {
        return fetchSize;
    }

    /** After how many bytes the results cut texts and binaries off; 0 is never. */
    final int fieldBytesMax() {
        return fieldBytesMax;
    }

    final boolean translatesEscapes() {
        return translatesEscapes;
    }

    /** A cancellation that knows the timeout, for an execution that begins now. */
    final Cancellation cancellation() {
        return timeoutSeconds == 0 ? Cancellation.create() : Cancellation.withTimeout(timeoutSeconds * 1000L);
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return traits.concurrency();
    }

    @Override
    public int getResultSetType() throws SQLException {
        checkOpen();
        return traits.type();
    }

    @Override
    public void setLargeMaxRows(long rows) throws SQLException {
        checkOpen();
        checkNotNegative("Maximum of rows", rows);
        rowsMax = rows;
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        checkOpen();
        return rowsMax;
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        checkNotNegative("Query timeout", seconds);
        timeoutSeconds = seconds;
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        checkOpen();
        return timeoutSeconds;
    }

    /** A hint that changes nothing: rows are read one by one from the store in this process. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        checkNotNegative("Fetch size", rows);
        fetchSize = rows;
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    /** Texts and binaries are cut off at this size without a word, as JDBC says; lists, maps and sets come whole. */
    @Override
    public void setMaxFieldSize(int bytes) throws SQLException {
        checkOpen();
        checkNotNegative("Maximum field size", bytes);
        fieldBytesMax = bytes;
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        checkOpen();
        return fieldBytesMax;
    }

    @Override
    public void setEscapeProcessing(boolean enable) throws SQLException {
        checkOpen();
        translatesEscapes = enable;
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        checkOpen();
        this.poolable = poolable;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    static void checkNotNegative(String what, long number) throws SQLException {
        if (number < 0) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, what + " " + number + " is negative");
        }
    }
}
