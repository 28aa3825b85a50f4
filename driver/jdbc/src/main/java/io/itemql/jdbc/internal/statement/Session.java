package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.store.StoreLease;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.Control;
import io.itemql.sql.SqlEngine;
import io.itemql.store.Cancellation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the statements of one connection share: the store, the options, and the list of statements that hold something.
 * Thread-safe.
 */
public final class Session {
    private final Connection connection;
    private final StoreLease lease;
    /** Mostly one statement of a connection at a time is busy, which costs nothing here. */
    private final AtomicReference<ItemStatement> onlyBusy = new AtomicReference<>();

    /** The busy ones besides. */
    private final Set<ItemStatement> alsoBusy = ConcurrentHashMap.newKeySet();

    private final LeftPages leftPages = new LeftPages();
    private final TransactionState transactions = new TransactionState(this::engine);
    private volatile boolean warm;
    private volatile SessionOptions options;
    /** {@code null} where statements wait without an end. */
    private volatile RequestTimeout requestTimeout;

    private volatile boolean closed;

    /** A session that gives its lease back when it is closed. */
    public Session(Connection connection, StoreLease lease, SessionOptions options) {
        this.connection = connection;
        this.lease = lease;
        this.options = options;
    }

    /** The connection that statements answer when they are asked for theirs. */
    public Connection connection() {
        return connection;
    }

    /** The store and who else uses it. */
    public StoreLease lease() {
        return lease;
    }

    /** SQL over the store. */
    public SqlEngine engine() {
        return lease.engine();
    }

    /** The transaction of the connection, if it has one. */
    public TransactionState transactions() {
        return transactions;
    }

    /** Where results were left that a maximum of rows has ended. */
    LeftPages leftPages() {
        return leftPages;
    }

    /** The options that hold now; the same object until one changes. */
    public SessionOptions options() {
        return options;
    }

    /** Sets the options for statements that are prepared or executed from now on. */
    public void setOptions(SessionOptions options) {
        this.options = options;
    }

    /**
     * How long statements wait for the store.
     *
     * @param millis 0 is without an end
     */
    public void setRequestTimeout(Executor executor, int millis) {
        requestTimeout = millis == 0 ? null : new RequestTimeout(this, executor, millis);
    }

    /** How long statements wait for the store, in milliseconds; 0 is without an end. */
    public int requestTimeoutMillis() {
        RequestTimeout timeout = requestTimeout;
        return timeout == null ? 0 : timeout.millis();
    }

    /** What stops a statement for which one waits too long; {@code null} for nothing. */
    RequestTimeout requestTimeout() {
        return requestTimeout;
    }

    /** The rows of a statement, as one waits for them. */
    RowCursor waitedFor(RowCursor rows, Cancellation cancellation) {
        RequestTimeout timeout = requestTimeout;
        return timeout == null ? rows : timeout.within(cancellation, rows);
    }

    /** @throws SQLException if the connection is closed */
    public void checkNotClosed() throws SQLException {
        if (closed) {
            throw SqlExceptions.of(ErrorCode.CONNECTION_CLOSED);
        }
    }

    /** @throws SQLException if the connection is closed or somebody has shut the store down */
    public void checkOpen() throws SQLException {
        checkNotClosed();
        if (!lease.isOpen()) {
            throw SqlExceptions.of(ErrorCode.STORE_CLOSED, lease.address());
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** A statement holds, or is about to hold, a view of the store. */
    void started(ItemStatement statement) {
        if (onlyBusy.get() != statement && !onlyBusy.compareAndSet(null, statement)) {
            alsoBusy.add(statement);
        }
    }

    /** A statement holds nothing any more. */
    void finished(ItemStatement statement) {
        onlyBusy.compareAndSet(statement, null);
        if (!alsoBusy.isEmpty()) {
            alsoBusy.remove(statement);
        }
        if (!warm) {
            // Behind the first statement, so that a program with only one is as fast as can be.
            warm = true;
            lease.warmUp();
        }
    }

    private List<ItemStatement> busy() {
        List<ItemStatement> busy = new ArrayList<>(alsoBusy);
        ItemStatement only = onlyBusy.get();
        if (only != null) {
            busy.add(only);
        }
        return busy;
    }

    /** Carries out a statement that is not for items but for the connection or the store. */
    void carryOut(Control control) throws SQLException {
        switch (control) {
            case SHUTDOWN -> shutDown();
            case CHECKPOINT -> lease.store().checkpoint();
            case BEGIN -> transactions.begin();
            case COMMIT -> transactions.commitStatement();
            case ROLLBACK -> transactions.rollbackStatement();
        }
    }

    private void shutDown() throws SQLException {
        if (options.readOnly()) {
            throw SqlExceptions.of(ErrorCode.READ_ONLY, "SHUTDOWN", "the connection is read-only");
        }
        lease.shutDown();
    }

    /** Stops whatever runs, as the connection is about to be closed; may be called by any thread. */
    public void stopAll() {
        for (ItemStatement statement : busy()) {
            statement.stop(ErrorCode.CONNECTION_CLOSED);
        }
    }

    /** Closes all results and gives the store back. Called more than once, it does nothing. */
    public void close() throws SQLException {
        if (takeClose()) {
            stopAll();
            giveAllBack();
        }
    }

    /** Closes at once, and lets another thread close what is held, since a statement is in the middle of its work. */
    void breakOff(Executor executor) {
        if (!takeClose()) {
            return;
        }
        stopAll();
        Runnable closing = () -> {
            try {
                giveAllBack();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        };
        try {
            executor.execute(closing);
        } catch (RejectedExecutionException e) {
            // An executor that was shut down before: what is held must be given back all the same.
            closing.run();
        }
    }

    private synchronized boolean takeClose() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private void giveAllBack() throws SQLException {
        List<SQLException> failures = new ArrayList<>();
        for (ItemStatement statement : busy()) {
            try {
                statement.close();
            } catch (SQLException e) {
                failures.add(e);
            }
        }
        if (lease.isOpen()) {
            try {
                transactions.rollbackCurrent();
            } catch (SQLException e) {
                failures.add(e);
            }
        }
        try {
            lease.release();
        } catch (RuntimeException | Error e) {
            failures.add(SqlExceptions.translate(e));
        }
        if (!failures.isEmpty()) {
            SQLException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }
}
