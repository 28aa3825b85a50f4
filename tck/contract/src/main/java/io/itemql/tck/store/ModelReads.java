package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Access;
import io.itemql.store.ItemBatch;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads of one view, compared with what the model says. */
final class ModelReads {
    private static final List<AttributePath> SLOTS = List.of(
            AttributePath.of("a"),
            AttributePath.of("pk"),
            AttributePath.of("nowhere"),
            AttributePath.of("sk"),
            AttributePath.of("b").position(0),
            AttributePath.of("c").name("a"));

    private final ReadView view;
    private final ModelRandom random;
    private final Consumer<String> log;

    ModelReads(ReadView view, ModelRandom random, Consumer<String> log) {
        this.view = view;
        this.random = random;
        this.log = log;
    }

    /** One get, batch get, query or scan of random shape. */
    void checkOneRead(String name, ModelTable table) {
        assertEquals(table.keys(), view.table(name).definition().keys());
        switch (random.below(10)) {
            case 0, 1, 2 -> checkGet(name, table, 1);
            case 3 -> checkGet(name, table, 1 + random.below(10));
            case 4 -> checkScan(name, table);
            case 5, 6 -> {
                if (!table.indexes().isEmpty()) {
                    checkIndexQuery(name, table, random.anyOf(table.indexes()));
                }
            }
            default -> checkQuery(name, table);
        }
    }

    /** Every item of a table, and one random read. */
    void checkWhole(String name, ModelTable table) {
        log.accept("whole scan of " + name);
        List<ItemKey> found = new ArrayList<>();
        try (ItemCursor cursor = view.open(ItemRead.of(name, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                found.add(cursor.key());
                assertEquals(expectedItem(table, cursor.key()), cursor.item());
            }
        }
        assertScanOrder(table, found);
        checkOneRead(name, table);
    }

    private void checkGet(String name, ModelTable table, int count) {
        List<ItemKey> keys = new ArrayList<>();
        while (keys.size() < count) {
            keys.add(random.key(table.keys()));
        }
        boolean consistent = random.oneIn(2);
        log.accept("get " + name + " " + keys + (consistent ? " consistently" : ""));
        double units = 0;
        List<ItemKey> expected = new ArrayList<>();
        for (ItemKey key : keys) {
            Map<String, AttributeValue> item = table.get(key);
            units += readUnits(item == null ? 0 : ModelValues.itemBytes(item), consistent);
            if (item != null) {
                expected.add(key);
            }
        }
        ItemRead read = ItemRead.of(name, new Access.Get(keys)).withSlots(SLOTS).withConsistent(consistent);
        try (ItemCursor cursor = view.open(read)) {
            List<ItemKey> found = new ArrayList<>();
            while (cursor.next()) {
                found.add(cursor.key());
                checkItem(cursor, table);
            }
            assertEquals(expected, found);
            assertEquals(units, cursor.capacity().readUnits());
            assertEquals(0, cursor.capacity().writeUnits());
            assertEquals(Optional.empty(), cursor.resumeKey());
        }
    }

    private static double readUnits(long bytes, boolean consistent) {
        long blocks = Math.max(1, (bytes + 4095) / 4096);
        return consistent ? blocks : blocks / 2.0;
    }

    private static Item expectedItem(ModelTable table, ItemKey key) {
        Map<String, AttributeValue> item = table.get(key);
        assertNotNull(item, () -> "an item that should not be there: " + key);
        return Item.of(item);
    }

    private void checkItem(ItemCursor cursor, ModelTable table) {
        Item item = expectedItem(table, cursor.key());
        assertEquals(item, cursor.item());
        for (int slot = 0; slot < SLOTS.size(); slot++) {
            AttributeValue expected = SLOTS.get(slot).resolve(item);
            assertEquals(expected, cursor.value(slot), "slot " + SLOTS.get(slot));
            if (expected == null) {
                assertNull(cursor.type(slot), "slot " + SLOTS.get(slot));
            } else {
                assertEquals(expected.type(), cursor.type(slot), "slot " + SLOTS.get(slot));
            }
        }
    }

    private void checkQuery(String name, ModelTable table) {
        AttributeValue partition = random.partition(table.keys());
        ModelRange range = random.range(table.keys());
        boolean descending = random.oneIn(2);
        log.accept("query " + name + " " + partition + " " + range + (descending ? " descending" : ""));
        List<ItemKey> inOrder = table.query(partition, range, descending);
        Access access = new Access.Query(partition, range.toRange(), descending);
        if (!inOrder.isEmpty() && random.oneIn(6)) {
            int at = random.below(inOrder.size());
            log.accept("starting after " + inOrder.get(at));
            checkPages(
                    table,
                    ItemRead.of(name, access).withStartAfter(inOrder.get(at)),
                    inOrder.subList(at + 1, inOrder.size()));
        } else {
            checkPages(table, ItemRead.of(name, access), inOrder);
        }
    }

    /** A query of an index, in pages that go on where they stopped, with items whole or as they are projected. */
    private void checkIndexQuery(String name, ModelTable table, ModelIndex index) {
        Map<ItemKey, ItemKey> keys = new HashMap<>();
        table.all().forEach((key, item) -> keys.put(key, index.keyOf(item)));
        keys.values().removeIf(Objects::isNull);
        if (keys.isEmpty()) {
            return;
        }
        AttributeValue partition = random.anyOf(List.copyOf(keys.values())).partition();
        ModelRange range = random.rangeAround(index.definition().keys(), random.anyOf(List.copyOf(keys.values())));
        boolean descending = random.oneIn(2);
        boolean whole = random.oneIn(2);
        Optional<ModelCondition> filter = random.maybeCondition(2);
        log.accept("query " + name + "." + index.definition() + " " + partition + " " + range
                + (descending ? " descending" : "") + (whole ? " whole items" : "") + " filter " + filter);
        List<ItemKey> expected = new ArrayList<>();
        long examined = 0;
        for (Map.Entry<ItemKey, ItemKey> entry : keys.entrySet()) {
            ItemKey key = entry.getValue();
            if (key.partition().equals(partition)
                    && (key.sort().isEmpty() || range.contains(key.sort().get()))) {
                examined++;
                Map<String, AttributeValue> item = table.get(entry.getKey());
                if (filter.isEmpty() || filter.get().holds(whole ? item : index.entry(item))) {
                    expected.add(entry.getKey());
                }
            }
        }
        ItemRead read = ItemRead.of(name, new Access.Query(partition, range.toRange(), descending))
                .withIndex(index.definition().name())
                .withWholeItems(whole)
                .withPage(1 + random.below(5), Long.MAX_VALUE);
        if (filter.isPresent()) {
            read = read.withFilter(filter.get().toCondition());
        }
        List<ItemKey> found = new ArrayList<>();
        assertEquals(examined, readIndexPages(read, table, index, found), "items examined");
        assertEquals(new HashSet<>(expected), new HashSet<>(found));
        assertEquals(expected.size(), found.size(), () -> "an item twice: " + found);
        for (int i = 1; i < found.size(); i++) {
            int order = ModelIndex.SORT_ORDER.compare(keys.get(found.get(i - 1)), keys.get(found.get(i)));
            assertTrue(descending ? order >= 0 : order <= 0, () -> "out of order: " + found);
        }
    }

    private long readIndexPages(ItemRead whole, ModelTable table, ModelIndex index, List<ItemKey> found) {
        ItemRead read = whole;
        long examined = 0;
        while (true) {
            try (ItemCursor cursor = view.open(read)) {
                while (cursor.next()) {
                    found.add(cursor.key());
                    Map<String, AttributeValue> item = table.get(cursor.key());
                    assertNotNull(item, () -> "an entry without an item: " + cursor.key());
                    assertEquals(Item.of(read.wholeItems() ? item : index.entry(item)), cursor.item());
                }
                examined += cursor.itemsExamined();
                if (cursor.resumeKey().isEmpty()) {
                    return examined;
                }
                read = read.withStartAfter(cursor.resumeKey().get());
            }
        }
    }

    private void checkScan(String name, ModelTable table) {
        int segments = 1 + random.below(5);
        log.accept("scan " + name + " in " + segments + " segment(s)");
        List<ItemKey> all = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            Access access = new Access.Scan(segment, segments);
            List<ItemKey> inOrder = new ArrayList<>();
            try (ItemCursor cursor = view.open(ItemRead.of(name, access))) {
                while (cursor.next()) {
                    inOrder.add(cursor.key());
                }
            }
            all.addAll(inOrder);
            checkPages(table, ItemRead.of(name, access), inOrder);
        }
        assertScanOrder(table, all);
    }

    /** Each item once, the items of a partition together and in the order of their sort keys. */
    private static void assertScanOrder(ModelTable table, List<ItemKey> found) {
        assertEquals(table.all().keySet().size(), found.size());
        List<ItemKey> expected = new ArrayList<>();
        Set<AttributeValue> partitions = new HashSet<>();
        for (ItemKey key : found) {
            if (partitions.add(key.partition())) {
                expected.addAll(table.query(key.partition(), new ModelRange(null, true, null, true, null), false));
            }
        }
        assertEquals(expected, found);
    }

    /** Reads the same items once in pages of random sizes, with a random filter. */
    private void checkPages(ModelTable table, ItemRead whole, List<ItemKey> inOrder) {
        Optional<ModelCondition> filter = random.maybeCondition(2);
        boolean consistent = random.oneIn(2);
        boolean byBytes = random.oneIn(4);
        int itemsMax = 1 + random.below(random.oneIn(2) ? 3 : 60);
        int bytesMax = byBytes ? 1 + random.below(3000) : Integer.MAX_VALUE;
        log.accept("  pages of " + itemsMax + " items, " + bytesMax + " bytes, filter " + filter);
        ItemRead read = whole.withSlots(SLOTS).withConsistent(consistent).withPage(itemsMax, bytesMax);
        if (filter.isPresent()) {
            read = read.withFilter(filter.get().toCondition());
        }
        int at = 0;
        boolean more = true;
        while (more) {
            try (ItemCursor cursor = view.open(read)) {
                assertEquals(Optional.empty(), cursor.resumeKey(), "a resume key before the page ended");
                int end = pageEnd(table, inOrder, at, itemsMax, bytesMax);
                checkPage(cursor, table, inOrder.subList(at, end), filter, consistent);
                at = end;
                Optional<ItemPosition> resume = cursor.resumeKey();
                more = resume.isPresent();
                if (more) {
                    assertEquals(ItemPosition.of(inOrder.get(at - 1)), resume.get(), "resume key");
                    read = read.withStartAfter(resume.get());
                } else {
                    assertEquals(inOrder.size(), at, "the read ended early");
                }
            }
        }
    }

    /** Where a page that starts at an offset ends: the item that reaches a limit still belongs to it. */
    private static int pageEnd(ModelTable table, List<ItemKey> inOrder, int from, int itemsMax, int bytesMax) {
        long bytes = 0;
        int at = from;
        while (at < inOrder.size() && at - from < itemsMax && bytes < bytesMax) {
            ItemKey key = inOrder.get(at);
            Map<String, AttributeValue> item = table.get(key);
            assertNotNull(item, () -> "an item that is not there: " + key);
            bytes += ModelValues.itemBytes(item);
            at++;
        }
        return at;
    }

    private void checkPage(
            ItemCursor cursor,
            ModelTable table,
            List<ItemKey> page,
            Optional<ModelCondition> filter,
            boolean consistent) {
        long bytes = 0;
        List<ItemKey> expected = new ArrayList<>();
        for (ItemKey key : page) {
            Map<String, AttributeValue> item = table.get(key);
            bytes += ModelValues.itemBytes(item);
            if (filter.isEmpty() || filter.get().holds(item)) {
                expected.add(key);
            }
        }
        if (random.oneIn(3)) {
            checkBatches(cursor, table, expected);
        } else {
            checkItems(cursor, table, expected);
        }
        assertEquals(page.size(), cursor.itemsExamined(), "items examined");
        assertEquals(readUnits(bytes, consistent), cursor.capacity().readUnits(), "read units");
    }

    private void checkItems(ItemCursor cursor, ModelTable table, List<ItemKey> expected) {
        List<ItemKey> found = new ArrayList<>();
        while (cursor.next()) {
            found.add(cursor.key());
            assertTrue(found.size() <= expected.size(), () -> "more than expected: " + found);
            checkItem(cursor, table);
        }
        assertEquals(expected, found);
    }

    /** As {@link #checkItems}, many at a time by column, some of the slots only. */
    private void checkBatches(ItemCursor cursor, ModelTable table, List<ItemKey> expected) {
        int[] slots = IntStream.range(0, SLOTS.size())
                .filter(slot -> !random.oneIn(3))
                .toArray();
        ItemBatch batch = new ItemBatch(1 + random.below(20), slots);
        log.accept("  in batches of " + batch.capacity() + ", slots " + Arrays.toString(slots));
        int at = 0;
        int count = cursor.next(batch);
        while (count > 0) {
            assertTrue(count <= batch.capacity() && at + count <= expected.size(), "more than expected");
            for (int row = 0; row < count; row++) {
                Item item = expectedItem(table, expected.get(at++));
                for (int slot : slots) {
                    AttributeValue value = SLOTS.get(slot).resolve(item);
                    assertEquals(value, batch.column(slot).value(row), "slot " + SLOTS.get(slot));
                }
            }
            count = cursor.next(batch);
        }
        assertEquals(expected.size(), at);
    }
}
