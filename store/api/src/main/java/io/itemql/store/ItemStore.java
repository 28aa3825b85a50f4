package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.table.TableDefinition;
import java.util.Set;

/**
 * A store of items in tables: the one interface between SQL and an engine.
 *
 * <p>All methods may be called from any thread. A method that writes returns when the change is as durable as the store
 * was opened to make it. After {@link #close()} every method fails with {@link ErrorCode#STORE_CLOSED}.
 */
public interface ItemStore extends WriteTarget, AutoCloseable {
    Set<Capability> capabilities();

    Catalogue catalogue();

    /**
     * What is in a table now.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    TableStatistics statistics(String table);

    /** Opens a view; see {@link ReadView} for what it sees and {@link Capability#SNAPSHOTS}. */
    @Override
    ReadView openView();

    /**
     * Begins a transaction. The caller closes it; it holds back the reclaiming of space as a view does.
     *
     * @throws ItemException with {@link ErrorCode#TRANSACTIONS_UNSUPPORTED} without {@link Capability#TRANSACTIONS}
     */
    default Transaction begin(Isolation isolation) {
        throw new ItemException(ErrorCode.TRANSACTIONS_UNSUPPORTED, "the engine has none");
    }

    /**
     * @throws ItemException with {@link ErrorCode#TABLE_EXISTS}
     */
    TableInfo createTable(TableDefinition definition);

    /**
     * Changes the declared columns and options of a table; name and keys stay.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE} or {@link ErrorCode#INVALID_KEY_SCHEMA}
     */
    TableInfo alterTable(TableDefinition definition);

    /**
     * Removes a table and its items.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    void dropTable(String table);

    /** Writes everything into the store's own files and lets the journal start anew; a no-op in memory. */
    void checkpoint();

    @Override
    void close();
}
