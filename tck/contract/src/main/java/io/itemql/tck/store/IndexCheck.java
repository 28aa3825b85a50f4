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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares every index of a table with the table's items: reads all items, works out in the plainest way which entries they
 * must have, and reads the entries by scan and by queries in both directions. Nobody may be writing meanwhile.
 */
public final class IndexCheck {
    private final ItemStore store;
    private final String table;
    private final Map<ItemKey, Map<String, AttributeValue>> items = new HashMap<>();

    private IndexCheck(ItemStore store, String table) {
        this.store = store;
        this.table = table;
    }

    /** Fails if an index that may be read does not agree with the items. */
    public static void check(ItemStore store, String table) {
        new IndexCheck(store, table).check();
    }

    private void check() {
        try (ReadView view = store.openView()) {
            TableInfo info = view.table(table);
            try (ItemCursor cursor = view.open(ItemRead.of(table, Access.Scan.WHOLE))) {
                while (cursor.next()) {
                    items.put(cursor.key(), cursor.item().attributes());
                }
            }
            for (IndexInfo index : info.indexes()) {
                if (index.isActive()) {
                    check(
                            view,
                            new ModelIndex(index.definition(), info.definition().keys()));
                }
            }
        }
    }

    private void check(ReadView view, ModelIndex index) {
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
        List<ItemKey> scanned = read(view, index, Access.Scan.WHOLE);
        assertEquals(expected.keySet(), new HashSet<>(scanned), "items in index " + name);
        assertEquals(expected.size(), scanned.size(), "entries of index " + name);
        Set<AttributeValue> partitions = new HashSet<>();
        expected.values().forEach(key -> partitions.add(key.partition()));
        for (AttributeValue partition : partitions) {
            checkPartition(view, index, partition, expected);
        }
        if (store.capabilities().contains(Capability.EXACT_STATISTICS)) {
            assertEquals(
                    new IndexStatistics(name, expected.size(), bytes),
                    store.statistics(table).index(name).orElseThrow());
        }
    }

    private void checkPartition(
            ReadView view, ModelIndex index, AttributeValue partition, Map<ItemKey, ItemKey> expected) {
        String place =
                "partition " + partition + " of index " + index.definition().name();
        List<ItemKey> ascending = read(view, index, new Access.Query(partition, SortKeyRange.ALL, false));
        long count = expected.values().stream()
                .filter(key -> key.partition().equals(partition))
                .count();
        assertEquals(count, ascending.size(), place);
        for (int i = 0; i < ascending.size(); i++) {
            ItemKey key = expected.get(ascending.get(i));
            assertNotNull(key, place);
            assertEquals(partition, key.partition(), place);
            assertTrue(
                    i == 0 || ModelIndex.SORT_ORDER.compare(expected.get(ascending.get(i - 1)), key) <= 0,
                    () -> place + " is out of order at " + key);
        }
        List<ItemKey> descending =
                new ArrayList<>(read(view, index, new Access.Query(partition, SortKeyRange.ALL, true)));
        Collections.reverse(descending);
        assertEquals(ascending, descending, place);
    }

    /** The keys of the items that a read finds, each of which shows what it must. */
    private List<ItemKey> read(ReadView view, ModelIndex index, Access access) {
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
