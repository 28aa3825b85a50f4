package io.itemql.sql.fake;

import io.itemql.condition.AttributeSource;
import io.itemql.condition.UpdatedItem;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.Catalogue;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexInfo;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in maps. Thread-safe by one lock; a view is a copy of everything. */
public final class MapStore implements ItemStore {
    private final Map<String, MapTable> tables = new TreeMap<>();
    private final AtomicInteger openViews = new AtomicInteger();
    private long versions;

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SNAPSHOTS, Capability.EXACT_STATISTICS);
    }

    /** How many views are open; a statement that leaves one behind is a fault. */
    public int openViews() {
        return openViews.get();
    }

    @Override
    public Catalogue catalogue() {
        return new Catalogue() {
            @Override
            public List<TableInfo> tables() {
                synchronized (MapStore.this) {
                    return tables.values().stream().map(MapTable::info).toList();
                }
            }

            @Override
            public Optional<TableInfo> table(String name) {
                synchronized (MapStore.this) {
                    return Optional.ofNullable(tables.get(name)).map(MapTable::info);
                }
            }
        };
    }

    @Override
    public synchronized TableStatistics statistics(String table) {
        return find(table).statistics();
    }

    @Override
    public synchronized ReadView openView() {
        Map<String, MapTable> copies = new TreeMap<>();
        tables.forEach((name, table) -> copies.put(name, table.copy()));
        return new MapView(copies, openViews);
    }

    @Override
    public synchronized List<WriteOutcome> write(WriteBatch batch) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (Write write : batch.writes()) {
            MapTable table = find(write.table());
            try {
                outcomes.add(apply(table, write));
            } catch (ItemException e) {
                outcomes.add(new WriteOutcome(
                        Optional.of(e), false, Optional.empty(), Optional.empty(), ConsumedCapacity.NONE));
            }
        }
        return outcomes;
    }

    private WriteOutcome apply(MapTable table, Write write) {
        ItemKey key = key(table, write);
        Item before = table.items.get(key);
        AttributeSource source = before == null ? path -> null : AttributeSource.of(before);
        if (write.condition().isPresent() && !write.condition().get().test(source)) {
            return new WriteOutcome(
                    Optional.of(new ItemException(ErrorCode.CONDITION_FAILED)),
                    before != null,
                    Optional.ofNullable(before),
                    Optional.empty(),
                    ConsumedCapacity.ofWrite(1, 1));
        }
        Item after = after(table, write, before);
        if (after == null) {
            table.items.remove(key);
        } else {
            table.items.put(key, after);
            if (table.learn(after)) {
                table.version = ++versions;
            }
        }
        return new WriteOutcome(
                Optional.empty(),
                before != null,
                Optional.ofNullable(before),
                Optional.ofNullable(after),
                ConsumedCapacity.ofWrite(1, 1));
    }

    private static ItemKey key(MapTable table, Write write) {
        if (write instanceof Write.Put put) {
            return ItemKey.ofItem(put.item(), table.definition.keys());
        }
        ItemKey key = write instanceof Write.Change change ? change.key() : ((Write.Delete) write).key();
        key.check(table.definition.keys());
        return key;
    }

    private static Item after(MapTable table, Write write, Item before) {
        if (write instanceof Write.Put put) {
            return put.item();
        }
        if (write instanceof Write.Change change) {
            return UpdatedItem.apply(
                    change.update(), before == null ? change.key().toItem(table.definition.keys()) : before);
        }
        return null;
    }

    @Override
    public synchronized TableInfo createTable(TableDefinition definition) {
        if (tables.containsKey(definition.name())) {
            throw new ItemException(ErrorCode.TABLE_EXISTS, definition.name());
        }
        MapTable table = new MapTable(definition, ++versions);
        tables.put(definition.name(), table);
        return table.info();
    }

    @Override
    public synchronized TableInfo alterTable(TableDefinition definition) {
        MapTable table = find(definition.name());
        table.definition = definition;
        table.version = ++versions;
        return table.info();
    }

    @Override
    public synchronized TableInfo createIndex(String name, IndexDefinition index) {
        MapTable table = find(name);
        List<IndexDefinition> indexes = new ArrayList<>(table.definition.indexes());
        if (table.definition.index(index.name()).isPresent()) {
            throw new ItemException(ErrorCode.INDEX_EXISTS, index.name());
        }
        indexes.add(index);
        return alterTable(table.definition.withIndexes(indexes));
    }

    @Override
    public synchronized IndexInfo awaitIndex(String name, String index, Cancellation cancellation) {
        cancellation.check();
        return find(name).info().index(index).orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_INDEX, index));
    }

    @Override
    public synchronized TableInfo dropIndex(String name, String index) {
        MapTable table = find(name);
        if (table.definition.index(index).isEmpty()) {
            throw new ItemException(ErrorCode.UNKNOWN_INDEX, index);
        }
        return alterTable(table.definition.withIndexes(table.definition.indexes().stream()
                .filter(each -> !each.name().equals(index))
                .toList()));
    }

    @Override
    public synchronized void dropTable(String table) {
        find(table);
        tables.remove(table);
    }

    private MapTable find(String name) {
        MapTable table = tables.get(name);
        if (table == null) {
            throw new ItemException(ErrorCode.UNKNOWN_TABLE, name, "");
        }
        return table;
    }

    @Override
    public void checkpoint() {}

    @Override
    public void close() {}
}
