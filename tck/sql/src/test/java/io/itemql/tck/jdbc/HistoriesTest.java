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
 * anomaly that their isolation level forbids, and no acknowledged transaction is lost.
 * {@code -Dhistory.kills=20 -Dhistory.millis=5000} makes as many rounds of that length.
 */
class HistoriesTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("history.kills", 1);
    private static final int MILLIS = Integer.getInteger("history.millis", 1500);

    /** The life in which the final state is read. */
    private static final int LAST_LIFE = 9999;

    @TempDir
    Path directory;

    private String url;

    @BeforeEach
    void createTables() throws Exception {
        Files.createDirectory(directory.resolve("logs"));
        url = "jdbc:itemql:file:" + directory.resolve("store");
        HistoryClients.createTables(url);
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
                            directory.resolve("logs").toString(),
                            workload,
                            Integer.toString(isolation),
                            Integer.toString(life),
                            Long.toString(random.nextLong()))
                    .inheritIO()
                    .start();
            int before = committed();
            while (committed() == before && process.isAlive()) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            process.waitFor(MILLIS, TimeUnit.MILLISECONDS);
            assertTrue(process.isAlive(), "-Dseed=" + SEED + ": the process died by itself");
            process.destroyForcibly().waitFor();
        }
    }

    private int committed() throws IOException {
        return (int) entries().stream()
                .filter(entry -> entry.outcome() == Outcome.COMMITTED)
                .count();
    }

    private List<HistoryLog.Entry> entries() throws IOException {
        return HistoryLog.read(directory.resolve("logs"));
    }

    private HistoryLog lastLog() throws IOException {
        return HistoryLog.open(directory.resolve("logs"), LAST_LIFE, 0);
    }

    private static void expectNone(List<Anomaly> anomalies) {
        assertEquals(List.of(), anomalies, "-Dseed=" + SEED);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void listsHaveNoAnomalyThatTheirLevelForbids(Level level) throws Exception {
        runAndKill("lists", isolation(level));
        List<Transaction> history = ListAppendWorkload.transactions(entries());
        Set<String> keys = new TreeSet<>();
        history.forEach(transaction -> transaction.operations().forEach(operation -> keys.add(operation.key())));
        try (HistoryLog log = lastLog();
                HistoryClients.Lists client = new HistoryClients.Lists(url, isolation(level))) {
            ListAppendWorkload.readAll(client, log, keys);
        }
        List<Transaction> whole = ListAppendWorkload.transactions(entries());
        expectNone(ListAppendCheck.check(whole, level));
        long committed = whole.stream()
                .filter(transaction -> transaction.outcome() == Outcome.COMMITTED)
                .count();
        assertTrue(committed > 100, committed + " transactions committed");
        if (level == Level.SNAPSHOT) {
            // The clients do get into each other's way: under snapshots they leave write skew.
            Set<Kind> kinds = ListAppendCheck.check(whole, Level.SERIALIZABLE).stream()
                    .map(Anomaly::kind)
                    .collect(Collectors.toSet());
            assertEquals(Set.of(Kind.WRITE_SKEW), kinds, "-Dseed=" + SEED);
        }
    }

    @Test
    void bankKeepsItsMoney() throws Exception {
        int isolation = isolation(Level.SNAPSHOT);
        runAndKill("bank", isolation);
        try (HistoryLog log = lastLog();
                HistoryClients.Bank client = new HistoryClients.Bank(url, isolation)) {
            BankWorkload.audit(client, log);
        }
        expectNone(BankWorkload.check(entries()));
        assertTrue(committed() > 100, committed() + " committed");
    }

    @Test
    void conditionalCounterIsExact() throws Exception {
        runAndKill("counter", isolation(Level.SNAPSHOT));
        long last;
        try (HistoryClients.Counter client = new HistoryClients.Counter(url, isolation(Level.SNAPSHOT))) {
            last = client.read();
        }
        expectNone(CounterCheck.check(entries(), last));
        assertTrue(committed() > 100, committed() + " committed");
    }

    /** The judge would see it: the same history with one acknowledged transaction taken out of the final state. */
    @Test
    void missingTransferWouldBeSeen() throws IOException, Refused {
        try (HistoryLog log = lastLog();
                HistoryClients.Bank client = new HistoryClients.Bank(url, isolation(Level.SNAPSHOT))) {
            log.asks(log.now(), "transfer lost 0 1 5");
            log.answered(Outcome.COMMITTED);
            BankWorkload.audit(client, log);
        }
        assertEquals(
                Set.of(Kind.LOST_UPDATE),
                BankWorkload.check(entries()).stream().map(Anomaly::kind).collect(Collectors.toSet()));
    }
}
