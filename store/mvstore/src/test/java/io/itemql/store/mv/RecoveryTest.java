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
import io.itemql.store.Capability;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.StoreAddress;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found when a store is opened, and what is refused. */
final class RecoveryTest {
    private static final TableDefinition TABLE =
            TableDefinition.of("things", KeySchema.of(new KeyAttribute("id", AttributeType.N)));

    @TempDir
    private Path directory;

    private ItemStore open(Map<String, String> options) {
        return open(directory, options);
    }

    private static ItemStore open(Path path, Map<String, String> options) {
        return new MvItemStoreProvider().open(new StoreAddress("file", path.toString()), options);
    }

    private static void put(ItemStore store, int from, int to) {
        List<Write> writes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Item item = Item.of(Map.of("id", NumberValue.of(i), "text", new StringValue("thing " + i)));
            writes.add(new Write.Put("things", item, Optional.empty()));
        }
        store.write(new WriteBatch(writes, false)).forEach(outcome -> outcome.orThrow());
    }

    private static int count(ItemStore store) {
        int count = 0;
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of("things", Access.Scan.WHOLE))) {
            while (cursor.next()) {
                assertEquals(
                        new StringValue("thing " + cursor.item().get("id")),
                        cursor.item().get("text"));
                count++;
            }
        }
        return count;
    }

    private ErrorCode refusal(Map<String, String> options) {
        return assertThrows(ItemException.class, () -> open(options)).code();
    }

    @Test
    void everythingIsThereAfterClosing() {
        long version;
        try (ItemStore store = open(Map.of())) {
            assertTrue(store.capabilities().contains(Capability.CHECKPOINTS));
            store.createTable(TABLE);
            put(store, 0, 1000);
            store.checkpoint();
            put(store, 1000, 1500);
            version = store.catalogue().table("things").orElseThrow().version();
        }
        try (ItemStore store = open(Map.of("durability", "os"))) {
            assertEquals(1500, count(store));
            assertEquals(1500, store.statistics("things").itemCount());
            assertEquals(
                    version, store.catalogue().table("things").orElseThrow().version());
            store.dropTable("things");
            assertTrue(store.createTable(TABLE).version() > version);
        }
    }

    @Test
    void viewSurvivesCheckpointsAndTheDropOfItsTable() {
        try (ItemStore store = open(Map.of("cacheMegabytes", "1"))) {
            store.createTable(TABLE);
            put(store, 0, 20_000);
            store.checkpoint();
            try (ReadView view = store.openView()) {
                for (int round = 0; round < 5; round++) {
                    put(store, 20_000 * round, 20_000 * (round + 1));
                    store.checkpoint();
                }
                store.dropTable("things");
                store.checkpoint();
                store.createTable(TABLE);
                put(store, 0, 20_000);
                store.checkpoint();
                store.checkpoint();
                int count = 0;
                try (ItemCursor cursor = view.open(ItemRead.of("things", Access.Scan.WHOLE))) {
                    while (cursor.next()) {
                        count++;
                    }
                }
                assertEquals(20_000, count);
            }
            assertEquals(20_000, count(store));
        }
    }

    @Test
    void directoryInUseNamesItsHolder() {
        try (ItemStore store = open(Map.of())) {
            ItemException e = assertThrows(ItemException.class, () -> open(Map.of()));
            assertEquals(ErrorCode.STORE_IN_USE, e.code());
            assertTrue(
                    e.getMessage()
                            .contains("this process " + ProcessHandle.current().pid()),
                    e.getMessage());
            assertEquals(List.of(), store.catalogue().tables());
        }
        open(Map.of()).close();
    }

    @Test
    void directoryOfSomebodyElseIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("letter.txt"), "Dear Sir");
        ItemException e = assertThrows(ItemException.class, () -> open(Map.of()));
        assertEquals(ErrorCode.NOT_A_STORE, e.code());
        assertTrue(e.getMessage().contains("letter.txt"), e.getMessage());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
        Path file = directory.resolve("letter.txt");
        ItemException other = assertThrows(ItemException.class, () -> new MvItemStoreProvider()
                .open(new StoreAddress("file", file.toString()), Map.of()));
        assertEquals(ErrorCode.NOT_A_STORE, other.code());
    }

    @Test
    void storeWithoutItsHeaderIsNotMadeAnew() throws IOException {
        Path path = directory.resolve("store");
        try (ItemStore store = open(path, Map.of())) {
            store.createTable(TABLE);
            put(store, 0, 100);
        }
        byte[] header = Files.readAllBytes(path.resolve("itemql.store"));
        Files.delete(path.resolve("itemql.store"));
        ItemException e = assertThrows(ItemException.class, () -> open(path, Map.of()));
        assertEquals(ErrorCode.STORE_DAMAGED, e.code());
        assertTrue(e.getMessage().contains("recover=true"), e.getMessage());
        Files.write(path.resolve("itemql.store"), header);
        try (ItemStore store = open(path, Map.of())) {
            assertEquals(100, count(store));
        }
        Files.delete(path.resolve("itemql.store"));
        try (ItemStore store = open(path, Map.of("recover", "true"))) {
            assertEquals(100, count(store));
        }
    }

    @Test
    void storeThatWasMadeByHalfIsMadeAnew() throws IOException {
        Path path = directory.resolve("store");
        try (ItemStore store = open(path, Map.of())) {
            store.createTable(TABLE);
        }
        Files.move(path.resolve("itemql.store"), path.resolve("itemql.store.new"));
        for (Map<String, String> options : List.of(Map.of("recover", "true"), Map.<String, String>of())) {
            try (ItemStore store = open(path, options)) {
                assertEquals(List.of(), store.catalogue().tables());
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    @Test
    void newerFormatIsRefused() throws IOException {
        open(Map.of()).close();
        Path header = directory.resolve("itemql.store");
        Files.writeString(header, Files.readString(header).replace("format 4", "format 5"));
        ItemException e = assertThrows(ItemException.class, () -> open(Map.of()));
        assertEquals(ErrorCode.FORMAT_TOO_NEW, e.code());
        assertTrue(e.getMessage().contains("version 4"), e.getMessage());
    }

    @Test
    void olderFormatIsReadAndRaised() throws IOException {
        try (ItemStore store = open(Map.of())) {
            store.createTable(TABLE);
            put(store, 0, 10);
        }
        Path header = directory.resolve("itemql.store");
        Files.writeString(header, Files.readString(header).replace("format 4", "format 1"));
        try (ItemStore store = open(Map.of())) {
            assertEquals(10, store.statistics(TABLE.name()).itemCount());
        }
        assertTrue(Files.readString(header).contains("format 4"));
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        try (ItemStore store = open(Map.of())) {
            store.createTable(TABLE);
            put(store, 0, 5000);
        }
        byte[] pages = Files.readAllBytes(directory.resolve("items.mv"));
        Files.write(directory.resolve("items.mv"), new byte[100]);
        assertEquals(ErrorCode.STORE_DAMAGED, refusal(Map.of()));
        Files.write(directory.resolve("items.mv"), "x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertEquals(ErrorCode.STORE_DAMAGED, refusal(Map.of()));
        Files.delete(directory.resolve("items.mv"));
        assertEquals(ErrorCode.STORE_DAMAGED, refusal(Map.of()));
        Files.write(directory.resolve("items.mv"), pages);
        Files.writeString(directory.resolve("itemql.store"), "something else");
        assertEquals(ErrorCode.STORE_DAMAGED, refusal(Map.of()));
    }

    @Test
    void flippedBitInTheRowsIsNeverAnAnswer() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        FragileDirectory intact = new FragileDirectory(random);
        try (ItemStore store = Recovery.open(intact, StoreOptions.defaults())) {
            store.createTable(TABLE);
            put(store, 0, 300);
        }
        int found = 0;
        for (int round = 0; round < 150; round++) {
            FragileDirectory damaged = intact.afterKill();
            String file = random.nextInt(10) == 0 ? "items.mv.sums" : "items.mv";
            long bit = random.nextLong(damaged.length(file) * 8);
            damaged.flipBit(file, bit);
            try (ItemStore store = Recovery.open(damaged, StoreOptions.defaults())) {
                assertEquals(300, count(store), "-Dseed=" + seed + ", bit " + bit + " of " + file);
            } catch (ItemException e) {
                assertEquals(ErrorCode.STORE_DAMAGED, e.code(), "-Dseed=" + seed + ", bit " + bit + " of " + file);
                found++;
            }
        }
        assertTrue(found > 0, "-Dseed=" + seed);
    }

    @Test
    void wrongOptionsAreRefusedBeforeAnythingHappens() throws IOException {
        assertEquals(ErrorCode.INVALID_OPTION_VALUE, refusal(Map.of("durability", "maybe")));
        assertEquals(ErrorCode.INVALID_OPTION_VALUE, refusal(Map.of("cacheMegabytes", "-1")));
        try (Stream<Path> files = Files.list(directory)) {
            assertFalse(files.findAny().isPresent());
        }
    }

    @Test
    void interruptedReaderHarmsNobody() {
        try (ItemStore store = open(Map.of("cacheMegabytes", "1"))) {
            store.createTable(TABLE);
            put(store, 0, 30_000);
            store.checkpoint();
            Thread.currentThread().interrupt();
            assertEquals(30_000, count(store));
            put(store, 1, 2);
            assertTrue(Thread.interrupted());
            assertEquals(30_000, count(store));
        }
    }

    @Test
    void storeThatCannotRecordAWriteIsReadAgainWhenItIsOpenedAgain() {
        FragileDirectory fragile = new FragileDirectory(new Random(1));
        ItemStore store = Recovery.open(fragile, StoreOptions.defaults());
        store.createTable(TABLE);
        put(store, 0, 10);
        fragile.failAt(2, true);
        assertEquals(
                ErrorCode.IO_ERROR,
                assertThrows(ItemException.class, () -> put(store, 0, 20)).code());
        assertEquals(
                ErrorCode.IO_ERROR,
                assertThrows(ItemException.class, () -> put(store, 30, 31)).code());
        assertThrows(ItemException.class, store::checkpoint);
        // A refused write would show.
        assertEquals(
                ErrorCode.IO_ERROR,
                assertThrows(ItemException.class, () -> count(store)).code());
        store.close();
        try (ItemStore again = Recovery.open(fragile, StoreOptions.defaults())) {
            assertTrue(count(again) >= 10);
            put(again, 100, 101);
        }
    }
}
