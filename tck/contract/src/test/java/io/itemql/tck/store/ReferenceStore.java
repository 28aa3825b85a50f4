package io.itemql.tck.store;

import io.itemql.condition.AttributeSource;
import io.itemql.condition.UpdatedItem;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.Catalogue;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexInfo;
import io.itemql.store.IndexKeys;
import io.itemql.store.IndexStatistics;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The smallest store that meets the contract: maps that are copied on every write; and, on demand, one that does not.
 */
final class ReferenceStore implements ItemStore {
    /** A table at one moment; never changed. */
    record Table(TableInfo info, TreeMap<ItemKey, Item> items, Set<String> kinds) {
        KeySchema keys() {
            return info.definition().keys();
        }
    }

    private final Fault fault;
    private Map<String, Table> tables = new TreeMap<>();
    private Map<String, Table> beforeLastWrite = tables;
    private long versions;
    private long miscount;
    private boolean closed;

    ReferenceStore(Fault fault) {
        this.fault = fault;
    }

    /** Stands in for closing and opening again. */
    synchronized void reopened() {
        if (fault == Fault.FORGETS_LAST_WRITE_AT_REOPEN) {
            tables = beforeLastWrite;
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new ItemException(ErrorCode.STORE_CLOSED, "of reference");
        }
    }

    private static Table find(Map<String, Table> tables, String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new ItemException(ErrorCode.UNKNOWN_TABLE, name, "");
        }
        return table;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.TRANSACTIONS));
    }

    @Override
    public synchronized Catalogue catalogue() {
        Map<String, Table> current = tables;
        return new Catalogue() {
            @Override
            public List<TableInfo> tables() {
                return current.values().stream().map(Table::info).toList();
            }

            @Override
            public Optional<TableInfo> table(String name) {
                return Optional.ofNullable(current.get(name)).map(Table::info);
            }
        };
    }

    @Override
    public synchronized TableStatistics statistics(String name) {
        checkOpen();
        Table table = find(tables, name);
        Map<String, Map<AttributeType, Long>> counts = new TreeMap<>();
        Map<String, Long> wholes = new TreeMap<>();
        long bytes = miscount;
        for (Item item : table.items().values()) {
            bytes += ItemSize.of(item);
            for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
                AttributeValue value = attribute.getValue();
                counts.computeIfAbsent(attribute.getKey(), absent -> new EnumMap<>(AttributeType.class))
                        .merge(value.type(), 1L, Long::sum);
                wholes.merge(attribute.getKey(), isWhole(value) ? 1L : 0L, Long::sum);
            }
        }
        List<AttributeStatistics> attributes = new ArrayList<>();
        counts.forEach((attribute, byType) ->
                attributes.add(new AttributeStatistics(attribute, byType, wholes.get(attribute))));
        return new TableStatistics(
                table.items().size(),
                bytes,
                attributes,
                0,
                table.info().definition().indexes().stream()
                        .map(index -> statistics(table, index))
                        .toList());
    }

    private static IndexStatistics statistics(Table table, IndexDefinition index) {
        long entries = 0;
        long bytes = 0;
        for (Item item : table.items().values()) {
            if (IndexKeys.keyOf(item, index).isPresent()) {
                entries++;
                bytes += ItemSize.of(projected(item, index, table.keys()));
            }
        }
        return new IndexStatistics(index.name(), entries, bytes);
    }

    /** What an index shows of an item. */
    static Item projected(Item item, IndexDefinition index, KeySchema keys) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
        attributes.keySet().removeIf(name -> !index.projects(name, keys));
        return Item.of(attributes);
    }

    private static boolean isWhole(AttributeValue value) {
        return value instanceof NumberValue number && number.isLong();
    }

    @Override
    public synchronized ReadView openView() {
        checkOpen();
        Map<String, Table> current = tables;
        return new ReadView() {
            private Map<String, Table> shown() {
                return fault == Fault.SHOWS_LATER_WRITES ? tables : current;
            }

            @Override
            public TableInfo table(String name) {
                return find(shown(), name).info();
            }

            @Override
            public ItemCursor open(ItemRead read) {
                return new ReferenceCursor(find(shown(), read.table()), read, fault);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized List<WriteOutcome> write(WriteBatch batch) {
        checkOpen();
        batch.writes().forEach(write -> find(tables, write.table()));
        beforeLastWrite = tables;
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (Write write : batch.writes()) {
            outcomes.add(write(write, batch.returnsItems()));
        }
        return outcomes;
    }

    private WriteOutcome write(Write write, boolean returnsItems) {
        Table table = find(tables, write.table());
        Item before = null;
        try {
            ItemKey key = key(write, table.keys());
            before = table.items().get(key);
            Item beforeFinal = before;
            if (write instanceof Write.Put put) {
                IndexKeys.checkPut(put.item(), table.info().definition().indexes());
            }
            boolean allowed = fault == Fault.IGNORES_CONDITIONS
                    || write.condition()
                            .map(condition -> condition.test(
                                    beforeFinal == null ? path -> null : AttributeSource.of(beforeFinal)))
                            .orElse(true);
            if (!allowed) {
                throw new ItemException(ErrorCode.CONDITION_FAILED);
            }
            Item after = after(write, key, before, table.info().definition());
            set(table, key, after);
            if (fault == Fault.MISCOUNTS_REPLACED_ITEMS && before != null && after != null) {
                miscount++;
            }
            return new WriteOutcome(
                    Optional.empty(),
                    before != null,
                    Optional.ofNullable(returnsItems ? before : null),
                    Optional.ofNullable(returnsItems ? after : null),
                    capacity(table, before, after));
        } catch (ItemException e) {
            return new WriteOutcome(
                    Optional.of(e),
                    before != null,
                    Optional.ofNullable(returnsItems ? before : null),
                    Optional.empty(),
                    ConsumedCapacity.ofWrite(size(before), 0));
        }
    }

    private static ConsumedCapacity capacity(Table table, Item before, Item after) {
        ConsumedCapacity sum = ConsumedCapacity.ofWrite(size(before), size(after));
        for (IndexDefinition index : table.info().definition().indexes()) {
            Optional<ItemKey> keyBefore = before == null ? Optional.empty() : IndexKeys.keyOf(before, index);
            Optional<ItemKey> keyAfter = after == null ? Optional.empty() : IndexKeys.keyOf(after, index);
            Item entryBefore = keyBefore.isEmpty() ? null : projected(before, index, table.keys());
            Item entryAfter = keyAfter.isEmpty() ? null : projected(after, index, table.keys());
            if (!Objects.equals(entryBefore, entryAfter)) {
                boolean moves = entryBefore != null && entryAfter != null && !keyBefore.equals(keyAfter);
                sum = sum.plus(ConsumedCapacity.ofEntryWrite(size(entryBefore), size(entryAfter), moves)
                        .inIndex(index.name()));
            }
        }
        return sum;
    }

    private static long size(Item item) {
        return item == null ? 0 : ItemSize.of(item);
    }

    private static ItemKey key(Write write, KeySchema keys) {
        if (write instanceof Write.Put put) {
            ItemKey key = ItemKey.ofItem(put.item(), keys);
            checkTexts(key.toItem(keys));
            return key;
        }
        ItemKey key = write instanceof Write.Change change ? change.key() : ((Write.Delete) write).key();
        key.check(keys);
        return key;
    }

    private static Item after(Write write, ItemKey key, Item before, TableDefinition table) {
        KeySchema keys = table.keys();
        if (write instanceof Write.Put put) {
            ItemLimits.check(put.item(), ErrorCode.ITEM_TOO_LARGE);
            checkTexts(put.item());
            return put.item();
        }
        if (!(write instanceof Write.Change change)) {
            return null;
        }
        for (AttributePath target : change.update().targets()) {
            if (keys.isKey(target.attribute())) {
                throw new ItemException(ErrorCode.KEY_UPDATE, target.attribute());
            }
        }
        Item after = UpdatedItem.apply(change.update(), before == null ? key.toItem(keys) : before);
        IndexKeys.checkUpdate(change.update(), after, table.indexes());
        ItemLimits.check(after, ErrorCode.UPDATED_ITEM_TOO_LARGE);
        return after;
    }

    private static void checkTexts(Item item) {
        for (AttributeValue value : item.attributes().values()) {
            if (value instanceof StringValue text
                    && !StandardCharsets.UTF_8.newEncoder().canEncode(text.value())) {
                throw new ItemException(ErrorCode.INVALID_TEXT, 1);
            }
        }
    }

    private void set(Table table, ItemKey key, Item item) {
        TreeMap<ItemKey, Item> items = new TreeMap<>(table.items());
        Set<String> kinds = new TreeSet<>(table.kinds());
        if (item == null) {
            items.remove(key);
        } else {
            items.put(key, item);
            item.attributes().forEach((name, value) -> kinds.add(name + " " + value.type() + isWhole(value)));
        }
        TableInfo info = kinds.equals(table.kinds())
                ? table.info()
                : new TableInfo(table.info().definition(), ++versions);
        replace(new Table(info, items, kinds));
    }

    private void replace(Table table) {
        Map<String, Table> changed = new TreeMap<>(tables);
        changed.put(table.info().name(), table);
        tables = changed;
    }

    @Override
    public synchronized TableInfo createTable(TableDefinition definition) {
        checkOpen();
        if (tables.containsKey(definition.name())) {
            throw new ItemException(ErrorCode.TABLE_EXISTS, definition.name());
        }
        replace(new Table(
                new TableInfo(definition, ++versions), new TreeMap<>(ReferenceCursor.STORAGE_ORDER), Set.of()));
        return tables.get(definition.name()).info();
    }

    @Override
    public synchronized TableInfo alterTable(TableDefinition definition) {
        checkOpen();
        Table table = find(tables, definition.name());
        if (!table.keys().equals(definition.keys())) {
            throw new ItemException(ErrorCode.INVALID_KEY_SCHEMA, "the keys of a table stay");
        }
        return redefine(table, definition.withIndexes(table.info().definition().indexes()));
    }

    private TableInfo redefine(Table table, TableDefinition definition) {
        replace(new Table(new TableInfo(definition, ++versions), table.items(), table.kinds()));
        return tables.get(definition.name()).info();
    }

    @Override
    public synchronized TableInfo createIndex(String name, IndexDefinition index) {
        checkOpen();
        Table table = find(tables, name);
        TableDefinition definition = table.info().definition();
        if (!index.isGlobal()) {
            throw new ItemException(ErrorCode.INVALID_INDEX, "a local index is created with its table");
        }
        if (definition.index(index.name()).isPresent()) {
            throw new ItemException(ErrorCode.INDEX_EXISTS, index.name());
        }
        List<IndexDefinition> indexes = new ArrayList<>(definition.indexes());
        indexes.add(index);
        return redefine(table, definition.withIndexes(indexes));
    }

    @Override
    public synchronized IndexInfo awaitIndex(String name, String index, Cancellation cancellation) {
        checkOpen();
        cancellation.check();
        return find(tables, name)
                .info()
                .index(index)
                .orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_INDEX, index));
    }

    @Override
    public synchronized TableInfo dropIndex(String name, String index) {
        checkOpen();
        Table table = find(tables, name);
        TableDefinition definition = table.info().definition();
        IndexDefinition dropped =
                definition.index(index).orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_INDEX, index));
        if (!dropped.isGlobal()) {
            throw new ItemException(ErrorCode.INVALID_INDEX, "a local index is dropped with its table");
        }
        return redefine(
                table,
                definition.withIndexes(definition.indexes().stream()
                        .filter(each -> !each.equals(dropped))
                        .toList()));
    }

    @Override
    public synchronized void dropTable(String table) {
        checkOpen();
        find(tables, table);
        Map<String, Table> changed = new TreeMap<>(tables);
        changed.remove(table);
        tables = changed;
    }

    @Override
    public void checkpoint() {}

    @Override
    public synchronized void close() {
        closed = true;
    }
}
