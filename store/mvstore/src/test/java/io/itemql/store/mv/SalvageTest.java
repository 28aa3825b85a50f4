package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
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
import io.itemql.store.mv.file.ReadOnlyDirectory;
import io.itemql.store.mv.file.StoreFile;
import io.itemql.store.mv.page.PageStore;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be read of a damaged store is saved, nothing is made up, and whatever is lost is told. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SalvageTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int TRIALS = Integer.getInteger("itemql.salvage.trials", 20);
    private static final int ITEMS = 2000;
    private static final int BLOCK_BYTES = 4096;
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
        fillTable(store);
    }

    private static void fillTable(MvItemStore store) {
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

    /** The rows were in the file only, and an index with whole items has them as well. */
    @Test
    void itemsOfLostPagesAreFoundInAnIndexThatHoldsThem() throws IOException {
        FragileDirectory whole = new FragileDirectory(new Random(SEED));
        try (MvItemStore store = Recovery.open(whole, OPTIONS)) {
            store.createTable(TABLE.withIndexes(List.of(IndexDefinition.global(
                    "by_version", KeySchema.of(new KeyAttribute("version", AttributeType.N)), Projection.ALL))));
            fillTable(store);
        }
        int found = 0;
        for (long block = 2; block < whole.length("items.mv") / BLOCK_BYTES; block += 7) {
            FragileDirectory files = whole.afterKill();
            files.flipBit("items.mv", block * BLOCK_BYTES * 8 + 100);
            if (isLostOnlyIn(files, "items.")) {
                assertEquals(ITEMS, salvaged(files, "block " + block).size());
                found++;
            }
        }
        assertTrue(found > 3, "only " + found + " blocks of rows");
    }

    /** Whether all maps can be read but the one whose name begins so. */
    private static boolean isLostOnlyIn(FragileDirectory files, String map) {
        Set<String> damaged = new HashSet<>();
        try {
            PageStore pages =
                    PageStore.openDamaged(new ReadOnlyDirectory(files), Recovery.PAGES, 4, Recovery.PAGE_BYTES);
            try {
                pages.mapNames()
                        .forEach(name -> pages.openMap(name).salvage((key, row) -> {}, lost -> damaged.add(name)));
            } finally {
                pages.abandon();
            }
        } catch (ItemException e) {
            return false;
        }
        return damaged.size() == 1 && damaged.iterator().next().startsWith(map);
    }

    @Test
    void lostPagesCostNothingWhileTheJournalIsWhole() throws IOException {
        FragileDirectory whole = new FragileDirectory(new Random(SEED));
        try (MvItemStore store = Recovery.open(whole, StoreOptions.defaults())) {
            fill(store);
        }
        int damaged = 0;
        for (long block = 2; block < whole.length("items.mv") / BLOCK_BYTES; block += 7) {
            FragileDirectory files = whole.afterKill();
            files.flipBit("items.mv", block * BLOCK_BYTES * 8 + 100);
            if (!Salvage.canReadPages(files)) {
                Map<Integer, Item> notes = salvaged(files, "block " + block);
                for (int id = 0; id < ITEMS; id++) {
                    assertEquals(note(id, id % 3 == 0 ? 1 : 0), notes.get(id));
                }
                damaged++;
            }
        }
        assertTrue(damaged > 3, "only " + damaged + " blocks in use");
    }

    /** A disk that does not answer is no damage: what is on it may be whole, so nothing is given up for lost. */
    @Test
    void aReadThatFailsIsNotDamage() throws IOException {
        FragileDirectory damaged = filled();
        damaged.flipBit("items.mv", damaged.length("items.mv") / 2 * 8);
        int surveys = failingReads(files -> Salvage.canReadPages(files), filled());
        assertTrue(surveys > 10, "only " + surveys + " reads of a survey");
        int salvages =
                failingReads(files -> Salvage.run(files, new FragileDirectory(new Random(SEED)), OPTIONS), damaged);
        assertTrue(salvages > 20, "only " + salvages + " reads of a salvage");
        int openings = failingReads(files -> Recovery.open(files, OPTIONS).close(), filled());
        assertTrue(openings > 10, "only " + openings + " reads of an opening");
    }

    /** How many reads there are; each of them fails once, and that is told. */
    private static int failingReads(Consumer<FragileDirectory> work, FragileDirectory whole) {
        for (int n = 1; ; n++) {
            FragileDirectory files = whole.afterKill();
            files.failReadAt(n);
            try {
                work.accept(files);
            } catch (ItemException e) {
                assertEquals(ErrorCode.IO_ERROR, e.code(), e.getMessage());
                assertTrue(e.getMessage().contains("injected at read " + n), e.getMessage());
                continue;
            }
            assertFalse(files.hasFailedToRead(), "read " + n + " failed without a word");
            return n - 1;
        }
    }

    /** What is cut off at the end of the journal shows only beside the position that the pages know. */
    @Test
    void aCutJournalIsNotTakenForAWholeOne() throws IOException {
        FragileDirectory whole = new FragileDirectory(new Random(SEED));
        try (MvItemStore store = Recovery.open(whole, StoreOptions.defaults())) {
            fill(store);
        }
        String segment = segments(whole).get(0);
        int damaged = 0;
        for (long block = 2; block < whole.length("items.mv") / BLOCK_BYTES; block += 5) {
            FragileDirectory files = whole.afterKill();
            files.flipBit("items.mv", block * BLOCK_BYTES * 8 + 100);
            if (!Salvage.canReadPages(files)) {
                try (StoreFile journal = files.open(segment)) {
                    journal.truncate(journal.size() / 2);
                }
                String report = Salvage.run(files, new FragileDirectory(new Random(SEED)), OPTIONS)
                        .text();
                assertFalse(report.contains("which is whole"), report);
                assertTrue(report.contains("LOST"), report);
                damaged++;
            }
        }
        assertTrue(damaged > 3, "only " + damaged + " blocks in use");
    }

    /** Its journal begins behind the tables that it was made with. */
    @Test
    void theJournalOfABackupIsNotAllOfIt() throws IOException {
        Path path = directory.resolve("store");
        Path backup = directory.resolve("backup");
        try (MvItemStore store = (MvItemStore) open(path, Map.of("allow", "files:" + directory))) {
            fill(store);
            store.maintenance().orElseThrow().backup(backup.toString(), Cancellation.NONE);
        }
        try (ItemStore store = open(backup, Map.of())) {
            put(store, 1, 0);
            store.createTable(TableDefinition.of("others", KeySchema.of(new KeyAttribute("id", AttributeType.N))));
        }
        byte[] bytes = Files.readAllBytes(backup.resolve("items.mv"));
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 7);
        Files.write(backup.resolve("items.mv"), bytes);
        try (ItemStore store = open(backup, Map.of("recover", "true"))) {
            assertTrue(notes(store).size() > ITEMS / 4, "only " + notes(store).size());
        }
    }

    @Test
    void aJournalThatEndsTooEarlyIsTold() throws IOException {
        FragileDirectory files = filled();
        List<String> segments = segments(files);
        segments.subList(1, segments.size()).forEach(file -> assertDoesNotThrow(() -> files.delete(file)));
        try (StoreFile first = files.open(segments.get(0))) {
            first.truncate(200);
        }
        FragileDirectory target = new FragileDirectory(new Random(SEED));
        String report = Salvage.run(files, target, OPTIONS).text();
        assertTrue(report.contains("before the last checkpoint at"), report);
    }

    /** Opening reads no rows, so a store with lost pages of rows opens; recover=true looks at all of them. */
    @Test
    void recoveringFindsPagesThatOpeningDoesNotRead() throws IOException {
        Path path = directory.resolve("store");
        try (MvItemStore store = (MvItemStore) open(path, Map.of())) {
            fill(store);
        }
        Path pages = path.resolve("items.mv");
        byte[] whole = Files.readAllBytes(pages);
        int opens = 0;
        for (int block = whole.length / BLOCK_BYTES - 1; block > 2 && opens == 0; block--) {
            byte[] bytes = whole.clone();
            bytes[block * BLOCK_BYTES + 100] ^= 1;
            Files.write(pages, bytes);
            if (opensAndCannotBeRead(path)) {
                opens++;
                try (ItemStore store = open(path, Map.of("recover", "true"))) {
                    assertEquals(ITEMS, notes(store).size());
                    assertFalse(store.systemTables().rows("recovery").isEmpty());
                }
                assertTrue(Files.exists(directory.resolve("store.damaged-1")));
            }
        }
        assertEquals(1, opens);
    }

    private static boolean opensAndCannotBeRead(Path path) {
        try (ItemStore store = open(path, Map.of())) {
            notes(store);
            return false;
        } catch (ItemException e) {
            return e.code() == ErrorCode.STORE_DAMAGED && e.getMessage().contains("checksum");
        }
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
        Map<String, String> all = new HashMap<>(options);
        // Nothing here is about a loss of power.
        all.put("durability", "os");
        return new MvItemStoreProvider().open(new StoreAddress("file", path.toString()), all);
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
