package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.sql.SqlEngine;
import io.itemql.sql.SqlTransaction;
import io.itemql.store.Capability;
import io.itemql.store.Isolation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the statements of a connection are committed one by one, and the transaction in which they run if not. It begins
 * with the first statement that needs it, not with the end of the one before, so an idle connection holds nothing.
 * Thread-safe; written under its lock, and what each statement asks for is read without it.
 */
public final class TransactionState {
    private final Supplier<SqlEngine> engine;
    private volatile boolean autoCommit = true;
    /** BEGIN was said in auto-commit mode: the transaction lasts until COMMIT or ROLLBACK. */
    private volatile boolean begun;

    private volatile Isolation isolation = Isolation.SNAPSHOT;
    private SqlTransaction current;
    /** The savepoints of the current transaction that can still be used, oldest first. */
    private final List<ItemSavepoint> set = new ArrayList<>();

    private int lastSavepoint;
    /** How often changes were taken back. */
    private long rollbacks;

    TransactionState(Supplier<SqlEngine> engine) {
        this.engine = engine;
    }

    public boolean autoCommit() {
        return autoCommit;
    }

    /** Switches; a transaction that is open is committed. */
    public synchronized void setAutoCommit(boolean wanted) throws SQLException {
        if (wanted == autoCommit) {
            return;
        }
        if (!wanted) {
            checkSupported("setAutoCommit(false)");
        } else {
            commitCurrent();
        }
        autoCommit = wanted;
    }

    private void checkSupported(String what) throws SQLException {
        if (!engine.get().store().capabilities().contains(Capability.TRANSACTIONS)) {
            throw SqlExceptions.of(
                    ErrorCode.TRANSACTIONS_UNSUPPORTED, what + ": each statement is committed by itself");
        }
    }

    /** What statements that are committed by themselves run at as well. */
    public Isolation isolation() {
        return isolation;
    }

    /** The number that JDBC has for the level. */
    public synchronized int level() {
        return isolation == Isolation.SERIALIZABLE
                ? Connection.TRANSACTION_SERIALIZABLE
                : Connection.TRANSACTION_REPEATABLE_READ;
    }

    /**
     * Sets the level for the next transaction. A weaker one than snapshots is raised to them.
     *
     * @throws SQLException with {@link ErrorCode#TRANSACTION_ACTIVE} in the middle of one
     */
    public synchronized void setLevel(int level) throws SQLException {
        Isolation wanted =
                switch (level) {
                    case Connection.TRANSACTION_READ_UNCOMMITTED,
                            Connection.TRANSACTION_READ_COMMITTED,
                            Connection.TRANSACTION_REPEATABLE_READ -> Isolation.SNAPSHOT;
                    case Connection.TRANSACTION_SERIALIZABLE -> Isolation.SERIALIZABLE;
                    default ->
                        throw SqlExceptions.of(
                                ErrorCode.INVALID_JDBC_ARGUMENT,
                                "Isolation level " + level + " is none that a transaction can have");
                };
        if (wanted != isolation && isActive()) {
            throw SqlExceptions.of(ErrorCode.TRANSACTION_ACTIVE, "setTransactionIsolation");
        }
        isolation = wanted;
    }

    private boolean isActive() {
        return current != null && !current.hasEnded();
    }

    /** The transaction in which the next statement runs, begun if need be; {@code null} if it is committed by itself. */
    SqlTransaction forStatement() {
        return autoCommit && !begun ? null : activeOne();
    }

    private synchronized SqlTransaction activeOne() {
        if (autoCommit && !begun) {
            return null;
        }
        if (!isActive()) {
            set.clear();
            current = engine.get().begin(isolation);
        }
        return current;
    }

    /** The transaction if one is open, otherwise {@code null}. */
    synchronized SqlTransaction open() {
        return isActive() ? current : null;
    }

    /** {@code BEGIN}; has no effect in a transaction. */
    synchronized void begin() throws SQLException {
        checkSupported("BEGIN");
        begun = autoCommit;
    }

    /** {@code COMMIT}, also of a transaction that began with {@code BEGIN}. */
    synchronized void commitStatement() throws SQLException {
        checkInTransaction("COMMIT");
        commitCurrent();
    }

    /** {@code ROLLBACK}, also of a transaction that began with {@code BEGIN}. */
    synchronized void rollbackStatement() throws SQLException {
        checkInTransaction("ROLLBACK");
        rollbackCurrent();
    }

    /** JDBC's commit, which there is in manual commit mode only. */
    public synchronized void commit() throws SQLException {
        checkManual("commit()");
        commitCurrent();
    }

    /** JDBC's rollback, which there is in manual commit mode only. */
    public synchronized void rollback() throws SQLException {
        checkManual("rollback()");
        rollbackCurrent();
    }

    private void checkInTransaction(String what) throws SQLException {
        if (autoCommit && !begun) {
            throw SqlExceptions.of(ErrorCode.NO_TRANSACTION, what);
        }
    }

    private void checkManual(String what) throws SQLException {
        if (autoCommit) {
            throw SqlExceptions.of(ErrorCode.NO_TRANSACTION, what);
        }
    }

    /** Commits what is open, before a definition or the end of the mode. */
    synchronized void commitCurrent() throws SQLException {
        SqlTransaction ending = open();
        current = null;
        begun = false;
        set.clear();
        if (ending == null) {
            return;
        }
        try {
            ending.commit();
        } catch (RuntimeException | Error e) {
            rollbacks++;
            throw SqlExceptions.translate(e);
        }
    }

    /** Drops what is open. */
    synchronized void rollbackCurrent() throws SQLException {
        SqlTransaction ending = open();
        current = null;
        begun = false;
        set.clear();
        if (ending == null) {
            return;
        }
        rollbacks++;
        try {
            ending.close();
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    /** How often changes were taken back so far, those of a commit that failed among them. */
    synchronized long rollbacks() {
        return rollbacks;
    }

    // ---- savepoints

    /** @param name {@code null} for one with a number */
    public synchronized Savepoint setSavepoint(String name) throws SQLException {
        checkManual("setSavepoint");
        try {
            SqlTransaction transaction = forStatement();
            ItemSavepoint savepoint = new ItemSavepoint(transaction, transaction.mark(), ++lastSavepoint, name);
            set.add(savepoint);
            return savepoint;
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    public synchronized void rollback(Savepoint savepoint) throws SQLException {
        checkManual("rollback(Savepoint)");
        ItemSavepoint own = checked(savepoint);
        rollbacks++;
        try {
            own.rollback();
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
        set.removeIf(other -> other.number() > own.number());
    }

    private ItemSavepoint checked(Savepoint savepoint) throws SQLException {
        if (!(savepoint instanceof ItemSavepoint own) || !set.contains(own) || !own.isOf(open())) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_SAVEPOINT,
                    savepoint,
                    "it was released, or does not belong to the transaction that is open");
        }
        return own;
    }

    public synchronized void release(Savepoint savepoint) throws SQLException {
        ItemSavepoint own = checked(savepoint);
        // JDBC releases the later ones with it.
        set.removeIf(other -> other.number() >= own.number());
    }
}
