package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.system.SystemTables;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Optional;
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

    /** The facts that the store tells about itself. */
    default SystemTables systemTables() {
        return new CatalogueFacts(this);
    }

    /** Checks, backups and the like; empty if the engine has none of its own. */
    default Optional<Maintenance> maintenance() {
        return Optional.empty();
    }

    /** The files that COPY may read and write. */
    default StatementFiles files() {
        return StatementFiles.NONE;
    }

    /**
     * What whoever has opened the store should be told, in sentences: for example that it had not been closed properly.
     * Mostly empty; the same as long as the store is open.
     */
    default List<String> notices() {
        return List.of();
    }

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
     * Changes the declared columns and options of a table; name, keys and indexes stay, whatever indexes the definition
     * has.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE} or {@link ErrorCode#INVALID_KEY_SCHEMA}
     */
    TableInfo alterTable(TableDefinition definition);

    /**
     * Begins to create a global index. From now on writes keep it up to date; the items that are there already are
     * added in the background while the table is in use. The catalogue shows how far that has come, and when the index
     * is ready.
     *
     * @return the table with the new index, which may be {@link IndexInfo.Status#CREATING}
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}, {@link ErrorCode#INDEX_EXISTS} or
     *     {@link ErrorCode#INVALID_INDEX}; local indexes are created with their table only
     */
    TableInfo createIndex(String table, IndexDefinition index);

    /**
     * Returns when an index is ready for use.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE} or {@link ErrorCode#UNKNOWN_INDEX}, also if it is
     *     dropped meanwhile; with {@link ErrorCode#IO_ERROR} if it cannot be built; as {@link Cancellation#check} does
     */
    IndexInfo awaitIndex(String table, String index, Cancellation cancellation);

    /**
     * Removes a global index, also one that is still being created.
     *
     * @return the table without the index
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE} or {@link ErrorCode#UNKNOWN_INDEX}, or with
     *     {@link ErrorCode#INVALID_INDEX} if the index is a local one
     */
    TableInfo dropIndex(String table, String index);

    /**
     * Removes a table, its items and its indexes.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    void dropTable(String table);

    /** Writes everything into the store's own files and lets the journal start anew; a no-op in memory. */
    void checkpoint();

    @Override
    void close();
}
