package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.tck.history.Anomaly;
import io.itemql.tck.history.Anomaly.Kind;
import io.itemql.tck.history.BankWorkload;
import io.itemql.tck.history.CounterCheck;
import io.itemql.tck.history.HistoryLog;
import io.itemql.tck.history.Level;
import io.itemql.tck.history.ListAppendCheck;
import io.itemql.tck.history.ListAppendWorkload;
import io.itemql.tck.history.Outcome;
import io.itemql.tck.history.Refused;
import io.itemql.tck.history.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Eight clients of one store over JDBC whose process is killed, again and again: what all of them have seen has no
 * anomaly that their isolation level forbids, and no acknowledged transaction is lost. Each life has lists and a bank of
 * its own, so that it can be judged by itself: a history of all of them would not fit into the heap.
 * {@code -Dhistory.kills=20 -Dhistory.millis=5000} makes as many rounds of that length.
 */
class HistoriesTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("history.kills", 1);
    private static final int MILLIS = Integer.getInteger("history.millis", 1500);

    /** The life in which the final state is read of what life 0 has left; the next one for life 1, and so on. */
    private static final int LAST_LIFE = 9999;

    @TempDir
    Path directory;

    private String url;

    @BeforeEach
    void createTables() throws Exception {
        Files.createDirectory(logs());
        url = "jdbc:itemql:file:" + directory.resolve("store");
        HistoryClients.createTables(url, KILLS);
    }

    private static int isolation(Level level) {
        return level == Level.SERIALIZABLE
                ? Connection.TRANSACTION_SERIALIZABLE
                : Connection.TRANSACTION_REPEATABLE_READ;
    }

    private void runAndKill(String workload, int isolation) throws IOException, InterruptedException {
        Random random = new Random(SEED);
        for (int life = 0; life < KILLS; life++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HistoryProgram.class.getName(),
                            url,
                            logs().toString(),
                            workload,
                            Integer.toString(isolation),
                            Integer.toString(life),
                            Long.toString(random.nextLong()))
                    .inheritIO()
                    .start();
            while (committed(HistoryLog.read(logs(), life)) == 0 && process.isAlive()) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            process.waitFor(MILLIS, TimeUnit.MILLISECONDS);
            assertTrue(process.isAlive(), "-Dseed=" + SEED + ": the process died by itself");
            process.destroyForcibly().waitFor();
        }
    }

    private static long committed(List<HistoryLog.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.outcome() == Outcome.COMMITTED)
                .count();
    }

    private static void expectManyCommitted(long committed) {
        assertTrue(committed > 100, committed + " transactions committed");
    }

    private Path logs() {
        return directory.resolve("logs");
    }

    private HistoryLog logAfter(int life) throws IOException {
        return HistoryLog.open(logs(), LAST_LIFE + life, 0);
    }

    private static void expectNone(List<Anomaly> anomalies) {
        assertEquals(List.of(), anomalies, "-Dseed=" + SEED);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void listsHaveNoAnomalyThatTheirLevelForbids(Level level) throws Exception {
        runAndKill("lists", isolation(level));
        Set<Kind> weaker = EnumSet.noneOf(Kind.class);
        long committed = 0;
        for (int life = 0; life < KILLS; life++) {
            List<Transaction> history = listsOf(life, level);
            expectNone(ListAppendCheck.check(history, level));
            committed += history.stream()
                    .filter(transaction -> transaction.outcome() == Outcome.COMMITTED)
                    .count();
            if (level == Level.SNAPSHOT) {
                ListAppendCheck.check(history, Level.SERIALIZABLE).forEach(anomaly -> weaker.add(anomaly.kind()));
            }
        }
        expectManyCommitted(committed);
        // The clients do get into each other's way: under snapshots they leave write skew.
        assertEquals(level == Level.SNAPSHOT ? Set.of(Kind.WRITE_SKEW) : Set.of(), weaker, "-Dseed=" + SEED);
    }

    /** The history of one life, and of its lists as they are when all lives are over. */
    private List<Transaction> listsOf(int life, Level level) throws IOException, Refused {
        List<HistoryLog.Entry> entries = new ArrayList<>(HistoryLog.read(logs(), life));
        Set<String> keys = new TreeSet<>();
        ListAppendWorkload.transactions(entries)
                .forEach(transaction -> transaction.operations().forEach(operation -> keys.add(operation.key())));
        try (HistoryLog log = logAfter(life);
                HistoryClients.Lists client = new HistoryClients.Lists(url, isolation(level))) {
            ListAppendWorkload.readAll(client, log, keys);
        }
        entries.addAll(HistoryLog.read(logs(), LAST_LIFE + life));
        return ListAppendWorkload.transactions(entries);
    }

    @Test
    void bankKeepsItsMoney() throws Exception {
        int isolation = isolation(Level.SNAPSHOT);
        runAndKill("bank", isolation);
        long committed = 0;
        for (int life = 0; life < KILLS; life++) {
            List<HistoryLog.Entry> entries = new ArrayList<>(HistoryLog.read(logs(), life));
            try (HistoryLog log = logAfter(life);
                    HistoryClients.Bank client = new HistoryClients.Bank(url, isolation, life)) {
                BankWorkload.audit(client, log);
            }
            entries.addAll(HistoryLog.read(logs(), LAST_LIFE + life));
            expectNone(BankWorkload.check(entries));
            committed += committed(entries);
        }
        expectManyCommitted(committed);
    }

    @Test
    void conditionalCounterIsExact() throws Exception {
        runAndKill("counter", isolation(Level.SNAPSHOT));
        long last;
        try (HistoryClients.Counter client = new HistoryClients.Counter(url, isolation(Level.SNAPSHOT))) {
            last = client.read();
        }
        List<HistoryLog.Entry> entries = HistoryLog.read(logs());
        expectNone(CounterCheck.check(entries, last));
        expectManyCommitted(committed(entries));
    }

    /** The judge would see it: the same history with one acknowledged transaction taken out of the final state. */
    @Test
    void missingTransferWouldBeSeen() throws IOException, Refused {
        try (HistoryLog log = logAfter(0);
                HistoryClients.Bank client = new HistoryClients.Bank(url, isolation(Level.SNAPSHOT), 0)) {
            log.asks(log.now(), "transfer lost 0 1 5");
            log.answered(Outcome.COMMITTED);
            BankWorkload.audit(client, log);
        }
        assertEquals(
                Set.of(Kind.LOST_UPDATE),
                BankWorkload.check(HistoryLog.read(logs())).stream()
                        .map(Anomaly::kind)
                        .collect(Collectors.toSet()));
    }
}
