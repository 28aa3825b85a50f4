package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.error.ErrorCode;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.NumberValue;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.IndexStatistics;
import io.itemql.store.ItemKey;
import io.itemql.store.TableStatistics;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A table as a sorted map. Order within a partition is the sort key's; the order of partitions means nothing. */
final class ModelTable {
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

    private final KeySchema keys;
    private final TreeMap<ItemKey, Map<String, AttributeValue>> items;
    private final List<ModelIndex> indexes = new ArrayList<>();
    /** The table of which this is a copy; its indexes as they are now decide what can be written. */
    private ModelTable original = this;

    ModelTable(KeySchema keys) {
        this.keys = keys;
        this.items = new TreeMap<>(Comparator.comparing(ItemKey::partition, ModelValues::compare)
                .thenComparing(key -> key.sort().orElse(NumberValue.ZERO), ModelValues::compare));
    }

    KeySchema keys() {
        return keys;
    }

    ModelTable copy() {
        ModelTable copy = new ModelTable(keys);
        copy.items.putAll(items);
        copy.indexes.addAll(indexes);
        copy.original = original;
        return copy;
    }

    /** The indexes, in the order of the definition; may be changed. */
    List<ModelIndex> indexes() {
        return indexes;
    }

    List<IndexDefinition> indexDefinitions() {
        return indexes.stream().map(ModelIndex::definition).toList();
    }

    /** Why an item cannot be written; null if it can. See {@link ModelIndex#refusal}. */
    ErrorCode refusal(Map<String, AttributeValue> item, Collection<String> touched, Collection<String> literal) {
        return original.indexes.stream()
                .map(index -> index.refusal(item, touched, literal))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Null if there is none. */
    Map<String, AttributeValue> get(ItemKey key) {
        return items.get(key);
    }

    /** Replaces an item, or removes it if it is null. */
    void set(ItemKey key, Map<String, AttributeValue> item) {
        if (item == null) {
            items.remove(key);
        } else {
            items.put(key, item);
        }
    }

    Map<ItemKey, Map<String, AttributeValue>> all() {
        return Collections.unmodifiableMap(items);
    }

    /** The keys of a query's items, in its order. */
    List<ItemKey> query(AttributeValue partition, ModelRange range, boolean descending) {
        List<ItemKey> found = new ArrayList<>();
        for (ItemKey key : items.keySet()) {
            boolean inRange = key.sort().isEmpty() || range.contains(key.sort().get());
            if (key.partition().equals(partition) && inRange) {
                found.add(key);
            }
        }
        if (descending) {
            Collections.reverse(found);
        }
        return found;
    }

    long bytes() {
        return items.values().stream().mapToLong(ModelValues::itemBytes).sum();
    }

    /** What the statistics must say of attributes, by name. */
    Map<String, AttributeStatistics> attributes() {
        Map<String, Map<AttributeType, Long>> counts = new TreeMap<>();
        Map<String, Long> wholes = new TreeMap<>();
        for (Map<String, AttributeValue> item : items.values()) {
            item.forEach((name, value) -> {
                counts.computeIfAbsent(name, absent -> new EnumMap<>(AttributeType.class))
                        .merge(value.type(), 1L, Long::sum);
                wholes.merge(name, isLong(value) ? 1L : 0L, Long::sum);
            });
        }
        Map<String, AttributeStatistics> attributes = new TreeMap<>();
        counts.forEach((name, byType) -> attributes.put(name, new AttributeStatistics(name, byType, wholes.get(name))));
        return attributes;
    }

    /** Compares exact statistics of the table with what the items say. */
    void check(TableStatistics statistics) {
        assertEquals(items.size(), statistics.itemCount(), "item count");
        assertEquals(bytes(), statistics.itemBytes(), "item bytes");
        Map<String, AttributeStatistics> found = new TreeMap<>();
        statistics.attributes().forEach(attribute -> found.put(attribute.name(), attribute));
        assertEquals(attributes(), found);
        assertEquals(0, statistics.undescribedItems());
        assertEquals(
                indexDefinitions().stream().map(IndexDefinition::name).toList(),
                statistics.indexes().stream().map(IndexStatistics::name).toList());
    }

    private static boolean isLong(AttributeValue value) {
        if (!(value instanceof NumberValue)) {
            return false;
        }
        BigDecimal number = new BigDecimal(value.toString());
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(LONG_MAX) <= 0
                && number.compareTo(LONG_MIN) >= 0;
    }
}
