package io.itemql.tck.store;

import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.Catalogue;
import io.itemql.store.IndexInfo;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A store that is another one in everything it has to be, for tests whose store differs in one respect and overrides just
 * that. What an engine may leave out is left out here: transactions, maintenance and system tables are those of
 * {@link ItemStore} itself, unless a subclass has them.
 */
public abstract class ForwardingStore implements ItemStore {
    private final ItemStore store;

    /** @param store is closed with this one */
    protected ForwardingStore(ItemStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /** The store behind this one. */
    protected final ItemStore store() {
        return store;
    }

    @Override
    public Set<Capability> capabilities() {
        return store.capabilities();
    }

    @Override
    public Catalogue catalogue() {
        return store.catalogue();
    }

    @Override
    public TableStatistics statistics(String table) {
        return store.statistics(table);
    }

    @Override
    public ReadView openView() {
        return store.openView();
    }

    @Override
    public List<WriteOutcome> write(WriteBatch batch) {
        return store.write(batch);
    }

    @Override
    public TableInfo createTable(TableDefinition definition) {
        return store.createTable(definition);
    }

    @Override
    public TableInfo alterTable(TableDefinition definition) {
        return store.alterTable(definition);
    }

    @Override
    public TableInfo createIndex(String table, IndexDefinition index) {
        return store.createIndex(table, index);
    }

    @Override
    public IndexInfo awaitIndex(String table, String index, Cancellation cancellation) {
        return store.awaitIndex(table, index, cancellation);
    }

    @Override
    public TableInfo dropIndex(String table, String index) {
        return store.dropIndex(table, index);
    }

    @Override
    public void dropTable(String table) {
        store.dropTable(table);
    }

    @Override
    public void checkpoint() {
        store.checkpoint();
    }

    @Override
    public void close() {
        store.close();
    }
}
