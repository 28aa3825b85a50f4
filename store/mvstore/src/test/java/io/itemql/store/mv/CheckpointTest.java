package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.file.WatchedDirectory;
import io.itemql.store.mv.file.WatchedDirectory.Operation;
import io.itemql.store.mv.journal.Durability;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import io.itemql.tck.file.StoredFiles;
import io.itemql.tck.store.IndexCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checkpoints that meet another one, or a write, that fails. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CheckpointTest {
    private static final String TABLE = "items";
    private static final IndexDefinition BY_NUMBER =
            IndexDefinition.global("by_number", KeySchema.of(new KeyAttribute("n", AttributeType.N)), Projection.ALL);
    private static final TableDefinition DEFINITION = TableDefinition.of(
                    TABLE, KeySchema.of(new KeyAttribute("id", AttributeType.S)))
            .withIndexes(List.of(BY_NUMBER));

    private final FragileDirectory disk = new FragileDirectory(new Random(1));
    private final WatchedDirectory directory = new WatchedDirectory(disk);

    private static void put(ItemStore store, int id, int n) {
        Item item = Item.of(Map.of(
                "id", new StringValue("item" + id), "n", NumberValue.of(n), "text", new StringValue("x".repeat(500))));
        store.write(WriteBatch.of(new Write.Put(TABLE, item, Optional.empty())))
                .get(0)
                .orThrow();
    }

    private static void putAll(ItemStore store, int n) {
        for (int id = 0; id < 200; id++) {
            put(store, id, n);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static AtomicReference<Throwable> checkpointLater(ItemStore store, List<Thread> threads) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(store::checkpoint);
        thread.setUncaughtExceptionHandler((failed, e) -> failure.set(e));
        thread.start();
        threads.add(thread);
        return failure;
    }

    /** Every item is there with one of two numbers, and the files and the second reader find nothing wrong. */
    private static void checkReopened(FragileDirectory directory, int n, int orElse) {
        assertEquals(List.of(), StoredFiles.read(directory.files()).problems());
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults());
                ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(TABLE, Access.Scan.WHOLE))) {
            int count = 0;
            while (cursor.next()) {
                AttributeValue found = cursor.item().get("n");
                assertTrue(found.equals(NumberValue.of(n)) || found.equals(NumberValue.of(orElse)), found::toString);
                count++;
            }
            assertEquals(200, count);
            IndexCheck.check(store, TABLE);
            assertEquals(
                    List.of(),
                    store.maintenance().orElseThrow().check(Optional.empty(), Cancellation.NONE).stream()
                            .filter(row -> row.get("finding") != null)
                            .toList());
        }
    }

    @Test
    void secondOneDoesNotBeginBehindOneThatFails() throws InterruptedException {
        ItemStore store = Recovery.open(directory, StoreOptions.defaults());
        store.createTable(DEFINITION);
        for (int n = 0; n < 3; n++) {
            putAll(store, n);
            store.checkpoint();
        }
        putAll(store, 3);
        CountDownLatch atPointer = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean failed = new AtomicBoolean();
        AtomicBoolean wrote = new AtomicBoolean();
        directory.watch((file, operation, position, length) -> {
            if (file.equals(Recovery.PAGES) && operation == Operation.WRITE) {
                if (failed.get()) {
                    wrote.set(true);
                } else if (position < 8192) {
                    atPointer.countDown();
                    await(goOn);
                    failed.set(true);
                    throw new IOException("injected between chunk and pointer");
                }
            }
        });
        List<Thread> threads = new ArrayList<>();
        AtomicReference<Throwable> first = checkpointLater(store, threads);
        atPointer.await();
        AtomicReference<Throwable> second = checkpointLater(store, threads);
        while (threads.get(1).getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(first.get().getMessage().contains("injected"), first::toString);
        assertTrue(second.get().getMessage().contains("a checkpoint has failed before"), second::toString);
        assertEquals(false, wrote.get());
        // All writes are in the journal, so they may be read.
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(TABLE, Access.Scan.WHOLE))) {
            assertTrue(cursor.next());
        }
        checkReopened(disk.afterPowerLoss(FragileDirectory.Loss.DROPPED), 3, 3);
        checkReopened(disk.afterKill(), 3, 3);
        store.close();
    }

    @Test
    void writeThatWasDoneByHalfIsNotSaved() throws InterruptedException {
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            store.createTable(DEFINITION);
            putAll(store, 0);
        }
        // Of the index only the root is in memory now, and of the rows what is read.
        ItemStore store = Recovery.open(directory, StoreOptions.defaults().withDurability(Durability.OS));
        store.createTable(TableDefinition.of("other", DEFINITION.keys()));
        try (ReadView view = store.openView();
                ItemCursor cursor =
                        view.open(ItemRead.of(TABLE, new Access.Get(List.of(ItemKey.of(new StringValue("item0"))))))) {
            assertTrue(cursor.next());
        }
        CountDownLatch atJournal = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        directory.watch((file, operation, position, length) -> {
            if (file.startsWith("journal") && operation == Operation.FORCE) {
                atJournal.countDown();
                await(goOn);
            } else if (file.equals(Recovery.PAGES) && operation == Operation.READ) {
                throw new IOException("injected");
            }
        });
        List<Thread> threads = new ArrayList<>();
        AtomicReference<Throwable> checkpoint = checkpointLater(store, threads);
        atJournal.await();
        ItemException half = assertThrows(ItemException.class, () -> put(store, 0, 1));
        assertEquals(ErrorCode.IO_ERROR, half.code());
        directory.watch((file, operation, position, length) -> {});
        goOn.countDown();
        threads.get(0).join();
        assertTrue(checkpoint.get() != null, "the checkpoint has saved half a write");
        // Whether the write is there is open, for it was not acknowledged.
        checkReopened(disk.afterKill(), 0, 1);
        store.close();
    }
}
