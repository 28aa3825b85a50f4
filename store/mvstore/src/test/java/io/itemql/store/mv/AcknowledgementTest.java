package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.Isolation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.file.WatchedDirectory;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** No write is acknowledged before it, and what it rests on, is on the disk; and one force serves all who wait. */
final class AcknowledgementTest {
    private static final TableDefinition TABLE =
            TableDefinition.of("things", KeySchema.of(new KeyAttribute("id", AttributeType.N)));

    private final FragileDirectory disk = new FragileDirectory(new Random(1));
    private final WatchedDirectory directory = new WatchedDirectory(disk);
    private volatile CountDownLatch held = new CountDownLatch(0);

    @BeforeEach
    void letForcesOfTheJournalBeHeld() {
        directory.watch((file, operation, position, length) -> {
            if (operation == WatchedDirectory.Operation.FORCE && file.startsWith("journal")) {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
    }

    private void hold() {
        held = new CountDownLatch(1);
    }

    private void release() {
        held.countDown();
    }

    private static Write put(int id) {
        Item item = Item.of(Map.of("id", NumberValue.of(id), "text", new StringValue("same")));
        return new Write.Put("things", item, Optional.empty());
    }

    /** Writes on a thread of its own: the common pool of a small machine has fewer than there are writers. */
    private static CompletableFuture<Boolean> write(ItemStore store, Write write) {
        return CompletableFuture.supplyAsync(
                () -> store.write(WriteBatch.of(write)).get(0).failure().isEmpty(), task -> new Thread(task).start());
    }

    private static boolean isThere(ItemStore store, int id) {
        return isThere(store.openView(), id);
    }

    private static boolean isThere(ReadView opened, int id) {
        try (ReadView view = opened;
                ItemCursor cursor =
                        view.open(ItemRead.of("things", new Access.Get(List.of(ItemKey.of(NumberValue.of(id))))))) {
            return cursor.next();
        }
    }

    private static void assertWaits(CompletableFuture<Boolean> write) {
        assertThrows(TimeoutException.class, () -> write.get(100, TimeUnit.MILLISECONDS));
    }

    @Test
    void writeThatChangesNothingWaitsForTheOneThatDid() throws Exception {
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            store.createTable(TABLE);
            hold();
            CompletableFuture<Boolean> first = write(store, put(1));
            while (!isThere(store, 1)) {
                Thread.onSpinWait();
            }
            CompletableFuture<Boolean> second = write(store, put(1));
            assertWaits(second);
            assertWaits(first);
            release();
            assertTrue(first.get(10, TimeUnit.SECONDS));
            assertTrue(second.get(10, TimeUnit.SECONDS));
            // Nothing is open any more, so nothing is waited for.
            hold();
            assertTrue(write(store, put(1)).get(10, TimeUnit.SECONDS));
            release();
        }
    }

    @Test
    void transactionThatOnlyReadWaitsForWhatItRead() throws Exception {
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            store.createTable(TABLE);
            Transaction before = store.begin(Isolation.SNAPSHOT);
            hold();
            CompletableFuture<Boolean> write = write(store, put(1));
            while (!isThere(store, 1)) {
                Thread.onSpinWait();
            }
            Transaction reader = store.begin(Isolation.SNAPSHOT);
            assertTrue(isThere(reader.openView(), 1));
            CompletableFuture<Boolean> commit = commit(reader);
            assertWaits(commit);
            assertWaits(write);
            // It shows nothing that is not on the disk.
            assertTrue(commit(before).get(10, TimeUnit.SECONDS));
            release();
            assertTrue(write.get(10, TimeUnit.SECONDS));
            assertTrue(commit.get(10, TimeUnit.SECONDS));
        }
    }

    private static CompletableFuture<Boolean> commit(Transaction transaction) {
        return CompletableFuture.supplyAsync(
                () -> {
                    transaction.commit();
                    return true;
                },
                task -> new Thread(task).start());
    }

    @Test
    void consistentReadShowsNothingThatIsNotDurable() throws Exception {
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            store.createTable(TABLE);
            ReadView before = store.openView();
            hold();
            CompletableFuture<Boolean> write = write(store, put(1));
            // Whoever reads eventually consistent sees the write before it is acknowledged.
            while (!isThere(store, 1)) {
                Thread.onSpinWait();
            }
            CompletableFuture<Boolean> read = readConsistently(store.openView());
            assertWaits(read);
            assertWaits(write);
            // It shows nothing that is not on the disk.
            assertFalse(readConsistently(before).get(10, TimeUnit.SECONDS));
            release();
            assertTrue(write.get(10, TimeUnit.SECONDS));
            assertTrue(read.get(10, TimeUnit.SECONDS));
            // Nothing is open any more, so nothing is waited for.
            hold();
            assertTrue(readConsistently(store.openView()).get(10, TimeUnit.SECONDS));
            release();
        }
    }

    private static CompletableFuture<Boolean> readConsistently(ReadView opened) {
        ItemRead read = ItemRead.of("things", new Access.Get(List.of(ItemKey.of(NumberValue.of(1)))))
                .withConsistent(true);
        return CompletableFuture.supplyAsync(
                () -> {
                    try (ReadView view = opened;
                            ItemCursor cursor = view.open(read)) {
                        return cursor.next();
                    }
                },
                task -> new Thread(task).start());
    }

    @Test
    void writersThatGatherDuringAForceShareTheNext() throws Exception {
        int writers = 20;
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            store.createTable(TABLE);
            hold();
            CompletableFuture<Boolean> first = write(store, put(0));
            while (!isThere(store, 0)) {
                Thread.onSpinWait();
            }
            // The first one is writing or about to; from here on the others only gather.
            Thread.sleep(50);
            List<CompletableFuture<Boolean>> others = new ArrayList<>();
            for (int i = 1; i < writers; i++) {
                others.add(write(store, put(i)));
            }
            for (int i = 1; i < writers; i++) {
                while (!isThere(store, i)) {
                    Thread.onSpinWait();
                }
            }
            Thread.sleep(50);
            disk.failAt(Long.MAX_VALUE, true);
            release();
            assertTrue(first.get(10, TimeUnit.SECONDS));
            for (CompletableFuture<Boolean> other : others) {
                assertTrue(other.get(10, TimeUnit.SECONDS));
            }
            assertEquals(3, disk.operations(), "the first force, then one write and one force for all others");
        }
    }

    private static void assertUnreadable(Executable read) {
        ItemException refused = assertThrows(ItemException.class, read);
        assertEquals(ErrorCode.IO_ERROR, refused.code());
        assertTrue(refused.getMessage().contains("open it again"), refused.getMessage());
    }

    @Test
    void writeThatWasRefusedIsNeverSeen() {
        ItemStore store = Recovery.open(disk, StoreOptions.defaults());
        store.createTable(TABLE);
        store.write(WriteBatch.of(put(1))).get(0).orThrow();
        ReadView before = store.openView();
        disk.failAt(1, FragileDirectory.Failure.EVERYTHING);
        assertEquals(
                ErrorCode.IO_ERROR,
                assertThrows(ItemException.class, () -> store.write(WriteBatch.of(put(2))))
                        .code());
        assertUnreadable(() -> isThere(store, 2));
        assertUnreadable(() -> store.statistics("things"));
        assertUnreadable(() -> store.begin(Isolation.SNAPSHOT));
        assertUnreadable(() -> store.maintenance().orElseThrow().check(Optional.empty(), Cancellation.NONE));
        assertUnreadable(() -> before.open(ItemRead.of("things", Access.Scan.WHOLE)));
        before.close();
        store.close();
        try (ItemStore next =
                Recovery.open(disk.afterPowerLoss(FragileDirectory.Loss.DROPPED), StoreOptions.defaults())) {
            assertTrue(isThere(next, 1));
            assertFalse(isThere(next, 2));
        }
    }
}
