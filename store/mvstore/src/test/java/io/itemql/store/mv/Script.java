package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.BatchToken;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import io.itemql.tck.file.StoredFiles;
import io.itemql.tck.store.IndexCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random work on a store, and what must be there afterwards, for each item its last state or those it may have. */
final class Script {
    private static final int STEPS = 120;
    private static final int KEYS = 12;
    /** Small, so that segments begin and partitions are split all the time. */
    private static final StoreOptions OPTIONS =
            StoreOptions.defaults().withSegmentBytes(3000).withPartitionBytes(700);

    private static final KeySchema KEY = KeySchema.of(new KeyAttribute("pk", AttributeType.S));
    private static final List<String> TABLES = List.of("one", "two");
    /** Created with every table. */
    private static final IndexDefinition BY_NUMBER =
            IndexDefinition.global("by_number", KeySchema.of(new KeyAttribute("n", AttributeType.N)), Projection.ALL);
    /** Comes and goes. */
    private static final IndexDefinition BY_TEXT = IndexDefinition.global(
            "by_text",
            KeySchema.of(new KeyAttribute("text1", AttributeType.S), new KeyAttribute("n", AttributeType.N)),
            Projection.KEYS_ONLY);

    private final Random random;
    /** By table and key: the states that an item may have, null for none. One state once a write is acknowledged. */
    private final Map<String, Map<String, List<Item>>> model = new HashMap<>();
    /** Atomic batches whose outcome is open. */
    private final List<Group> groups = new ArrayList<>();
    /** Tables of which it is not known whether they are there. */
    private final Map<String, Boolean> doubtful = new HashMap<>();

    /** The numbers of atomic batches that were acknowledged. */
    private final List<Long> acknowledged = new ArrayList<>();

    private long batches;

    /** Items of which all are as before or all as after. */
    private record Group(long number, String table, Map<String, Item> before, Map<String, Item> after) {}

    /** By table: whether the index that comes and goes is there; tables of which it is not known are absent. */
    private final Map<String, Boolean> indexed = new HashMap<>();

    Script(Random random) {
        this.random = random;
    }

    /** Works until the end or until the store fails for good; every failure leaves the outcome of its write open. */
    void run(FragileDirectory directory) {
        ItemStore store = open(directory);
        if (store == null) {
            return;
        }
        for (int step = 0; step < STEPS; step++) {
            if (step == STEPS / 2) {
                close(store);
                store = open(directory);
                if (store == null) {
                    return;
                }
            }
            step(store);
        }
        close(store);
    }

    private static ItemStore open(FragileDirectory directory) {
        try {
            return Recovery.open(directory, OPTIONS);
        } catch (ItemException e) {
            assertTrue(directory.hasFailed(), () -> "could not open: " + e);
            return null;
        }
    }

    private static void close(ItemStore store) {
        try {
            store.close();
        } catch (ItemException e) {
            // What could not be saved is in the journal.
            assertTrue(e.getMessage() != null);
        }
    }

    private void step(ItemStore store) {
        String table = TABLES.get(random.nextInt(TABLES.size()));
        int choice = random.nextInt(100);
        int keyNumber = random.nextInt(KEYS);
        int size = 1 + random.nextInt(300);
        boolean batch = random.nextInt(4) == 0;
        try {
            if (choice < 8) {
                store.checkpoint();
            } else if (!model.containsKey(table) || doubtful.containsKey(table)) {
                settle(store, table);
            } else if (choice < 11) {
                drop(store, table);
            } else if (choice < 17) {
                createOrDropIndex(store, table, batch);
            } else {
                write(store, table, choice, keyNumber, size, batch);
            }
        } catch (ItemException e) {
            // The outcome stays open, or nothing was to come out.
            assertTrue(e.getMessage() != null);
        }
    }

    /** Creates a table, unless a failed attempt left it there. */
    private void settle(ItemStore store, String table) {
        if (doubtful.containsKey(table)) {
            // The store has failed and takes no more changes; whether the table is there is seen at the next opening.
            return;
        }
        doubtful.put(table, true);
        model.put(table, new HashMap<>());
        store.createTable(TableDefinition.of(table, KEY).withIndexes(List.of(BY_NUMBER)));
        doubtful.remove(table);
        indexed.put(table, false);
    }

    private void createOrDropIndex(ItemStore store, String table, boolean waits) {
        boolean wasThere =
                store.catalogue().table(table).orElseThrow().index("by_text").isPresent();
        indexed.remove(table);
        if (wasThere) {
            store.dropIndex(table, "by_text");
        } else {
            store.createIndex(table, BY_TEXT);
        }
        indexed.put(table, !wasThere);
        if (!wasThere && waits) {
            store.awaitIndex(table, "by_text", Cancellation.NONE);
        }
    }

    private void drop(ItemStore store, String table) {
        doubtful.put(table, true);
        groups.removeIf(group -> group.table().equals(table));
        store.dropTable(table);
        doubtful.remove(table);
        indexed.remove(table);
        model.remove(table);
    }

    private void write(ItemStore store, String table, int choice, int keyNumber, int size, boolean batch) {
        List<Write> writes = new ArrayList<>();
        Map<String, List<Item>> items = model.get(table);
        Map<String, Item> before = new LinkedHashMap<>();
        Map<String, Item> after = new LinkedHashMap<>();
        for (int i = 0; i < (batch ? 5 : 1); i++) {
            String key = "key-" + (keyNumber + i) % KEYS;
            List<Item> states = items.getOrDefault(key, known(null));
            if (states.size() > 1) {
                continue;
            }
            Item old = states.get(0);
            before.put(key, old);
            if (choice < 60) {
                Item item = item(key, size, choice);
                writes.add(new Write.Put(table, item, Optional.empty()));
                after.put(key, item);
            } else if (choice < 80) {
                Update add = new Update(
                        List.of(),
                        List.of(),
                        List.of(new Update.Add(AttributePath.of("n"), NumberValue.of(1))),
                        List.of());
                writes.add(new Write.Change(table, ItemKey.of(new StringValue(key)), add, Optional.empty()));
                Item base = old == null ? Item.of(Map.of("pk", new StringValue(key))) : old;
                NumberValue count = base.get("n") == null ? NumberValue.ZERO : (NumberValue) base.get("n");
                after.put(key, base.with("n", count.add(NumberValue.ONE)));
            } else {
                writes.add(new Write.Delete(table, ItemKey.of(new StringValue(key)), Optional.empty()));
                after.put(key, null);
            }
        }
        after.forEach((key, item) -> {
            List<Item> states = new ArrayList<>(items.getOrDefault(key, known(null)));
            states.add(item);
            items.put(key, states);
        });
        boolean atomic = batch && size % 2 == 0;
        Group group = new Group(++batches, table, before, after);
        WriteBatch request = new WriteBatch(writes, false, atomic);
        if (atomic) {
            groups.add(group);
            request = request.withToken(token(group.number()));
        }
        store.write(request).forEach(outcome -> outcome.orThrow());
        if (atomic) {
            acknowledged.add(group.number());
        }
        after.forEach((key, item) -> items.put(key, known(item)));
        groups.remove(group);
    }

    /** Every atomic batch has one of its own. */
    private static BatchToken token(long number) {
        return new BatchToken("batch-" + number, number);
    }

    /** Whether the store remembers that it has carried out an atomic batch; if not, it does from now on. */
    private static boolean isKnown(ItemStore store, String table, long number) {
        Write nothing = new Write.Check(
                table, ItemKey.of(new StringValue("nobody")), Condition.notExists(AttributePath.of("pk")));
        return store.write(WriteBatch.atomic(List.of(nothing), false).withToken(token(number)))
                .isEmpty();
    }

    private static List<Item> known(Item item) {
        List<Item> states = new ArrayList<>();
        states.add(item);
        return states;
    }

    private static Item item(String key, int size, int shape) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("pk", new StringValue(key));
        attributes.put("n", NumberValue.of(shape));
        attributes.put("text" + shape % 7, new StringValue("x".repeat(size)));
        return Item.of(attributes);
    }

    /** The second reader finds nothing wrong. */
    private static void checkBytes(ItemStore store) {
        assertEquals(
                List.of(),
                store.maintenance().orElseThrow().check(Optional.empty(), Cancellation.NONE).stream()
                        .filter(row -> row.get("finding") != null)
                        .toList());
    }

    /** Opens what a crash has left and compares; then works on, closes and compares again. */
    void checkReopened(FragileDirectory directory) {
        Map<String, List<Item>> raw = readFiles(directory);
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            check(store);
            checkBytes(store);
            for (Map.Entry<String, List<Item>> table : raw.entrySet()) {
                assertEquals(
                        Set.copyOf(table.getValue()),
                        Set.copyOf(read(store, table.getKey()).values()));
            }
            for (String table : TABLES) {
                if (store.catalogue().table(table).isPresent()) {
                    store.write(WriteBatch.of(new Write.Put(table, item("key-0", 10, 99), Optional.empty())));
                    model.computeIfAbsent(table, name -> new HashMap<>()).put("key-0", known(item("key-0", 10, 99)));
                }
            }
        }
        raw = readFiles(directory);
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            check(store);
            checkBytes(store);
            assertEquals(store.catalogue().tables().size(), raw.size());
            for (Map.Entry<String, List<Item>> table : raw.entrySet()) {
                assertEquals(
                        Set.copyOf(table.getValue()),
                        Set.copyOf(read(store, table.getKey()).values()));
            }
        }
    }

    /** What is in the files according to a reader that shares no code with the engine. */
    private static Map<String, List<Item>> readFiles(FragileDirectory directory) {
        Map<String, byte[]> files = directory.files();
        if (!files.containsKey(StoreHeader.FILE)) {
            return Map.of();
        }
        StoredFiles stored = StoredFiles.read(files);
        assertEquals(List.of(), stored.problems());
        return stored.items();
    }

    private void check(ItemStore store) {
        for (String table : TABLES) {
            boolean exists = store.catalogue().table(table).isPresent();
            if (!exists) {
                assertTrue(!model.containsKey(table) || doubtful.containsKey(table), "table " + table + " is gone");
                model.remove(table);
                continue;
            }
            assertTrue(model.containsKey(table), "table " + table + " has come back");
            Map<String, Item> found = read(store, table);
            Map<String, List<Item>> expected = model.get(table);
            for (int i = 0; i < KEYS; i++) {
                String key = "key-" + i;
                List<Item> states = expected.getOrDefault(key, known(null));
                Item item = found.get(key);
                assertTrue(
                        states.contains(item),
                        () -> table + "." + key + " is " + item + " and should be one of " + states);
                // From now on it is known.
                expected.put(key, known(item));
            }
            checkGroups(store, table, found);
            for (long number : acknowledged) {
                assertTrue(isKnown(store, table, number), () -> "batch " + number + " would be carried out again");
            }
            checkIndexes(store, table);
            ItemStore fresh = MvItemStore.inMemory("recount");
            fresh.createTable(store.catalogue().table(table).orElseThrow().definition());
            List<Write> puts = new ArrayList<>();
            found.values().forEach(item -> puts.add(new Write.Put(table, item, Optional.empty())));
            fresh.write(new WriteBatch(puts, false));
            assertEquals(fresh.statistics(table), store.statistics(table), "counts of " + table);
            fresh.close();
        }
        doubtful.clear();
        groups.clear();
    }

    private void checkGroups(ItemStore store, String table, Map<String, Item> found) {
        for (Group group : groups) {
            if (group.table().equals(table)) {
                Map<String, Item> now = new LinkedHashMap<>();
                group.after().keySet().forEach(key -> now.put(key, found.get(key)));
                assertTrue(
                        now.equals(group.before()) || now.equals(group.after()),
                        () -> now + " is neither " + group.before() + " nor " + group.after());
                boolean known = isKnown(store, table, group.number());
                if (!group.before().equals(group.after())) {
                    assertEquals(now.equals(group.after()), known, () -> "whether it is known that " + group);
                }
            }
        }
    }

    /** Waits until an index is built that a crash has interrupted. */
    private void checkIndexes(ItemStore store, String table) {
        TableInfo info = store.catalogue().table(table).orElseThrow();
        boolean isIndexed = info.index("by_text").isPresent();
        assertTrue(
                indexed.getOrDefault(table, isIndexed) == isIndexed,
                () -> "table " + table + " has the index: " + isIndexed);
        indexed.put(table, isIndexed);
        info.indexes().forEach(index -> store.awaitIndex(table, index.name(), Cancellation.NONE));
        IndexCheck.check(store, table);
    }

    private static Map<String, Item> read(ItemStore store, String table) {
        Map<String, Item> items = new HashMap<>();
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(table, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                Item item = cursor.item();
                items.put(((StringValue) item.get("pk")).value(), item);
            }
        }
        return items;
    }
}
