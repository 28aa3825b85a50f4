package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.item.Value;
import io.itemql.jdbc.extension.StatementCost;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.result.ColumnSet;
import io.itemql.jdbc.internal.result.ItemChanges;
import io.itemql.jdbc.internal.result.ItemResultSet;
import io.itemql.jdbc.internal.result.ResultTraits;
import io.itemql.jdbc.internal.result.ScrollingResultSet;
import io.itemql.jdbc.internal.result.StreamingResultSet;
import io.itemql.jdbc.internal.result.Unwrapping;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.RowCursor;
import io.itemql.sql.PreparedSql;
import io.itemql.sql.SqlResult;
import io.itemql.sql.SqlTransaction;
import io.itemql.store.Cancellation;
import io.itemql.store.ConsumedCapacity;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.Optional;

/**
 * Runs texts. A statement with RETURNING gives two results: first its rows, then, after {@link #getMoreResults()}, the
 * count of the items it changed; {@code executeUpdate} gives the count at once and leaves the rows aside.
 *
 * <p>Used by one thread at a time; {@link #cancel()} and {@link #close()} may come from any other and stop what runs.
 */
public sealed class ItemStatement extends StatementSettings implements KeyedExecutions, Unwrapping, StatementCost
        permits ItemPreparedStatement {
    private static final long NO_COUNT = -1;

    private final Session session;
    private final Warnings warnings = new Warnings();
    private final TextBatch batch = new TextBatch();

    private boolean closesOnCompletion;

    private volatile boolean closed;
    private volatile Cancellation running = Cancellation.NONE;
    private ItemResultSet currentRows;
    private long currentCount = NO_COUNT;
    /** The count that follows the current rows. */
    private long laterCount = NO_COUNT;

    private List<ResultColumn> describedColumns;
    private ColumnSet descriptions;

    private SqlResult lastResult;
    /** How many warnings of the last result the user has asked to forget. */
    private int forgottenWarnings;

    private GeneratedKeys generatedKeys = GeneratedKeys.NONE;

    /** A statement of an open session, whose results have the given traits where they can. */
    public ItemStatement(Session session, ResultTraits traits) {
        super(traits);
        this.session = session;
    }

    final Session session() {
        return session;
    }

    @Override
    public final void checkOpen() throws SQLException {
        if (closed) {
            throw SqlExceptions.of(ErrorCode.STATEMENT_CLOSED);
        }
        session.checkNotClosed();
    }

    // ---- executing

    /** Understands a text, with JDBC's escapes if they are on. */
    final PreparedSql prepare(String sql) throws SQLException {
        if (sql == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "The statement is null");
        }
        try {
            return session.engine()
                    .prepare(
                            nativeText(sql),
                            session.options(),
                            session.transactions().open());
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    private String nativeText(String sql) {
        return translatesEscapes() ? EscapeSyntax.translate(sql) : sql;
    }

    /** Forgets the last execution and makes ready for the next. */
    final void begin() throws SQLException {
        checkOpen();
        session.checkOpen();
        closeRows();
        // From here on, so that a statement can be cancelled while it is being planned.
        running = cancellation();
        currentCount = NO_COUNT;
        laterCount = NO_COUNT;
        lastResult = null;
        forgottenWarnings = 0;
        generatedKeys = GeneratedKeys.NONE;
        warnings.clear();
    }

    /** Runs a statement; afterwards the current rows or the current count are set. True for rows. */
    final boolean run(PreparedSql sql, List<Value> parameters) throws SQLException {
        return run(sql, parameters, running);
    }

    final boolean run(PreparedSql sql, List<Value> parameters, Cancellation cancellation) throws SQLException {
        if (sql.control().isPresent()) {
            carryOut(sql);
            return false;
        }
        SqlResult result = start(sql, parameters, cancellation);
        if (result.rows().isEmpty()) {
            currentCount = result.updateCount();
            end(result);
            return false;
        }
        RowCursor rows = session.waitedFor(result.rows().get(), cancellation);
        laterCount = result.updateCount();
        RunningResult owner = new RunningResult(this, sql.sql(), result, cancellation);
        currentRows = traits().equals(ResultTraits.PLAIN)
                ? new StreamingResultSet(columnsOf(result), rows, owner, rowsMax(), fetchSize())
                : moving(sql, result, rows, owner);
        return true;
    }

    private ItemResultSet moving(PreparedSql sql, SqlResult result, RowCursor rows, RunningResult owner) {
        Optional<ItemChanges> changes =
                traits().isUpdatable() ? KeyedChanges.of(session, sql, warnings) : Optional.empty();
        return new ScrollingResultSet(
                columnsOf(result), rows, owner, traits(), result::keep, changes, rowsMax(), fetchSize());
    }

    /** A plan has one list of columns for all its executions, so their description is made once. */
    private ColumnSet columnsOf(SqlResult result) {
        List<ResultColumn> columns = result.columns();
        if (columns != describedColumns) {
            describedColumns = columns;
            descriptions = ColumnSet.of(columns);
        }
        return descriptions;
    }

    /** The cancellation of the execution that has begun. */
    final Cancellation running() {
        return running;
    }

    private SqlResult start(PreparedSql sql, List<Value> parameters, Cancellation cancellation) throws SQLException {
        session.started(this);
        try {
            cancellation.check();
            RequestTimeout timeout = session.requestTimeout();
            lastResult = timeout == null
                    ? executed(sql, parameters, cancellation)
                    : timeout.within(cancellation, () -> executed(sql, parameters, cancellation));
            return lastResult;
        } catch (SQLException e) {
            session.finished(this);
            throw e;
        } catch (RuntimeException | Error e) {
            session.finished(this);
            throw SqlExceptions.translate(e);
        }
    }

    private SqlResult executed(PreparedSql sql, List<Value> parameters, Cancellation cancellation) throws SQLException {
        TransactionState transactions = session.transactions();
        if (sql.kind() == StatementPlan.Kind.DEFINITION) {
            transactions.commitCurrent();
        }
        SqlTransaction transaction = sql.kind() == StatementPlan.Kind.DEFINITION ? null : transactions.forStatement();
        if (transaction != null) {
            return sql.executeIn(transaction, parameters, cancellation);
        }
        return rowsMax() > 0 && sql.kind() == StatementPlan.Kind.QUERY
                ? sql.executeFrom(session.leftPages().before(sql.sql(), rowsMax()), parameters, cancellation)
                : sql.execute(parameters, transactions.isolation(), cancellation);
    }

    private void end(SqlResult result) throws SQLException {
        session.finished(this);
        try {
            result.close();
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    private void carryOut(PreparedSql sql) throws SQLException {
        try {
            session.carryOut(sql.control().orElseThrow());
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
        currentCount = 0;
    }

    /** An INSERT that gives the wanted keys; empty if the statement takes none. */
    final Optional<PreparedSql> withKeys(String sql, PreparedSql plain, WantedKeys keys) throws SQLException {
        try {
            return keys.insertFor(session, nativeText(sql), plain, warnings);
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    /** Runs such an INSERT and notes the keys behind those that there are. */
    final void runForKeys(PreparedSql withKeys, List<Value> parameters, WantedKeys keys) throws SQLException {
        run(withKeys, parameters);
        long count = laterCount;
        generatedKeys = generatedKeys.and(GeneratedKeys.read(currentRows, keys));
        closeRows();
        currentCount = count;
        laterCount = NO_COUNT;
    }

    /** Runs a statement for the wanted keys if it is one that gives some; false if it is not. */
    final boolean runForKeys(String sql, PreparedSql plain, List<Value> parameters, WantedKeys keys)
            throws SQLException {
        Optional<PreparedSql> withKeys = withKeys(sql, plain, keys);
        if (withKeys.isPresent()) {
            runForKeys(withKeys.get(), parameters, keys);
        }
        return withKeys.isPresent();
    }

    @Override
    public boolean execute(String sql, WantedKeys keys) throws SQLException {
        begin();
        PreparedSql prepared = prepare(sql);
        return !runForKeys(sql, prepared, List.of(), keys) && run(prepared, List.of());
    }

    @Override
    public long executeUpdate(String sql, WantedKeys keys) throws SQLException {
        begin();
        PreparedSql prepared = prepare(sql);
        Expected.changes(prepared);
        if (!runForKeys(sql, prepared, List.of(), keys)) {
            run(prepared, List.of());
        }
        return takeCount();
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        begin();
        PreparedSql prepared = prepare(sql);
        Expected.rows(prepared);
        run(prepared, List.of());
        return currentRows;
    }

    /** The count of the last run, whose rows are left aside. */
    final long takeCount() throws SQLException {
        if (currentRows != null) {
            long count = laterCount;
            closeRows();
            laterCount = NO_COUNT;
            currentCount = count;
        }
        return currentCount;
    }

    // ---- results

    @Override
    public ResultSet getResultSet() throws SQLException {
        checkOpen();
        return currentRows;
    }

    final ItemResultSet currentRows() {
        return currentRows;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return Counts.toInt(getLargeUpdateCount());
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return currentRows == null ? currentCount : NO_COUNT;
    }

    /** Goes on from the rows of a RETURNING clause to the count; there is never a second result set. */
    @Override
    public boolean getMoreResults() throws SQLException {
        checkOpen();
        long next = currentRows == null ? NO_COUNT : laterCount;
        closeRows();
        currentCount = next;
        laterCount = NO_COUNT;
        return false;
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        checkOpen();
        if (current == KEEP_CURRENT_RESULT) {
            throw SqlExceptions.unsupported("KEEP_CURRENT_RESULT", ": a statement has one open result");
        }
        if (current != CLOSE_CURRENT_RESULT && current != CLOSE_ALL_RESULTS) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, current + " is no choice of getMoreResults");
        }
        return getMoreResults();
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        return ItemResultSet.made(generatedKeys.columns(), generatedKeys.rows());
    }

    private void closeRows() throws SQLException {
        ItemResultSet rows = currentRows;
        if (rows != null) {
            currentRows = null;
            rows.close();
        }
    }

    /** The current result set holds nothing of the store any more. */
    final void finished() {
        session.finished(this);
    }

    /** The user, or this statement, has closed the result set. */
    final void resultClosed() throws SQLException {
        if (closesOnCompletion && currentRows != null) {
            close();
        }
    }

    // ---- batches

    @Override
    public void addBatch(String sql) throws SQLException {
        checkOpen();
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return Counts.toInts(executeLargeBatch());
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        begin();
        return batch.run(this);
    }

    // ---- stopping and closing

    @Override
    public void cancel() throws SQLException {
        checkOpen();
        stop(ErrorCode.CANCELLED);
    }

    /** Stops what runs for a reason, without a word if nothing does. */
    final void stop(ErrorCode reason) {
        running.cancel(reason);
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            stop(ErrorCode.STATEMENT_CLOSED);
            try {
                closeRows();
            } finally {
                session.finished(this);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed || session.isClosed();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closesOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closesOnCompletion;
    }

    // ---- warnings and costs

    @Override
    public SQLWarning getWarnings() throws SQLException {
        checkOpen();
        if (lastResult != null) {
            List<String> texts = lastResult.warnings();
            warnings.addAll(texts.subList(Math.min(forgottenWarnings, texts.size()), texts.size()));
            forgottenWarnings = texts.size();
        }
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        if (lastResult != null) {
            forgottenWarnings = lastResult.warnings().size();
        }
        warnings.clear();
    }

    @Override
    public long itemsExamined() {
        return lastResult == null ? 0 : lastResult.counters().itemsExamined();
    }

    @Override
    public long pagesRead() {
        return lastResult == null ? 0 : lastResult.counters().pagesRead();
    }

    @Override
    public ConsumedCapacity consumedCapacity() {
        return lastResult == null
                ? ConsumedCapacity.NONE
                : lastResult.counters().capacity();
    }

    // ---- settings

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return session.connection();
    }
}
