package io.itemql.sql;

import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.Catalogue;
import io.itemql.store.IndexInfo;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store in which, whenever a view is opened, another attribute has just appeared. */
final class RestlessStore implements ItemStore {
    private final ItemStore store;
    private final String table;
    private int views;

    RestlessStore(ItemStore store, String table) {
        this.store = store;
        this.table = table;
    }

    int views() {
        return views;
    }

    @Override
    public ReadView openView() {
        views++;
        Item item = Item.of(Map.of("id", new StringValue("r" + views), "restless" + views, NumberValue.ONE));
        store.write(WriteBatch.of(new Write.Put(table, item, Optional.empty())))
                .get(0)
                .orThrow();
        return store.openView();
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
    public TableStatistics statistics(String name) {
        return store.statistics(name);
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
    public void dropTable(String name) {
        store.dropTable(name);
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
