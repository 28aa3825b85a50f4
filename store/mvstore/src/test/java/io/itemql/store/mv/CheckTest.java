package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.IndexStatistics;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.check.ItemReader;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.PageCursor;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.row.RandomItems;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The second reader agrees with the first on everything that is right, and finds what is not. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CheckTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final KeySchema TEXT_AND_NUMBER =
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N));
    private static final List<KeySchema> SCHEMAS = List.of(
            KeySchema.of(new KeyAttribute("pk", AttributeType.S)),
            KeySchema.of(new KeyAttribute("pk", AttributeType.N)),
            KeySchema.of(new KeyAttribute("pk", AttributeType.B)),
            TEXT_AND_NUMBER,
            KeySchema.of(new KeyAttribute("pk", AttributeType.N), new KeyAttribute("sk", AttributeType.B)),
            KeySchema.of(new KeyAttribute("pk", AttributeType.B), new KeyAttribute("sk", AttributeType.S)));

    private final Random random = new Random(SEED);

    private AttributeValue key(RandomItems items, AttributeType type) {
        return switch (type) {
            case S -> new StringValue("k" + items.text().value().replace("x", ""));
            case N -> items.number();
            default -> items.bytes();
        };
    }

    private void fill(MvItemStore store, TableDefinition table, RandomItems items, int count) {
        KeySchema keys = table.keys();
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AttributeValue sort =
                    keys.sortKey().map(key -> key(items, key.type())).orElse(null);
            Item item = items.item(key(items, keys.partitionKey().type()), sort);
            writes.add(new Write.Put(table.name(), item, Optional.empty()));
        }
        // A key that the service refuses is an outcome of its own and none of the matter here.
        store.write(new WriteBatch(writes, false));
    }

    private static List<String> findings(MvItemStore store) {
        return store.maintenance().orElseThrow().check(Optional.empty(), Cancellation.NONE).stream()
                .filter(row -> row.get("finding") != null)
                .map(Item::toString)
                .toList();
    }

    private static StoredTable only(MvItemStore store) {
        return store.registry().set().list().get(0).table();
    }

    @Test
    void whatTheEngineWroteHasNoFindings() {
        for (KeySchema keys : SCHEMAS) {
            try (MvItemStore store = MvItemStore.inMemory("m")) {
                TableDefinition table = TableDefinition.of("things", keys);
                store.createTable(table);
                fill(store, table, new RandomItems(random, 12), 300);
                fill(store, table, new RandomItems(random, 1500), 50);
                assertEquals(List.of(), findings(store), "seed " + SEED + ", " + keys);
                assertTrue(store.statistics("things").itemCount() > 0);
            }
        }
    }

    @Test
    void bothReadersReadTheSame() {
        try (MvItemStore store = MvItemStore.inMemory("m")) {
            TableDefinition table = TableDefinition.of("things", TEXT_AND_NUMBER);
            store.createTable(table);
            fill(store, table, new RandomItems(random, 40), 500);
            ItemReader reader = new ItemReader(TEXT_AND_NUMBER);
            StoredTable stored = only(store);
            stored.rows().dictionary().entries().forEach(reader::addDictionaryEntry);
            PageCursor raw = stored.map().cursor(stored.map().root(), new byte[0], false);
            try (ReadView view = store.openView();
                    ItemCursor cursor = view.open(ItemRead.of("things", Access.Scan.WHOLE))) {
                while (cursor.next()) {
                    assertTrue(raw.next());
                    assertEquals(cursor.item(), reader.read(raw.key(), raw.value()), "seed " + SEED);
                }
            }
            assertFalse(raw.next());
        }
    }

    @Test
    void everyChangedByteOfARowIsFoundOrAnotherItem() {
        try (MvItemStore store = MvItemStore.inMemory("m")) {
            TableDefinition table = TableDefinition.of("things", TEXT_AND_NUMBER);
            store.createTable(table);
            fill(store, table, new RandomItems(random, 12), 100);
            PageMap map = only(store).map();
            PageCursor cursor = map.cursor(map.root(), new byte[0], false);
            ItemReader reader = new ItemReader(TEXT_AND_NUMBER);
            only(store).rows().dictionary().entries().forEach(reader::addDictionaryEntry);
            while (cursor.next()) {
                byte[] row = cursor.value();
                int at = random.nextInt(row.length);
                byte[] changed = row.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                map.put(cursor.key(), changed);
                if (findings(store).isEmpty()) {
                    // Bits of a text or number of the same size and type: only a checksum could know.
                    assertFalse(
                            reader.read(cursor.key(), changed).equals(reader.read(cursor.key(), row)),
                            "seed " + SEED + ", byte " + at);
                }
                map.put(cursor.key(), row);
            }
            assertEquals(List.of(), findings(store));
        }
    }

    @Test
    void missingAndForeignRowsAreFound() {
        try (MvItemStore store = MvItemStore.inMemory("m")) {
            TableDefinition table = TableDefinition.of("things", TEXT_AND_NUMBER);
            store.createTable(table);
            fill(store, table, new RandomItems(random, 12), 50);
            PageMap map = only(store).map();
            PageCursor cursor = map.cursor(map.root(), new byte[0], false);
            assertTrue(cursor.next());
            map.remove(cursor.key());
            assertEquals(1, findings(store).size());
            map.put(cursor.key(), cursor.value());
            assertEquals(List.of(), findings(store));
            byte[] moved = cursor.key().clone();
            moved[3] ^= 1;
            map.put(moved, cursor.value());
            assertTrue(findings(store).stream().anyMatch(text -> text.contains("hash")), "a key of a wrong hash");
        }
    }

    private static IndexDefinition index(String name, Projection projection, KeyAttribute... keys) {
        return IndexDefinition.global(
                name, keys.length == 1 ? KeySchema.of(keys[0]) : KeySchema.of(keys[0], keys[1]), projection);
    }

    @Test
    void whatTheEngineWroteIntoIndexesHasNoFindings() {
        KeyAttribute text = new KeyAttribute("s", AttributeType.S);
        KeyAttribute number = new KeyAttribute("n", AttributeType.N);
        KeyAttribute bytes = new KeyAttribute("b", AttributeType.B);
        KeyAttribute sort = new KeyAttribute("sk", AttributeType.N);
        List<IndexDefinition> indexes = List.of(
                index("by_s", Projection.ALL, text),
                index("by_n", Projection.KEYS_ONLY, number),
                index("by_b_n", Projection.include(List.of("s", "a1", "a2")), bytes, number),
                index("by_n_s", Projection.ALL, number, text),
                index("by_n_b", Projection.KEYS_ONLY, number, bytes),
                index("by_sk", Projection.include(List.of("a3")), sort, text),
                IndexDefinition.local(
                        "local_n", KeySchema.of(new KeyAttribute("pk", AttributeType.S), number), Projection.ALL));
        try (MvItemStore store = MvItemStore.inMemory("m")) {
            TableDefinition table =
                    TableDefinition.of("things", TEXT_AND_NUMBER).withIndexes(indexes);
            store.createTable(table);
            RandomItems items = new RandomItems(random, 12);
            for (int i = 0; i < 400; i++) {
                Item item = items.item(key(items, AttributeType.S), NumberValue.of(random.nextInt(5)));
                // The names that indexes use, with the right type, another one, or not at all.
                item = random.nextInt(5) == 0
                        ? item
                        : item.with("s", random.nextInt(6) == 0 ? items.number() : items.text());
                item = random.nextInt(5) == 0 ? item : item.with("n", items.number());
                item = random.nextInt(5) == 0 ? item : item.with("b", items.bytes());
                store.write(WriteBatch.of(new Write.Put("things", item, Optional.empty())));
            }
            assertEquals(List.of(), findings(store), "seed " + SEED);
            for (IndexStatistics statistics : store.statistics("things").indexes()) {
                assertTrue(statistics.entryCount() > 0, () -> statistics + ", seed " + SEED);
            }
        }
    }

    /** Plants something, expects it to be the only finding but those of the counts, and takes it back. */
    private static void plant(MvItemStore store, PageMap map, byte[] key, byte[] row, String expected) {
        byte[] before = row == null ? map.remove(key) : map.put(key, row);
        List<String> found = new ArrayList<>(findings(store));
        found.removeIf(text -> text.contains("the counts"));
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).contains(expected), () -> found + " and not " + expected);
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
        assertEquals(List.of(), findings(store));
    }

    @Test
    void disagreementsOfIndexAndItemsAreFoundBothWays() {
        KeyAttribute city = new KeyAttribute("city", AttributeType.S);
        KeyAttribute age = new KeyAttribute("age", AttributeType.N);
        TableDefinition table = TableDefinition.of("things", TEXT_AND_NUMBER)
                .withIndexes(List.of(
                        index("by_city", Projection.include(List.of("name")), city, age),
                        index("by_age", Projection.ALL, age)));
        try (MvItemStore store = MvItemStore.inMemory("m")) {
            store.createTable(table);
            for (int i = 0; i < 40; i++) {
                Item item = Item.EMPTY
                        .with("pk", new StringValue("p" + i))
                        .with("sk", NumberValue.of(i))
                        .with("city", new StringValue(i % 2 == 0 ? "Pune" : "Delhi"))
                        .with("age", NumberValue.of(i))
                        .with("name", new StringValue("n" + i));
                store.write(WriteBatch.of(new Write.Put("things", item, Optional.empty())));
            }
            assertEquals(List.of(), findings(store));
            StoredTable stored = only(store);
            StoredIndex byCity = stored.indexes().get(0);
            PageMap map = byCity.map();
            PageCursor cursor = map.cursor(map.root(), new byte[0], false);
            assertTrue(cursor.next());
            byte[] first = cursor.key();
            byte[] firstRow = cursor.value();
            byte[] itemKey = byCity.keyCodec().itemKey(first);
            assertTrue(cursor.next());
            byte[] second = cursor.key();
            byte[] secondRow = cursor.value();

            plant(store, map, first, null, "no entry of it is there under");
            plant(
                    store,
                    map,
                    byCity.keyCodec().encode(new StringValue("Pune"), NumberValue.of(4711), itemKey),
                    firstRow,
                    "it stands under {city=");
            // As long as that one, so that sizes are right.
            String pk = ((StringValue) stored.rows().keyCodec().partition(itemKey)).value();
            byte[] nobody = stored.rows()
                    .keyCodec()
                    .encode(ItemKey.of(
                            new StringValue("q" + pk.substring(1)),
                            stored.rows().keyCodec().sort(itemKey)));
            plant(
                    store,
                    map,
                    byCity.keyCodec().encode(new StringValue("Pune"), NumberValue.of(1), nobody),
                    firstRow,
                    "there is no item of its key");
            plant(store, map, first, secondRow, "it does not show what its item has: ");
            plant(store, map, second, new byte[] {1, 2, 3}, "");
            byte[] wrongHash = first.clone();
            wrongHash[0] ^= 1;
            plant(store, map, wrongHash, firstRow, "its hash is");

            // An item that went without its entries, and one that came without any.
            byte[] row = stored.map().remove(itemKey);
            assertEquals(
                    2,
                    findings(store).stream()
                            .filter(text -> text.contains("there is no item of its key"))
                            .count());
            stored.map().put(itemKey, row);
            stored.map().put(nobody, row);
            assertEquals(
                    2,
                    findings(store).stream()
                            .filter(text -> text.contains("no entry of it is there under"))
                            .count());
            stored.map().remove(nobody);

            byCity.restoreEntryBytes(byCity.entryBytes() + 1);
            assertEquals(1, findings(store).size());
            assertTrue(findings(store).get(0).contains("bytes of entries and has"), findings(store)::toString);
        }
    }

    @Test
    void checksWhileWritersWorkAndPartitionsSplit() throws InterruptedException {
        FragileDirectory directory = new FragileDirectory(new Random(SEED));
        StoreOptions options = StoreOptions.defaults().withPartitionBytes(20_000);
        try (MvItemStore store = Recovery.open(directory, options)) {
            TableDefinition table = TableDefinition.of("things", TEXT_AND_NUMBER)
                    .withIndexes(List.of(index("by_sort", Projection.ALL, new KeyAttribute("sk", AttributeType.N))));
            store.createTable(table);
            AtomicBoolean stop = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int writer = i;
                writers.add(new Thread(() -> {
                    for (int n = 0; !stop.get(); n++) {
                        Item item = Item.EMPTY
                                .with("pk", new StringValue("p" + (n * 7 + writer) % 500))
                                .with("sk", NumberValue.of(n % 5))
                                .with("text", new StringValue("x".repeat(n % 300)));
                        store.write(WriteBatch.of(new Write.Put("things", item, Optional.empty())));
                    }
                }));
            }
            writers.forEach(Thread::start);
            for (int round = 0; round < 20; round++) {
                assertEquals(List.of(), findings(store), "seed " + SEED + ", round " + round);
                store.checkpoint();
                // Looked at while it is built, too.
                IndexDefinition passing =
                        index("passing", Projection.KEYS_ONLY, new KeyAttribute("text", AttributeType.S));
                if (round % 4 == 0) {
                    store.createIndex("things", passing);
                } else if (round % 4 == 3) {
                    store.dropIndex("things", "passing");
                }
            }
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            assertEquals(List.of(), findings(store));
        }
    }
}
