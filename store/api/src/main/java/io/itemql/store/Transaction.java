package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;

/**
 * Reads and writes that take effect together or not at all. What is written is visible in this transaction at once and
 * to others from {@link #commit()} on.
 *
 * <p>As a {@link ReadView} it shows the moment when it began together with its own writes; each cursor shows those that
 * were made before it was opened. {@link #openView()} gives a view that stays as it is now, for a statement that reads
 * several times while it writes; such views, and cursors in them, remain readable after the transaction has ended.
 *
 * <p>Used by one thread at a time.
 */
public interface Transaction extends ReadView, WriteTarget {
    Isolation isolation();

    /** A place to come back to with {@link #rollbackTo}; later marks are higher. */
    long mark();

    /**
     * Takes back everything that was written after a mark, which stays valid; later marks do not. Views that are open go on
     * showing what they showed; cursors of the transaction itself must not be read any further.
     */
    void rollbackTo(long mark);

    /**
     * What is in a table for this transaction: what the store knows now, what it knew when the transaction began, and what
     * the transaction has written. So no attribute or type that the transaction can meet is left out; counts are
     * estimates.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    TableStatistics statistics(String table);

    /**
     * Makes all writes happen in one atomic step and returns when they are durable. Whatever comes of it, the
     * transaction has ended.
     *
     * @throws ItemException with {@link ErrorCode#TRANSACTION_CONFLICT} if another writer was faster; nothing is
     *     written then
     */
    void commit();

    /** Whether it has been committed, rolled back or closed. */
    boolean hasEnded();

    /** Rolls back if it was not committed. */
    @Override
    void close();
}
