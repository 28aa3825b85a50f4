package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Access;
import io.itemql.store.Capability;
import io.itemql.store.IndexInfo;
import io.itemql.store.IndexStatistics;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares every index of a table with the table's items: reads all items, works out in the plainest way which entries
 * they must have, and reads the entries by scan and by queries in both directions.
 */
public final class IndexCheck {
    private final ReadView view;
    private final String table;
    private final TableInfo info;
    /** Empty if nobody asked for them. */
    private final Optional<TableStatistics> statistics;

    private final Map<ItemKey, Map<String, AttributeValue>> items = new HashMap<>();

    private IndexCheck(ReadView view, String table, Optional<TableStatistics> statistics) {
        this.view = view;
        this.table = table;
        this.info = view.table(table);
        this.statistics = statistics;
    }

    /** Fails if an index that may be read does not agree with the items, or its statistics do not. */
    public static void check(ItemStore store, String table) {
        boolean exact = store.capabilities().contains(Capability.EXACT_STATISTICS);
        try (ReadView view = store.openView()) {
            new IndexCheck(view, table, exact ? Optional.of(store.statistics(table)) : Optional.empty()).check();
        }
    }

    /** Fails if an index that may be read does not agree with the items of the same view; others may be writing. */
    public static void check(ReadView view, String table) {
        new IndexCheck(view, table, Optional.empty()).check();
    }

    private void check() {
        try (ItemCursor cursor = view.open(ItemRead.of(table, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                items.put(cursor.key(), cursor.item().attributes());
            }
        }
        for (IndexInfo index : info.indexes()) {
            if (index.isActive()) {
                check(new ModelIndex(index.definition(), info.definition().keys()));
            }
        }
    }

    private void check(ModelIndex index) {
        String name = index.definition().name();
        Map<ItemKey, ItemKey> expected = new HashMap<>();
        long bytes = 0;
        for (Map.Entry<ItemKey, Map<String, AttributeValue>> item : items.entrySet()) {
            ItemKey indexKey = index.keyOf(item.getValue());
            if (indexKey != null) {
                expected.put(item.getKey(), indexKey);
                bytes += ModelValues.itemBytes(index.entry(item.getValue()));
            }
        }
        List<ItemKey> scanned = read(index, Access.Scan.WHOLE);
        assertEquals(expected.keySet(), new HashSet<>(scanned), "items in index " + name);
        assertEquals(expected.size(), scanned.size(), "entries of index " + name);
        Map<AttributeValue, Integer> partitions = new HashMap<>();
        expected.values().forEach(key -> partitions.merge(key.partition(), 1, Integer::sum));
        partitions.forEach((partition, count) -> checkPartition(index, partition, count, expected));
        if (statistics.isPresent()) {
            assertEquals(
                    new IndexStatistics(name, expected.size(), bytes),
                    statistics.get().index(name).orElseThrow());
        }
    }

    private void checkPartition(ModelIndex index, AttributeValue partition, int count, Map<ItemKey, ItemKey> expected) {
        String place =
                "partition " + partition + " of index " + index.definition().name();
        List<ItemKey> ascending = read(index, new Access.Query(partition, SortKeyRange.ALL, false));
        assertEquals(count, ascending.size(), place);
        for (int i = 0; i < ascending.size(); i++) {
            ItemKey key = expected.get(ascending.get(i));
            assertNotNull(key, place);
            assertEquals(partition, key.partition(), place);
            assertTrue(
                    i == 0 || ModelIndex.SORT_ORDER.compare(expected.get(ascending.get(i - 1)), key) <= 0,
                    () -> place + " is out of order at " + key);
        }
        List<ItemKey> descending = new ArrayList<>(read(index, new Access.Query(partition, SortKeyRange.ALL, true)));
        Collections.reverse(descending);
        assertEquals(ascending, descending, place);
    }

    /** The keys of the items that a read finds, each of which shows what it must. */
    private List<ItemKey> read(ModelIndex index, Access access) {
        List<ItemKey> keys = new ArrayList<>();
        ItemRead read = ItemRead.of(table, access).withIndex(index.definition().name());
        try (ItemCursor cursor = view.open(read)) {
            while (cursor.next()) {
                keys.add(cursor.key());
                Map<String, AttributeValue> item = items.get(cursor.key());
                assertNotNull(item, () -> "an entry without an item: " + cursor.key());
                assertEquals(Item.of(index.entry(item)), cursor.item());
            }
            assertNull(cursor.resumeKey().orElse(null));
        }
        return keys;
    }
}
