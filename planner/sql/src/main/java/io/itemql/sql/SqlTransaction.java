package io.itemql.sql;

import io.itemql.sql.cache.CachedStatement;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.store.ReadView;
import io.itemql.store.Transaction;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A transaction in which statements run, with the plans that hold only in it: it may know attributes that the store
 * does not know yet, and tables as they were when it began. One statement at a time runs in it; rows may be read
 * meanwhile.
 */
public final class SqlTransaction implements AutoCloseable {
    private final Transaction transaction;
    private final IdentityHashMap<CachedStatement, PlannedStatement> plans = new IdentityHashMap<>();

    SqlTransaction(Transaction transaction) {
        this.transaction = Objects.requireNonNull(transaction, "transaction");
    }

    Transaction transaction() {
        return transaction;
    }

    /** The plan of a statement for this transaction. */
    synchronized PlannedStatement plan(CachedStatement statement, ReadView view, Supplier<PlannedStatement> planner) {
        PlannedStatement known = plans.get(statement);
        if (known == null || !known.holdsOn(view)) {
            known = planner.get();
            plans.put(statement, known);
        }
        return known;
    }

    /** A place to come back to with {@link #rollbackTo}. */
    public synchronized long mark() {
        return transaction.mark();
    }

    /** Takes back what was written after a mark. */
    public synchronized void rollbackTo(long mark) {
        transaction.rollbackTo(mark);
    }

    /**
     * Keeps everything that the transaction has written, or nothing if that fails; it has ended then in any case.
     *
     * @throws io.itemql.error.ItemException with {@link io.itemql.error.ErrorCode#TRANSACTION_CONFLICT} among others
     */
    public synchronized void commit() {
        transaction.commit();
    }

    /** Whether it has been committed or closed. */
    public boolean hasEnded() {
        return transaction.hasEnded();
    }

    /** Drops what was not committed. */
    @Override
    public synchronized void close() {
        transaction.close();
    }
}
