package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.partition.PartitionInfo;
import io.itemql.store.mv.partition.Partitions;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partitions split while they are written to, and their counts stay exact. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PartitionTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final TableDefinition TABLE = TableDefinition.of(
            "events",
            KeySchema.of(new KeyAttribute("device", AttributeType.S), new KeyAttribute("at", AttributeType.N)));
    private static final StoreOptions SMALL = StoreOptions.defaults().withPartitionBytes(20_000);

    private static Item event(int device, int at, int size) {
        return Item.of(Map.of(
                "device", new StringValue("device-" + device),
                "at", NumberValue.of(at),
                "text", new StringValue("x".repeat(size))));
    }

    private static Write put(int device, int at, int size) {
        return new Write.Put("events", event(device, at, size), Optional.empty());
    }

    private static void write(ItemStore store, Write write) {
        store.write(WriteBatch.of(write)).get(0).orThrow();
    }

    @Test
    void countsStayExactWhileWritersWork() throws InterruptedException {
        FragileDirectory directory = new FragileDirectory(new Random(SEED));
        try (MvItemStore store = Recovery.open(directory, SMALL)) {
            store.createTable(TABLE);
            List<Thread> writers = new ArrayList<>();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 4; i++) {
                Random random = new Random(SEED + i);
                Thread writer = new Thread(() -> {
                    for (int n = 0; n < 3000; n++) {
                        int device = random.nextInt(300);
                        int at = random.nextInt(20);
                        write(
                                store,
                                random.nextInt(5) > 0
                                        ? put(device, at, random.nextInt(100))
                                        : new Write.Delete(
                                                "events",
                                                ItemKey.of(new StringValue("device-" + device), NumberValue.of(at)),
                                                Optional.empty()));
                    }
                });
                writer.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
                writer.start();
                writers.add(writer);
            }
            while (writers.stream().anyMatch(Thread::isAlive)) {
                store.checkpoint();
            }
            for (Thread writer : writers) {
                writer.join();
            }
            assertEquals(List.of(), failures, "-Dseed=" + SEED);
            checkCounts(store);
            assertTrue(store.partitions("events").size() > 4, "only " + store.partitions("events"));
        }
        try (MvItemStore store = Recovery.open(directory, SMALL)) {
            checkCounts(store);
        }
        try (MvItemStore store = Recovery.open(directory.afterKill(), SMALL)) {
            checkCounts(store);
        }
    }

    /** Every partition holds what a scan finds in its range. */
    private static void checkCounts(MvItemStore store) {
        List<PartitionInfo> partitions = store.partitions("events");
        long end = 0;
        long items = 0;
        for (PartitionInfo partition : partitions) {
            assertEquals(end, partition.from());
            end = partition.to();
            items += partition.items();
        }
        assertEquals(Partitions.HASHES, end);
        MvItemStore fresh = MvItemStore.inMemory("recount");
        fresh.createTable(TABLE);
        List<Write> puts = new ArrayList<>();
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of("events", Access.Scan.WHOLE))) {
            while (cursor.next()) {
                puts.add(new Write.Put("events", cursor.item(), Optional.empty()));
            }
        }
        fresh.write(new WriteBatch(puts, false));
        assertEquals(fresh.statistics("events"), store.statistics("events"), "-Dseed=" + SEED);
        assertEquals(puts.size(), items);
        fresh.close();
    }

    @Test
    void resumeKeyOutlivesASplit() {
        try (MvItemStore store = Recovery.open(new FragileDirectory(new Random(SEED)), SMALL)) {
            store.createTable(TABLE);
            for (int device = 0; device < 200; device++) {
                write(store, put(device, 1, 20));
            }
            Optional<ItemPosition> resume;
            int read = 0;
            ItemRead page = ItemRead.of("events", Access.Scan.WHOLE).withPage(50, Long.MAX_VALUE);
            try (ReadView view = store.openView();
                    ItemCursor cursor = view.open(page)) {
                while (cursor.next()) {
                    read++;
                }
                resume = cursor.resumeKey();
            }
            for (int device = 0; device < 200; device++) {
                write(store, put(device, 1, 300));
            }
            store.checkpoint();
            store.checkpoint();
            assertTrue(store.partitions("events").size() > 1);
            try (ReadView view = store.openView();
                    ItemCursor cursor =
                            view.open(ItemRead.of("events", Access.Scan.WHOLE).withStartAfter(resume.orElseThrow()))) {
                while (cursor.next()) {
                    read++;
                }
            }
            assertEquals(200, read);
        }
    }

    @Test
    void oneItemCollectionIsNeverDivided() {
        try (MvItemStore store = Recovery.open(new FragileDirectory(new Random(SEED)), SMALL)) {
            store.createTable(TABLE);
            for (int at = 0; at < 500; at++) {
                write(store, put(1, at, 100));
            }
            store.checkpoint();
            assertEquals(1, store.partitions("events").size());
            ItemException e = assertThrows(ItemException.class, () -> store.partitions("nope"));
            assertEquals(ErrorCode.UNKNOWN_TABLE, e.code());
        }
    }
}
