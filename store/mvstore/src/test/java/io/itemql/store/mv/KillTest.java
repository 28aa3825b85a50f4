package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.itemql.store.mv.journal.Durability;
import io.itemql.tck.store.IndexCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process under eight writers, again and again on one store: no acknowledged write is lost and the counts are
 * true. {@code -Ditemql.kills=50} makes as many rounds.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KillTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("itemql.kills", 2);

    @TempDir
    private Path directory;

    @Test
    void forcedWritesSurviveTheProcess() throws Exception {
        killAgainAndAgain(Durability.SYNC);
    }

    @Test
    void handedOverWritesSurviveTheProcess() throws Exception {
        killAgainAndAgain(Durability.OS);
    }

    private void killAgainAndAgain(Durability durability) throws IOException, InterruptedException {
        Path store = directory.resolve("store");
        Path acknowledgements = Files.createDirectory(directory.resolve("acknowledgements"));
        Random random = new Random(SEED);
        for (int round = 0; round < KILLS; round++) {
            String place = "-Dseed=" + SEED + ", " + durability + ", round " + round;
            long before = acknowledged(acknowledgements);
            Process process = start(store, acknowledgements, durability, random.nextLong());
            long target = before + 500 + random.nextInt(4000);
            while (acknowledged(acknowledgements) < target && process.isAlive()) {
                process.waitFor(5, TimeUnit.MILLISECONDS);
            }
            assertTrue(process.isAlive(), place + ": the process died by itself");
            process.destroyForcibly().waitFor();
            check(store, acknowledgements, durability, place);
        }
    }

    private static Process start(Path store, Path acknowledgements, Durability durability, long seed)
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
                        Long.toString(seed))
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

    private static void check(Path directory, Path acknowledgements, Durability durability, String place)
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
