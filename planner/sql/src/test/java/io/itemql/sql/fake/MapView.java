package io.itemql.sql.fake;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.Item;
import io.itemql.item.StringValue;
import io.itemql.item.ValueOrder;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.TableInfo;
import io.itemql.table.IndexDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A copy of all tables. */
final class MapView implements ReadView {
    private final Map<String, MapTable> tables;
    private final AtomicInteger openViews;
    private boolean closed;

    MapView(Map<String, MapTable> tables, AtomicInteger openViews) {
        this.tables = tables;
        this.openViews = openViews;
        openViews.incrementAndGet();
    }

    private MapTable find(String name) {
        MapTable table = tables.get(name);
        if (table == null) {
            throw new ItemException(ErrorCode.UNKNOWN_TABLE, name, "");
        }
        return table;
    }

    @Override
    public TableInfo table(String name) {
        return find(name).info();
    }

    @Override
    public ItemCursor open(ItemRead read) {
        MapTable table = find(read.table());
        IndexDefinition index = read.index().map(table::index).orElse(null);
        List<Map.Entry<ItemKey, Item>> entries = new ArrayList<>();
        Access access = read.access();
        if (access instanceof Access.Get get) {
            for (ItemKey key : get.keys()) {
                key.check(table.definition.keys());
                Item item = table.items.get(key);
                if (item != null) {
                    entries.add(Map.entry(key, item));
                }
            }
        } else if (access instanceof Access.Query query) {
            for (Map.Entry<ItemKey, Item> entry : table.entries(index)) {
                ItemKey key = MapTable.reachedBy(entry, index);
                if (key.partition().equals(query.partition())
                        && within(key.sort().orElse(null), query.range())) {
                    entries.add(entry);
                }
            }
            if (query.descending()) {
                Collections.reverse(entries);
            }
        } else if (access instanceof Access.Scan scan) {
            int place = 0;
            for (Map.Entry<ItemKey, Item> entry : table.entries(index)) {
                if (place++ % scan.totalSegments() == scan.segment()) {
                    entries.add(entry);
                }
            }
        }
        read.startAfter().ifPresent(start -> dropUpTo(entries, start, access, index));
        return new MapCursor(read, table, index, entries.iterator());
    }

    private static void dropUpTo(
            List<Map.Entry<ItemKey, Item>> entries, ItemPosition start, Access access, IndexDefinition index) {
        boolean descending = access instanceof Access.Query query && query.descending();
        entries.removeIf(entry -> {
            int order = MapTable.ORDER.compare(
                    MapTable.reachedBy(entry, index), start.indexKey().orElse(start.key()));
            order = order == 0 ? MapTable.ORDER.compare(entry.getKey(), start.key()) : order;
            return descending ? order >= 0 : order <= 0;
        });
    }

    private static boolean within(AttributeValue sort, SortKeyRange range) {
        if (range.prefix().isPresent()) {
            AttributeValue prefix = range.prefix().get();
            if (sort instanceof StringValue text && prefix instanceof StringValue start) {
                return text.value().startsWith(start.value());
            }
            return sort instanceof BinaryValue bytes && prefix instanceof BinaryValue first && bytes.startsWith(first);
        }
        if (range.lower().isPresent()) {
            int order = ValueOrder.compareSameType(sort, range.lower().get());
            if (order < 0 || (order == 0 && !range.lowerInclusive())) {
                return false;
            }
        }
        if (range.upper().isPresent()) {
            int order = ValueOrder.compareSameType(sort, range.upper().get());
            return order < 0 || (order == 0 && range.upperInclusive());
        }
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            openViews.decrementAndGet();
        }
    }
}
