package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.Update;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.journal.Durability;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Views of one moment and writes of one step, while others write, save and drop. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ConcurrencyTest {
    private static final KeySchema KEY = KeySchema.of(new KeyAttribute("id", AttributeType.S));
    private static final AttributePath COUNT = AttributePath.of("count");
    private static final int WRITES = 4000;

    @TempDir
    private Path directory;

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

    private ItemStore onDisk() {
        return Recovery.open(
                new DiskDirectory(directory),
                StoreOptions.defaults().withDurability(Durability.OS).withCheckpointBytes(100_000));
    }

    private Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
        thread.start();
        return thread;
    }

    private static void put(ItemStore store, String table, long n) {
        Item item = Item.of(Map.of("id", new StringValue("x"), "count", NumberValue.of(n)));
        store.write(WriteBatch.of(new Write.Put(table, item, Optional.empty())))
                .get(0)
                .orThrow();
    }

    private static long count(ReadView view, String table) {
        Access get = new Access.Get(List.of(ItemKey.of(new StringValue("x"))));
        try (ItemCursor cursor = view.open(ItemRead.of(table, get).withSlots(List.of(COUNT)))) {
            return cursor.next() ? ((NumberValue) cursor.value(0)).longValue() : 0;
        }
    }

    private void viewsSeeOneMomentOfSeveralTables(ItemStore store) throws InterruptedException {
        for (int table = 0; table < 3; table++) {
            store.createTable(TableDefinition.of("table" + table, KEY));
        }
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = start(() -> {
            try {
                for (long n = 1; n <= WRITES; n++) {
                    for (int table = 0; table < 3; table++) {
                        put(store, "table" + table, n);
                    }
                }
            } finally {
                done.set(true);
            }
        });
        Thread other = start(() -> {
            while (!done.get()) {
                store.createTable(TableDefinition.of("passing", KEY));
                store.checkpoint();
                store.dropTable("passing");
            }
        });
        while (!done.get()) {
            try (ReadView view = store.openView()) {
                // In the order of the writes, so that what came later would show.
                long first = count(view, "table0");
                long second = count(view, "table1");
                long third = count(view, "table2");
                assertTrue(
                        first >= second && second >= third && third >= first - 1, first + ", " + second + ", " + third);
                assertEquals(first, count(view, "table0"));
            }
        }
        writer.join();
        other.join();
        assertEquals(List.of(), failures);
    }

    @Test
    void viewsSeeOneMomentInMemory() throws InterruptedException {
        try (ItemStore store = MvItemStore.inMemory("moment")) {
            // Lie between the tables that are written, so that collecting roots takes longer than a write.
            for (int table = 0; table < 2000; table++) {
                store.createTable(TableDefinition.of("table0-" + table, KEY));
            }
            viewsSeeOneMomentOfSeveralTables(store);
        }
    }

    @Test
    void viewsSeeOneMomentOnDisk() throws InterruptedException {
        try (ItemStore store = onDisk()) {
            viewsSeeOneMomentOfSeveralTables(store);
        }
    }

    @Test
    void noUpdateOfOneItemIsLost() throws InterruptedException {
        try (ItemStore store = onDisk()) {
            store.createTable(TableDefinition.of("sums", KEY));
            Update add = new Update(List.of(), List.of(), List.of(new Update.Add(COUNT, NumberValue.of(1))), List.of());
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(start(() -> {
                    for (int n = 0; n < 500; n++) {
                        store.write(WriteBatch.of(new Write.Change(
                                        "sums", ItemKey.of(new StringValue("x")), add, Optional.empty())))
                                .get(0)
                                .orThrow();
                    }
                }));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            assertEquals(List.of(), failures);
            try (ReadView view = store.openView()) {
                assertEquals(4000, count(view, "sums"));
            }
            assertEquals(1, store.statistics("sums").itemCount());
        }
    }

    @Test
    void interruptedWritersAndCheckpointsLoseNothing() throws InterruptedException {
        FragileDirectory fragile = new FragileDirectory(new Random(1));
        ItemStore store = Recovery.open(fragile, StoreOptions.defaults());
        store.createTable(TableDefinition.of("sums", KEY));
        Update add = new Update(List.of(), List.of(), List.of(new Update.Add(COUNT, NumberValue.of(1))), List.of());
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String key = i == 0 ? "x" : "x" + i;
            writers.add(start(() -> {
                for (int n = 0; n < 1000; n++) {
                    store.write(WriteBatch.of(
                                    new Write.Change("sums", ItemKey.of(new StringValue(key)), add, Optional.empty())))
                            .get(0)
                            .orThrow();
                    if (n % 100 == 0) {
                        store.checkpoint();
                    }
                }
            }));
        }
        while (writers.stream().anyMatch(Thread::isAlive)) {
            writers.forEach(Thread::interrupt);
            Thread.onSpinWait();
        }
        assertEquals(List.of(), failures);
        try (ItemStore next = Recovery.open(fragile.afterPowerLoss(), StoreOptions.defaults());
                ReadView view = next.openView()) {
            assertEquals(1000, count(view, "sums"));
            assertEquals(6, next.statistics("sums").itemCount());
        }
        store.close();
    }

    @Test
    void closingLetsWritersFinishAndLosesNothing() throws InterruptedException {
        ItemStore store = onDisk();
        store.createTable(TableDefinition.of("sums", KEY));
        long[] acknowledged = new long[4];
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < acknowledged.length; i++) {
            int writer = i;
            writers.add(start(() -> {
                try {
                    for (long n = 1; ; n++) {
                        Item item =
                                Item.of(Map.of("id", new StringValue("writer" + writer), "count", NumberValue.of(n)));
                        store.write(WriteBatch.of(new Write.Put("sums", item, Optional.empty())));
                        acknowledged[writer] = n;
                    }
                } catch (ItemException e) {
                    assertEquals(ErrorCode.STORE_CLOSED, e.code());
                }
            }));
        }
        long items;
        do {
            items = store.statistics("sums").itemCount();
        } while (items < acknowledged.length);
        store.close();
        for (Thread writer : writers) {
            writer.join();
        }
        assertEquals(List.of(), failures);
        try (ItemStore again = onDisk();
                ReadView view = again.openView();
                ItemCursor cursor = view.open(ItemRead.of("sums", Access.Scan.WHOLE))) {
            while (cursor.next()) {
                Item item = cursor.item();
                int writer =
                        Integer.parseInt(((StringValue) item.get("id")).value().substring("writer".length()));
                assertTrue(((NumberValue) item.get("count")).longValue() >= acknowledged[writer]);
            }
        }
    }
}
