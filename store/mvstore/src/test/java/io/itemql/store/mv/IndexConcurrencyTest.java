package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.IndexInfo;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.store.mv.journal.Durability;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import io.itemql.tck.store.IndexCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Indexes while several threads write: built, read and dropped meanwhile. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class IndexConcurrencyTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final String TABLE = "cards";
    private static final KeySchema KEY = KeySchema.of(new KeyAttribute("id", AttributeType.N));
    private static final IndexDefinition BY_OWNER = IndexDefinition.global(
            "by_owner",
            KeySchema.of(new KeyAttribute("owner", AttributeType.S), new KeyAttribute("rank", AttributeType.N)),
            Projection.ALL);
    private static final IndexDefinition BY_RANK = IndexDefinition.global(
            "by_rank", KeySchema.of(new KeyAttribute("rank", AttributeType.N)), Projection.KEYS_ONLY);
    private static final int OWNERS = 10;
    private static final int WRITERS = 4;

    @TempDir
    private Path directory;

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    private ItemStore onDisk() {
        return Recovery.open(
                new DiskDirectory(directory),
                StoreOptions.defaults()
                        .withDurability(Durability.OS)
                        .withCheckpointBytes(2_000_000)
                        .withPartitionBytes(500_000));
    }

    private Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
        thread.start();
        return thread;
    }

    private static Item card(long id, int owner, int rank) {
        return Item.of(Map.of(
                "id",
                NumberValue.of(id),
                "owner",
                new StringValue("owner" + owner),
                "rank",
                NumberValue.of(rank),
                "text",
                new StringValue("x".repeat(50))));
    }

    private static void load(ItemStore store, int cards) {
        List<Write> writes = new ArrayList<>();
        for (int id = 0; id < cards; id++) {
            writes.add(new Write.Put(TABLE, card(id, id % OWNERS, id), Optional.empty()));
        }
        store.write(new WriteBatch(writes, false)).forEach(outcome -> outcome.orThrow());
    }

    /** Gives cards to others, for ever; every card that was loaded stays. */
    private List<Thread> startWriters(ItemStore store, int cards, AtomicBoolean done) {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(start(() -> {
                Random random = new Random(SEED + writer);
                for (int n = 0; !done.get(); n++) {
                    store.write(WriteBatch.of(randomWrite(random, cards, writer, n)))
                            .get(0)
                            .orThrow();
                }
            }));
        }
        return writers;
    }

    private static Write randomWrite(Random random, int cards, int writer, int n) {
        ItemKey key = ItemKey.of(NumberValue.of(random.nextInt(cards)));
        String owner = "owner" + random.nextInt(OWNERS);
        return switch (random.nextInt(5)) {
            case 0 ->
                new Write.Change(
                        TABLE,
                        key,
                        new Update(List.of(), List.of(AttributePath.of("owner")), List.of(), List.of()),
                        Optional.empty());
            // Others that come and go, before, between and behind those that stay.
            case 1 ->
                new Write.Put(
                        TABLE, card(cards + 1000L * writer + n % 100, random.nextInt(OWNERS), n), Optional.empty());
            case 2 ->
                new Write.Delete(
                        TABLE,
                        ItemKey.of(NumberValue.of(cards + 1000L * writer + random.nextInt(100))),
                        Optional.empty());
            default ->
                new Write.Change(
                        TABLE,
                        key,
                        Update.set(List.of(new Update.Set(
                                AttributePath.of("owner"), new UpdateOperand.Literal(new StringValue(owner))))),
                        Optional.empty());
        };
    }

    private void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures, () -> "-Dseed=" + SEED);
    }

    private void viewsShowItemsWithTheirEntries(ItemStore store) throws InterruptedException {
        store.createTable(TableDefinition.of(TABLE, KEY).withIndexes(List.of(BY_OWNER, BY_RANK)));
        load(store, 60);
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> writers = startWriters(store, 60, done);
        try {
            for (int round = 0; round < 100 && failures.isEmpty(); round++) {
                try (ReadView view = store.openView()) {
                    IndexCheck.check(view, TABLE);
                }
            }
        } finally {
            done.set(true);
        }
        join(writers);
        IndexCheck.check(store, TABLE);
    }

    @Test
    void viewsShowItemsWithTheirEntriesInMemory() throws InterruptedException {
        try (ItemStore store = MvItemStore.inMemory("entries")) {
            viewsShowItemsWithTheirEntries(store);
        }
    }

    @Test
    void viewsShowItemsWithTheirEntriesOnDisk() throws InterruptedException {
        try (ItemStore store = onDisk()) {
            viewsShowItemsWithTheirEntries(store);
        }
    }

    @Test
    void anIndexIsBuiltUnderWritersAndReaders() throws InterruptedException {
        int cards = 20_000;
        try (ItemStore store = onDisk()) {
            store.createTable(TableDefinition.of(TABLE, KEY).withIndexes(List.of(BY_RANK)));
            load(store, cards);
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> threads = startWriters(store, cards, done);
            try {
                assertTrue(store.createIndex(TABLE, BY_OWNER).index("by_owner").isPresent());
                int scans = 0;
                long lastDone = 0;
                IndexInfo info;
                do {
                    assertEquals(cards, staying(store, cards), "items of a scan while the index is built");
                    scans++;
                    info = store.catalogue()
                            .table(TABLE)
                            .orElseThrow()
                            .index("by_owner")
                            .orElseThrow();
                    if (!info.isActive()) {
                        assertTrue(info.itemsDone() >= lastDone, "progress goes back");
                        assertTrue(info.itemsTotal() >= cards, "of how many items");
                        lastDone = info.itemsDone();
                    }
                } while (!info.isActive() && failures.isEmpty());
                assertTrue(scans > 0);
                try (ReadView view = store.openView()) {
                    assertTrue(owned(view) <= count(view));
                }
            } finally {
                done.set(true);
            }
            join(threads);
            IndexCheck.check(store, TABLE);
        }
        try (ItemStore store = onDisk()) {
            IndexCheck.check(store, TABLE);
        }
    }

    /** How many of the items that stay a scan finds; each may come once only. */
    private static long staying(ItemStore store, int cards) {
        Set<ItemKey> found = new HashSet<>();
        long staying = 0;
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(TABLE, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                assertTrue(found.add(cursor.key()), "an item twice");
                if (((NumberValue) cursor.item().get("id")).longValue() < cards) {
                    staying++;
                }
            }
        }
        return staying;
    }

    private static long count(ReadView view) {
        try (ItemCursor cursor = view.open(ItemRead.of(TABLE, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                // counts
            }
            return cursor.itemsExamined();
        }
    }

    private static long owned(ReadView view) {
        long owned = 0;
        for (int owner = 0; owner < OWNERS; owner++) {
            Access access = new Access.Query(new StringValue("owner" + owner), SortKeyRange.ALL, owner % 2 == 0);
            try (ItemCursor cursor = view.open(ItemRead.of(TABLE, access).withIndex("by_owner"))) {
                Set<ItemKey> found = new HashSet<>();
                while (cursor.next()) {
                    assertTrue(found.add(cursor.key()), "an item twice");
                }
                owned += cursor.itemsExamined();
            }
        }
        return owned;
    }

    @Test
    void indexesComeAndGoUnderWriters() throws InterruptedException {
        int cards = 2000;
        try (ItemStore store = onDisk()) {
            store.createTable(TableDefinition.of(TABLE, KEY));
            load(store, cards);
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> threads = startWriters(store, cards, done);
            try {
                for (int round = 0; round < 10; round++) {
                    store.createIndex(TABLE, BY_OWNER);
                    if (round % 3 != 0) {
                        assertTrue(store.awaitIndex(TABLE, "by_owner", Cancellation.NONE)
                                .isActive());
                        try (ReadView view = store.openView()) {
                            assertTrue(owned(view) > 0);
                        }
                    }
                    store.dropIndex(TABLE, "by_owner");
                }
            } finally {
                done.set(true);
            }
            join(threads);
            store.createIndex(TABLE, BY_OWNER);
            store.awaitIndex(TABLE, "by_owner", Cancellation.NONE);
            IndexCheck.check(store, TABLE);
        }
    }

    @Test
    void aBuildGoesOnAfterClosing() {
        int cards = 20_000;
        boolean wasUnfinished = false;
        try (ItemStore store = onDisk()) {
            store.createTable(TableDefinition.of(TABLE, KEY));
            load(store, cards);
            store.createIndex(TABLE, BY_OWNER);
            wasUnfinished = !store.catalogue()
                    .table(TABLE)
                    .orElseThrow()
                    .index("by_owner")
                    .orElseThrow()
                    .isActive();
        }
        try (ItemStore store = onDisk()) {
            store.awaitIndex(TABLE, "by_owner", Cancellation.NONE);
            IndexCheck.check(store, TABLE);
        }
        assertTrue(wasUnfinished, "the index was built before the store was closed; the test shows nothing");
    }

    @Test
    void waitingForAnIndexCanBeCancelled() {
        try (ItemStore store = MvItemStore.inMemory("waiting")) {
            store.createTable(TableDefinition.of(TABLE, KEY));
            load(store, 100_000);
            store.createIndex(TABLE, BY_OWNER);
            Cancellation cancelled = Cancellation.create();
            cancelled.cancel();
            assertEquals(ErrorCode.CANCELLED, codeOf(() -> store.awaitIndex(TABLE, "by_owner", cancelled)));
            store.dropIndex(TABLE, "by_owner");
            assertEquals(ErrorCode.UNKNOWN_INDEX, codeOf(() -> store.awaitIndex(TABLE, "by_owner", Cancellation.NONE)));
        }
    }

    private static ErrorCode codeOf(Runnable action) {
        try {
            action.run();
        } catch (ItemException e) {
            return e.code();
        }
        throw new AssertionError("nothing failed");
    }
}
