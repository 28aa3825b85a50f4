package io.itemql.tck.store;

import io.itemql.item.AttributeValue;
import io.itemql.store.ItemKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All tables as they are committed, and when each item was written last, in steps of a clock. */
final class ModelTables {
    private final Map<String, ModelTable> tables = new TreeMap<>();
    private final Map<String, Map<ItemKey, Long>> times = new HashMap<>();
    /** A table that is created under the name of a dropped one is another one. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private long clock;
    private int created;

    Map<String, ModelTable> all() {
        return Collections.unmodifiableMap(tables);
    }

    ModelTable table(String name) {
        return tables.get(name);
    }

    List<String> names() {
        return List.copyOf(tables.keySet());
    }

    void create(String name, ModelTable table) {
        tables.put(name, table);
        times.put(name, new HashMap<>());
        numbers.put(name, created++);
    }

    void drop(String name) {
        tables.remove(name);
        times.remove(name);
        numbers.remove(name);
    }

    /** A number for each table that no other had. */
    Map<String, Integer> numbers() {
        return Map.copyOf(numbers);
    }

    /** The time of the last write. */
    long time() {
        return clock;
    }

    /** Writes an item, or removes it if it is null. */
    void set(String table, ItemKey key, Map<String, AttributeValue> item) {
        tables.get(table).set(key, item);
        noteWritten(table, key);
    }

    /** Notes that an item has been written, perhaps as it was. */
    void noteWritten(String table, ItemKey key) {
        times.get(table).put(key, ++clock);
    }

    /** The keys of a table that were written after a time. */
    Set<ItemKey> writtenSince(String table, long time) {
        Set<ItemKey> keys = new HashSet<>();
        times.get(table).forEach((key, at) -> {
            if (at > time) {
                keys.add(key);
            }
        });
        return keys;
    }
}
