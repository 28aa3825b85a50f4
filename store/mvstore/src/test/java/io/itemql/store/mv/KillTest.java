package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.TableInfo;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.store.mv.journal.Durability;
import io.itemql.tck.file.StoredFiles;
import io.itemql.tck.store.IndexCheck;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a process under eight writers, again and again on one store, whenever and in the middle of a checkpoint, a
 * backup, a build of an index and a split: no acknowledged write is lost, nothing is half there, and items, indexes and
 * counts agree, by a reader that shares no code with the engine, by CHECK, and by counting again. Backups are complete
 * or refused. {@code -Ditemql.kills=50} makes as many rounds for each.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KillTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("itemql.kills", 2);

    @TempDir
    private Path directory;

    @Test
    void forcedWritesSurviveTheProcess() throws Exception {
        killAgainAndAgain(Durability.SYNC, KilledProcess.Moment.ANY, KILLS);
    }

    @Test
    void handedOverWritesSurviveTheProcess() throws Exception {
        killAgainAndAgain(Durability.OS, KilledProcess.Moment.ANY, KILLS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANY")
    void killedInTheMiddle(KilledProcess.Moment moment) throws Exception {
        // One is enough unless somebody asks for more; each takes a second or two.
        killAgainAndAgain(Durability.SYNC, moment, Math.max(1, KILLS / 2));
    }

    private void killAgainAndAgain(Durability durability, KilledProcess.Moment moment, int rounds)
            throws IOException, InterruptedException {
        Path store = directory.resolve("store");
        Path acknowledgements = Files.createDirectory(directory.resolve("acknowledgements"));
        Path backups = Files.createDirectory(directory.resolve("backups"));
        Random random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            String place = "-Dseed=" + SEED + ", " + durability + ", " + moment + ", round " + round;
            long before = acknowledged(acknowledgements);
            Process process = start(store, acknowledgements, durability, random.nextLong(), moment, backups);
            if (moment == KilledProcess.Moment.ANY) {
                awaitWrites(process, acknowledgements, before + 500 + random.nextInt(4000));
                assertTrue(process.isAlive(), place + ": the process died by itself");
            } else {
                awaitMoment(process, acknowledgements.resolve(KilledProcess.REACHED), place);
            }
            process.destroyForcibly().waitFor();
            StoredFiles files = StoredFiles.read(store);
            assertEquals(List.of(), files.problems(), place);
            check(store, files, acknowledgements, durability, place);
            checkBackups(backups, place);
        }
    }

    private static void awaitWrites(Process process, Path acknowledgements, long target)
            throws IOException, InterruptedException {
        while (acknowledged(acknowledgements) < target && process.isAlive()) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    private static void awaitMoment(Process process, Path reached, String place)
            throws IOException, InterruptedException {
        while (!Files.exists(reached) && process.isAlive()) {
            process.waitFor(1, TimeUnit.MILLISECONDS);
        }
        assertTrue(
                Files.deleteIfExists(reached) || process.exitValue() == KilledProcess.DIED,
                place + ": the process died by itself");
    }

    /** Every one that says that it is a store is whole. */
    private static void checkBackups(Path backups, String place) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(backups)) {
            paths.forEach(all::add);
        }
        for (Path backup : all) {
            if (!Files.exists(backup.resolve(StoreHeader.FILE))) {
                try (MvItemStore target = MvItemStore.inMemory("restored")) {
                    MvMaintenance maintenance =
                            (MvMaintenance) target.maintenance().orElseThrow();
                    ItemException refused = assertThrows(
                            ItemException.class,
                            () -> maintenance.restore(new DiskDirectory(backup), Optional.empty(), Cancellation.NONE),
                            place);
                    assertEquals(ErrorCode.NOT_A_BACKUP, refused.code(), place);
                }
                continue;
            }
            StoredFiles files = StoredFiles.read(backup);
            assertEquals(List.of(), files.problems(), place);
            assertFalse(files.items().get(KilledProcess.TABLE.name()).isEmpty(), place);
            try (MvItemStore opened = Recovery.open(new DiskDirectory(backup), StoreOptions.defaults())) {
                assertSound(opened, place);
            }
            // Looked at once; it has been a store of its own since.
            try (Stream<Path> inside = Files.list(backup)) {
                for (Path file : inside.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(backup);
        }
    }

    private static void assertSound(ItemStore store, String place) {
        assertEquals(
                List.of(),
                store.maintenance().orElseThrow().check(Optional.empty(), Cancellation.NONE).stream()
                        .filter(row -> row.get("finding") != null)
                        .toList(),
                place);
    }

    private static Process start(
            Path store,
            Path acknowledgements,
            Durability durability,
            long seed,
            KilledProcess.Moment moment,
            Path backups)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcess.class.getName(),
                        store.toString(),
                        acknowledgements.toString(),
                        durability.name(),
                        Long.toString(seed),
                        moment.name(),
                        backups.toString())
                .inheritIO()
                .start();
    }

    private static long acknowledged(Path acknowledgements) throws IOException {
        long sum = 0;
        for (int writer = 0; writer < KilledProcess.WRITERS; writer++) {
            sum += acknowledged(acknowledgements, writer);
        }
        return sum;
    }

    private static long acknowledged(Path acknowledgements, int writer) throws IOException {
        Path file = acknowledgements.resolve("writer-" + writer);
        return Files.exists(file) ? Files.size(file) / Long.BYTES : 0;
    }

    private static void check(
            Path directory, StoredFiles files, Path acknowledgements, Durability durability, String place)
            throws IOException {
        List<Write> puts = new ArrayList<>();
        try (ItemStore store = KilledProcess.open(directory, durability)) {
            for (int writer = 0; writer < KilledProcess.WRITERS; writer++) {
                Set<Long> found = new HashSet<>();
                long count = 0;
                try (ReadView view = store.openView();
                        ItemCursor cursor = view.open(ItemRead.of(
                                KilledProcess.TABLE.name(),
                                new Access.Query(NumberValue.of(writer), SortKeyRange.ALL, false)))) {
                    while (cursor.next()) {
                        Item item = cursor.item();
                        long n = ((NumberValue) item.get("n")).longValue();
                        if (n < 0) {
                            count = ((NumberValue) item.get("count")).longValue();
                        } else {
                            found.add(n);
                        }
                        puts.add(new Write.Put(KilledProcess.TABLE.name(), item, Optional.empty()));
                    }
                }
                long acknowledged = acknowledged(acknowledgements, writer);
                for (long n = 0; n < acknowledged; n++) {
                    assertTrue(found.contains(n), place + ": writer " + writer + " lost " + n + " of " + acknowledged);
                }
                assertTrue(
                        count >= acknowledged,
                        place + ": writer " + writer + " counts " + count + " of " + acknowledged);
            }
            TableInfo table =
                    store.catalogue().table(KilledProcess.TABLE.name()).orElseThrow();
            table.indexes().forEach(index -> store.awaitIndex(table.name(), index.name(), Cancellation.NONE));
            IndexCheck.check(store, table.name());
            assertSound(store, place);
            Set<Item> items = new HashSet<>();
            puts.forEach(put -> items.add(((Write.Put) put).item()));
            assertEquals(Set.copyOf(files.items().get(table.name())), items, place);
            try (MvItemStore fresh = MvItemStore.inMemory("recount")) {
                fresh.createTable(table.definition());
                fresh.write(new WriteBatch(puts, false));
                assertEquals(
                        fresh.statistics(KilledProcess.TABLE.name()),
                        store.statistics(KilledProcess.TABLE.name()),
                        place);
            }
        }
    }
}
