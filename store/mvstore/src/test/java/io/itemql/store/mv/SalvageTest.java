package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be read of a damaged store is saved, nothing is made up, and whatever is lost is told. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SalvageTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int TRIALS = Integer.getInteger("itemql.salvage.trials", 20);
    private static final int ITEMS = 2000;
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(100_000);
    private static final TableDefinition TABLE =
            TableDefinition.of("notes", KeySchema.of(new KeyAttribute("id", AttributeType.N)));

    private static final FragileDirectory FILLED = newlyFilled();

    @TempDir
    Path directory;

    private static Item note(int id, int version) {
        return Item.EMPTY
                .with("id", NumberValue.of(id))
                .with("version", NumberValue.of(version))
                .with("text" + id % 7, new StringValue("x".repeat(id % 200)));
    }

    private static void put(ItemStore store, int id, int version) {
        store.write(WriteBatch.of(new Write.Put("notes", note(id, version), Optional.empty())))
                .get(0)
                .orThrow();
    }

    /** All items in version 0 saved by a checkpoint, then every third in version 1 in the journal only. */
    private static void fill(MvItemStore store) {
        store.createTable(TABLE);
        for (int id = 0; id < ITEMS; id++) {
            put(store, id, 0);
        }
        store.checkpoint();
        for (int id = 0; id < ITEMS; id += 3) {
            put(store, id, 1);
        }
    }

    private static FragileDirectory filled() {
        return FILLED.afterKill();
    }

    private static FragileDirectory newlyFilled() {
        FragileDirectory files = new FragileDirectory(new Random(SEED));
        MvItemStore store = Recovery.open(files, OPTIONS);
        fill(store);
        FragileDirectory left = files.afterKill();
        store.close();
        return left;
    }

    private static Map<Integer, Item> notes(ItemStore store) {
        Map<Integer, Item> notes = new HashMap<>();
        if (store.catalogue().table("notes").isEmpty()) {
            return notes;
        }
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of("notes", Access.Scan.WHOLE))) {
            while (cursor.next()) {
                int id = (int) ((NumberValue) cursor.item().get("id")).longValue();
                notes.put(id, cursor.item());
            }
        }
        return notes;
    }

    /** Salvages, checks that nothing is made up and nothing missing without a word, and gives the items. */
    private static Map<Integer, Item> salvaged(FragileDirectory damaged, String what) {
        FragileDirectory target = new FragileDirectory(new Random(SEED));
        SalvageReport report = Salvage.run(damaged, target, OPTIONS);
        try (MvItemStore store = Recovery.open(target, OPTIONS)) {
            Map<Integer, Item> notes = notes(store);
            int missing = 0;
            for (int id = 0; id < ITEMS; id++) {
                Item last = note(id, id % 3 == 0 ? 1 : 0);
                Item found = notes.get(id);
                if (!last.equals(found)) {
                    missing++;
                    assertTrue(found == null || found.equals(note(id, 0)), what + " made up " + found);
                }
            }
            assertTrue(notes.size() <= ITEMS, what);
            if (missing > 0) {
                assertFalse(report.isComplete(), what + ": " + missing + " items are missing without a word");
            }
            assertEquals(
                    List.of(),
                    store.maintenance().orElseThrow().check(Optional.empty(), Cancellation.NONE).stream()
                            .filter(row -> row.get("finding") != null)
                            .toList());
            return notes;
        }
    }

    private static List<String> segments(FragileDirectory files) throws IOException {
        return files.list().stream().filter(name -> name.startsWith("journal-")).toList();
    }

    @Test
    void aWholeStoreIsSavedWhole() {
        FragileDirectory files = filled();
        assertEquals(ITEMS, salvaged(files, "undamaged").size());
    }

    @Test
    void aFlippedBitInTheJournalCostsOneRecord() throws IOException {
        FragileDirectory files = filled();
        String last = segments(files).get(segments(files).size() - 1);
        // Within the records that the checkpoint does not have.
        files.flipBit(last, 5000 * 8);
        assertThrows(ItemException.class, () -> Recovery.open(files, OPTIONS));
        Map<Integer, Item> notes = salvaged(files, "a bit in " + last);
        long old = notes.values().stream()
                .filter(note -> note.equals(note((int) ((NumberValue) note.get("id")).longValue(), 1)))
                .count();
        assertEquals(ITEMS, notes.size());
        assertTrue(old >= (ITEMS + 2) / 3 - 1, "only " + old + " of the later versions");
    }

    @Test
    void withoutTheMapsTheJournalIsSavedAsFarAsItGoes() throws IOException {
        FragileDirectory files = filled();
        for (int bit = 0; bit < 2 * 4096 * 8; bit += 64) {
            files.flipBit("items.mv", bit);
        }
        assertThrows(ItemException.class, () -> Recovery.open(files, OPTIONS));
        salvaged(files, "no slots");
        files.delete("items.mv");
        salvaged(files, "no items.mv");
    }

    @Test
    void aMissingSegmentIsTold() throws IOException {
        FragileDirectory files = filled();
        files.delete(segments(files).get(segments(files).size() - 2));
        salvaged(files, "a missing segment");
    }

    @Test
    void damagedPagesCostTheirItemsOnly() {
        FragileDirectory files = filled();
        // One block in the middle of the rows.
        for (int bit = 0; bit < 512; bit++) {
            files.flipBit("items.mv", (files.length("items.mv") / 2) * 8 + bit * 8L);
        }
        Map<Integer, Item> notes = salvaged(files, "a block of items.mv");
        assertTrue(notes.size() > ITEMS / 4, "only " + notes.size());
    }

    @Test
    void randomBitsNeverMakeAnythingUp() throws IOException {
        Random random = new Random(SEED);
        int salvages = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            FragileDirectory files = filled();
            List<String> names = files.list().stream()
                    .filter(name -> !name.equals("itemql.store"))
                    .toList();
            StringBuilder what = new StringBuilder("seed " + SEED + ", trial " + trial);
            for (int flip = 1 + random.nextInt(4); flip > 0; flip--) {
                String name = names.get(random.nextInt(names.size()));
                long bit = random.nextLong(files.length(name) * 8);
                files.flipBit(name, bit);
                what.append(", bit ").append(bit).append(" of ").append(name);
            }
            try {
                Recovery.open(files.afterKill(), OPTIONS).close();
            } catch (ItemException e) {
                assertEquals(ErrorCode.STORE_DAMAGED, e.code(), what.toString());
            }
            try {
                salvaged(files, what.toString());
                salvages++;
            } catch (RuntimeException e) {
                fail(what.toString(), e);
            }
        }
        assertEquals(TRIALS, salvages);
    }

    private static Map<String, ByteBuffer> contents(Path path) throws IOException {
        Map<String, ByteBuffer> contents = new HashMap<>();
        try (var files = Files.list(path)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        contents.keySet().removeIf(name -> name.startsWith("itemql.lock") || name.startsWith("itemql.holder"));
        return contents;
    }

    private static ItemStore open(Path path, Map<String, String> options) {
        return new MvItemStoreProvider().open(new StoreAddress("file", path.toString()), options);
    }

    @Test
    void theDamagedStoreStaysBesideTheNewOne() throws IOException {
        Path path = directory.resolve("store");
        try (MvItemStore store = (MvItemStore) open(path, Map.of())) {
            fill(store);
        }
        byte[] bytes = Files.readAllBytes(path.resolve("items.mv"));
        bytes[bytes.length / 2] ^= 1;
        bytes[bytes.length / 3] ^= 1;
        Arrays.fill(bytes, 0, 8192, (byte) 7);
        Files.write(path.resolve("items.mv"), bytes);
        Map<String, ByteBuffer> before = contents(path);
        assertEquals(
                ErrorCode.STORE_DAMAGED,
                assertThrows(ItemException.class, () -> open(path, Map.of())).code());
        assertEquals(before.keySet(), contents(path).keySet());
        try (ItemStore store = open(path, Map.of("recover", "true"))) {
            assertFalse(store.systemTables().rows("recovery").isEmpty());
            notes(store);
        }
        assertEquals(before, contents(directory.resolve("store.damaged-1")));
        assertTrue(Files.readString(path.resolve("recovery.txt")).contains("LOST"));
        // It is a store like any other now.
        try (ItemStore store = open(path, Map.of("recover", "true"))) {
            assertTrue(store.systemTables().rows("recovery").isEmpty());
        }
        // A crash between the two changes of names.
        Files.move(path, directory.resolve("store.recovering"));
        assertEquals(
                ErrorCode.STORE_DAMAGED,
                assertThrows(ItemException.class, () -> open(path, Map.of())).code());
        open(path, Map.of("recover", "true")).close();
        open(path, Map.of()).close();
        assertEquals(Set.of("store", "store.damaged-1"), new HashSet<>(contentsOf(directory)));
    }

    private static List<String> contentsOf(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aStoreWithoutItsHeaderIsSaved() throws IOException {
        Path path = directory.resolve("store");
        try (MvItemStore store = (MvItemStore) open(path, Map.of())) {
            fill(store);
        }
        Files.delete(path.resolve("itemql.store"));
        try (ItemStore store = open(path, Map.of("recover", "true"))) {
            assertEquals(ITEMS, notes(store).size());
        }
    }
}
