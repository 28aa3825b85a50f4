package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.IndexInfo;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.Maintenance;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import io.itemql.tck.file.StoredFiles;
import io.itemql.tck.store.IndexCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** A backup is one moment of the store, whatever happens meanwhile; half a backup is none. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BackupTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final KeyAttribute WRITER = new KeyAttribute("writer", AttributeType.S);
    /** With indexes of every kind; each holds a fifth of the items. */
    private static final TableDefinition TABLE = TableDefinition.of(
                    "events", KeySchema.of(WRITER, new KeyAttribute("n", AttributeType.N)))
            .withIndexes(List.of(
                    IndexDefinition.global(
                            "by_one", KeySchema.of(new KeyAttribute("shape1", AttributeType.N)), Projection.ALL),
                    IndexDefinition.global(
                            "by_two",
                            KeySchema.of(new KeyAttribute("shape2", AttributeType.N), WRITER),
                            Projection.include(List.of("text"))),
                    IndexDefinition.local(
                            "by_three",
                            KeySchema.of(WRITER, new KeyAttribute("shape3", AttributeType.N)),
                            Projection.KEYS_ONLY)));

    private static final TableDefinition OTHER = new TableDefinition(
            "others",
            KeySchema.of(new KeyAttribute("id", AttributeType.N)),
            false,
            List.of(new DeclaredColumn("since", ColumnType.TIMESTAMP)),
            Map.of("billing_mode", "PAY_PER_REQUEST"));

    @TempDir
    Path directory;

    private static Item event(String writer, int n) {
        return Item.of(Map.of(
                "writer",
                new StringValue(writer),
                "n",
                NumberValue.of(n),
                "text",
                new StringValue("x".repeat(n % 50)),
                "shape" + n % 5,
                NumberValue.of(n)));
    }

    private static void put(MvItemStore store, String table, Item item) {
        store.write(WriteBatch.of(new Write.Put(table, item, Optional.empty())))
                .get(0)
                .orThrow();
    }

    private static MvItemStore filled(MvItemStore store) {
        store.createTable(OTHER);
        store.createTable(TABLE);
        store.alterTable(TABLE);
        for (int i = 0; i < 300; i++) {
            put(store, "events", event("w" + i % 3, i));
        }
        put(store, "others", Item.of(Map.of("id", NumberValue.of(7))));
        return store;
    }

    private static Set<Item> items(MvItemStore store, String table) {
        Set<Item> items = new HashSet<>();
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(table, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                assertTrue(items.add(cursor.item()));
            }
        }
        return items;
    }

    private static MvMaintenance maintenance(MvItemStore store) {
        return (MvMaintenance) store.maintenance().orElseThrow();
    }

    /** Also that every index has the entries of its items and is in use. */
    private static void assertSound(MvItemStore store) {
        if (store.catalogue().table("events").isPresent()) {
            assertEquals(
                    TABLE.indexes(),
                    store.catalogue().table("events").orElseThrow().indexes().stream()
                            .filter(IndexInfo::isActive)
                            .map(IndexInfo::definition)
                            .toList());
            IndexCheck.check(store, "events");
        }
        assertEquals(
                List.of(),
                maintenance(store).check(Optional.empty(), Cancellation.NONE).stream()
                        .filter(row -> row.get("finding") != null)
                        .toList());
    }

    @Test
    void comesBackAsItWasInMemoryAndOnDisk() {
        try (MvItemStore store = filled(MvItemStore.inMemory("m"))) {
            FragileDirectory target = new FragileDirectory(new Random(SEED));
            List<Item> saved = maintenance(store).backup(target, Cancellation.NONE);
            assertEquals(2, saved.size());
            assertEquals(
                    Maintenance.SAVED.row(
                            "events", 300, store.statistics("events").itemBytes()),
                    saved.get(0));
            try (MvItemStore restored = MvItemStore.inMemory("r")) {
                assertEquals(saved, maintenance(restored).restore(target, Optional.empty(), Cancellation.NONE));
                assertEquals(items(store, "events"), items(restored, "events"));
                assertEquals(items(store, "others"), items(restored, "others"));
                assertEquals(
                        OTHER,
                        restored.catalogue().table("others").orElseThrow().definition());
                assertSound(restored);
            }
            // A backup is a store.
            StoredFiles files = StoredFiles.read(target.files());
            assertEquals(List.of(), files.problems());
            assertEquals(items(store, "events"), Set.copyOf(files.items().get("events")));
            assertEquals(Map.of("events.by_one", 60, "events.by_two", 60, "events.by_three", 60), files.entries());
            try (MvItemStore opened = Recovery.open(target.afterPowerLoss(), StoreOptions.defaults())) {
                assertEquals(items(store, "events"), items(opened, "events"));
                assertEquals(store.statistics("events"), opened.statistics("events"));
                assertSound(opened);
                put(opened, "events", event("later", 1));
                opened.createTable(TableDefinition.of("new_one", OTHER.keys()));
            }
        }
    }

    @Test
    void oneTableComesBackAlone() {
        try (MvItemStore store = filled(MvItemStore.inMemory("m"));
                MvItemStore restored = MvItemStore.inMemory("r")) {
            FragileDirectory target = new FragileDirectory(new Random(SEED));
            maintenance(store).backup(target, Cancellation.NONE);
            maintenance(restored).restore(target, Optional.of("others"), Cancellation.NONE);
            assertEquals(1, restored.catalogue().tables().size());
            assertFails(ErrorCode.TABLE_EXISTS, () -> maintenance(restored)
                    .restore(target, Optional.empty(), Cancellation.NONE));
            assertEquals(1, restored.catalogue().tables().size());
            assertFails(ErrorCode.UNKNOWN_TABLE, () -> maintenance(restored)
                    .restore(target, Optional.of("nope"), Cancellation.NONE));
        }
    }

    private static void assertFails(ErrorCode code, Runnable action) {
        assertEquals(code, assertThrows(ItemException.class, action::run).code());
    }

    @Test
    void isOneMomentWhileFourWritersWork() throws InterruptedException {
        FragileDirectory files = new FragileDirectory(new Random(SEED));
        StoreOptions options =
                StoreOptions.defaults().withPartitionBytes(20_000).withCheckpointBytes(100_000);
        try (MvItemStore store = Recovery.open(files, options)) {
            store.createTable(TABLE);
            AtomicBoolean stop = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "w" + i;
                writers.add(new Thread(() -> {
                    for (int n = 0; !stop.get(); n++) {
                        put(store, "events", event(name, n));
                    }
                }));
            }
            writers.forEach(Thread::start);
            try {
                for (int round = 0; round < 5; round++) {
                    FragileDirectory target = new FragileDirectory(new Random(SEED));
                    maintenance(store).backup(target, Cancellation.NONE);
                    assertConsistent(target);
                }
            } finally {
                stop.set(true);
                for (Thread writer : writers) {
                    writer.join();
                }
            }
        }
    }

    /** Each writer writes one number after the other, so a moment holds all numbers up to some. */
    private static void assertConsistent(FragileDirectory target) {
        try (MvItemStore copy = Recovery.open(target.afterPowerLoss(), StoreOptions.defaults())) {
            for (int i = 0; i < 4; i++) {
                Set<Item> expected = new HashSet<>();
                StringValue writer = new StringValue("w" + i);
                Set<Item> found = new HashSet<>(items(copy, "events"));
                found.removeIf(item -> !item.get("writer").equals(writer));
                for (int n = 0; n < found.size(); n++) {
                    expected.add(event("w" + i, n));
                }
                assertEquals(expected, found, "seed " + SEED);
            }
            assertSound(copy);
        }
    }

    @Test
    void aCrashAtAnyOperationLeavesABackupThatIsCompleteOrRefused() {
        try (MvItemStore store = filled(MvItemStore.inMemory("m"))) {
            Set<Item> events = items(store, "events");
            int refused = 0;
            for (long n = 1; ; n++) {
                FragileDirectory target = new FragileDirectory(new Random(SEED + n));
                target.failAt(n, false);
                boolean finished = true;
                try {
                    maintenance(store).backup(target, Cancellation.NONE);
                } catch (ItemException e) {
                    finished = false;
                }
                if (finished && target.hasFailed()) {
                    fail("operation " + n + " failed and nobody noticed; seed " + SEED);
                }
                for (FragileDirectory left : List.of(target.afterKill(), target.afterPowerLoss())) {
                    refused += isComplete(left, events, n) ? 0 : 1;
                }
                if (finished) {
                    assertTrue(refused > 20, "only " + refused + " refusals");
                    return;
                }
            }
        }
    }

    private static boolean isComplete(FragileDirectory left, Set<Item> events, long n) {
        try (MvItemStore restored = MvItemStore.inMemory("r")) {
            maintenance(restored).restore(left, Optional.empty(), Cancellation.NONE);
            assertEquals(events, items(restored, "events"), "seed " + SEED + ", operation " + n);
            return true;
        } catch (ItemException e) {
            assertEquals(ErrorCode.NOT_A_BACKUP, e.code(), e.getMessage());
            return false;
        }
    }

    @Test
    void aCrashDuringARestoreLeavesNoHalfTableUnmarked() {
        FragileDirectory backup = new FragileDirectory(new Random(SEED));
        try (MvItemStore store = filled(MvItemStore.inMemory("m"))) {
            maintenance(store).backup(backup, Cancellation.NONE);
        }
        for (long n = 1; n < 400; n += 3) {
            FragileDirectory files = new FragileDirectory(new Random(SEED + n));
            MvItemStore store = Recovery.open(files, StoreOptions.defaults());
            files.failAt(n, false);
            boolean crashed = false;
            try {
                maintenance(store).restore(backup, Optional.empty(), Cancellation.NONE);
            } catch (ItemException e) {
                crashed = true;
            }
            try (MvItemStore next = Recovery.open(files.afterPowerLoss(), StoreOptions.defaults())) {
                for (String table : List.of("events", "others")) {
                    boolean whole = next.catalogue()
                            .table(table)
                            .filter(found -> !found.definition().options().containsKey(BackupReader.UNFINISHED))
                            .isPresent();
                    if (whole) {
                        assertEquals(
                                table.equals("events") ? 300 : 1,
                                items(next, table).size());
                    }
                }
            }
            if (!crashed) {
                return;
            }
        }
    }

    @Test
    void needsARightAndANewDirectory() throws IOException {
        Path allowed = Files.createDirectory(directory.resolve("backups"));
        Path outside = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(allowed.resolve("link"), outside);
        StoreOptions options = StoreOptions.parse(Map.of(StoreOptions.ALLOW, "files:" + allowed));
        try (MvItemStore without = MvItemStore.inMemory("m");
                MvItemStore store = filled(MvItemStore.inMemory("m", options))) {
            Maintenance work = maintenance(store);
            assertFails(
                    ErrorCode.FILES_NOT_ALLOWED, () -> maintenance(without).backup(allowed + "/a", Cancellation.NONE));
            assertFails(ErrorCode.FILES_NOT_ALLOWED, () -> maintenance(without)
                    .restore(allowed + "/a", Optional.empty(), Cancellation.NONE));
            for (String bad : List.of(outside + "/a", "../a", "link/a", allowed + "/../a", "/etc", allowed + "x")) {
                assertFails(ErrorCode.FILES_NOT_ALLOWED, () -> work.backup(bad, Cancellation.NONE));
            }
            work.backup("one", Cancellation.NONE);
            work.backup(allowed.resolve("two/deep").toString(), Cancellation.NONE);
            assertFails(ErrorCode.BACKUP_REFUSED, () -> work.backup("one", Cancellation.NONE));
            assertFails(ErrorCode.NOT_A_BACKUP, () -> work.restore("two", Optional.empty(), Cancellation.NONE));
            Cancellation cancelled = Cancellation.create();
            cancelled.cancel();
            assertFails(ErrorCode.CANCELLED, () -> work.backup("three", cancelled));
            assertFails(ErrorCode.NOT_A_BACKUP, () -> work.restore("three", Optional.empty(), Cancellation.NONE));
            assertFails(
                    ErrorCode.NOT_A_STORE,
                    () -> Recovery.open(new DiskDirectory(allowed.resolve("three")), StoreOptions.defaults()));
        }
    }

    @Test
    void aBackupThatWasUsedAsAStoreIsNoneAnyMore() {
        FragileDirectory target = new FragileDirectory(new Random(SEED));
        try (MvItemStore store = filled(MvItemStore.inMemory("m"))) {
            maintenance(store).backup(target, Cancellation.NONE);
            try (MvItemStore opened = Recovery.open(target, StoreOptions.defaults())) {
                put(opened, "others", Item.of(Map.of("id", NumberValue.of(8))));
            }
            try (MvItemStore restored = MvItemStore.inMemory("r")) {
                assertFails(ErrorCode.NOT_A_BACKUP, () -> maintenance(restored)
                        .restore(target, Optional.empty(), Cancellation.NONE));
            }
        }
    }
}
