package io.itemql.sql.fake;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.ValueOrder;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.IndexKeys;
import io.itemql.store.IndexStatistics;
import io.itemql.store.ItemKey;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One table: items by key, in the order of the keys. */
final class MapTable {
    static final Comparator<ItemKey> ORDER = Comparator.comparing(ItemKey::partition, ValueOrder.TOTAL)
            .thenComparing(key -> key.sort().orElse(null), Comparator.nullsFirst(ValueOrder.TOTAL));

    private final Set<String> seen = new HashSet<>();
    final TreeMap<ItemKey, Item> items = new TreeMap<>(ORDER);
    TableDefinition definition;
    long version;

    MapTable(TableDefinition definition, long version) {
        this.definition = definition;
        this.version = version;
    }

    MapTable copy() {
        MapTable copy = new MapTable(definition, version);
        copy.items.putAll(items);
        return copy;
    }

    IndexDefinition index(String name) {
        return definition.index(name).orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_INDEX, name));
    }

    /** The items that an index shows, in its order; all items without an index. */
    List<Map.Entry<ItemKey, Item>> entries(IndexDefinition index) {
        List<Map.Entry<ItemKey, Item>> entries = new ArrayList<>(items.entrySet());
        if (index != null) {
            entries.removeIf(entry -> IndexKeys.keyOf(entry.getValue(), index).isEmpty());
            entries.sort(
                    Comparator.<Map.Entry<ItemKey, Item>, ItemKey>comparing(entry -> reachedBy(entry, index), ORDER)
                            .thenComparing(Map.Entry::getKey, ORDER));
        }
        return entries;
    }

    /** The key by which a read of an index, or of the table, finds an item. */
    static ItemKey reachedBy(Map.Entry<ItemKey, Item> entry, IndexDefinition index) {
        return index == null
                ? entry.getKey()
                : IndexKeys.keyOf(entry.getValue(), index).orElseThrow();
    }

    TableInfo info() {
        return new TableInfo(definition, version);
    }

    /** True if the item has an attribute or a type that no item before had. */
    boolean learn(Item item) {
        boolean news = false;
        for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
            AttributeValue value = attribute.getValue();
            boolean whole = value instanceof NumberValue number && number.isLong();
            news |= seen.add(attribute.getKey() + " " + value.type() + " " + whole);
        }
        return news;
    }

    TableStatistics statistics() {
        Map<String, Map<AttributeType, Long>> counts = new TreeMap<>();
        Map<String, Long> whole = new TreeMap<>();
        long bytes = 0;
        for (Item item : items.values()) {
            bytes += ItemSize.of(item);
            item.attributes().forEach((name, value) -> {
                counts.computeIfAbsent(name, key -> new EnumMap<>(AttributeType.class))
                        .merge(value.type(), 1L, Long::sum);
                if (value instanceof NumberValue number && number.isLong()) {
                    whole.merge(name, 1L, Long::sum);
                }
            });
        }
        List<AttributeStatistics> attributes = new ArrayList<>();
        counts.forEach(
                (name, byType) -> attributes.add(new AttributeStatistics(name, byType, whole.getOrDefault(name, 0L))));
        return new TableStatistics(
                items.size(),
                bytes,
                attributes,
                0,
                definition.indexes().stream()
                        .map(index ->
                                new IndexStatistics(index.name(), entries(index).size(), 0))
                        .toList());
    }
}
