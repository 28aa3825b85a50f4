package io.itemql.tck.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.tck.history.Anomaly.Kind;
import io.itemql.tck.history.FaultyLists.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workload and the judge together find each fault of a store, and none where there is none. */
final class ListAppendWorkloadTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CLIENTS = 8;
    private static final int TRANSACTIONS = 400;

    @TempDir
    private Path directory;

    private List<Transaction> run(Fault fault) throws Exception {
        FaultyLists lists = new FaultyLists(fault);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            tasks.add(() -> {
                AtomicInteger left = new AtomicInteger(TRANSACTIONS);
                try (HistoryLog log = HistoryLog.open(directory, 0, client);
                        ListClient connection = lists.client()) {
                    new ListAppendWorkload(connection, log, new Random(SEED + client), "l", client * 1_000_000L)
                            .run(() -> left.getAndDecrement() > 0);
                }
                return client;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Integer> result : pool.invokeAll(tasks)) {
                result.get();
            }
        } finally {
            pool.shutdown();
        }
        List<Transaction> history = ListAppendWorkload.transactions(HistoryLog.read(directory));
        lists.repair();
        try (HistoryLog log = HistoryLog.open(directory, 1, 0);
                ListClient connection = lists.client()) {
            ListAppendWorkload.readAll(connection, log, keys(history));
        }
        return ListAppendWorkload.transactions(HistoryLog.read(directory));
    }

    private static Set<String> keys(List<Transaction> history) {
        Set<String> keys = new TreeSet<>();
        history.forEach(transaction -> transaction.operations().forEach(operation -> keys.add(operation.key())));
        return keys;
    }

    private static Set<Kind> kinds(List<Transaction> history, Level level) {
        return ListAppendCheck.check(history, level).stream().map(Anomaly::kind).collect(Collectors.toSet());
    }

    @Test
    void storeWithoutAFaultIsCleanUnderSnapshotsAndHasWriteSkew() throws Exception {
        List<Transaction> history = run(Fault.NONE);
        assertEquals(CLIENTS * TRANSACTIONS + 1, history.size());
        assertEquals(Set.of(), kinds(history, Level.SNAPSHOT), "-Dseed=" + SEED);
        assertEquals(Set.of(Kind.WRITE_SKEW), kinds(history, Level.SERIALIZABLE), "-Dseed=" + SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CONFLICTS, LOST_UPDATE",
        "READS_COMMITTED, INTERNAL",
        "WRITES_AT_ONCE, DIRTY_READ",
        "WRITES_AT_ONCE, ABORTED_READ",
        "FORGETS, LOST_UPDATE",
        "LAGS, STALE_READ"
    })
    void faultIsFound(Fault fault, Kind kind) throws Exception {
        Set<Kind> kinds = kinds(run(fault), Level.SNAPSHOT);
        assertTrue(kinds.contains(kind), () -> "-Dseed=" + SEED + ": " + kinds);
    }

    @Test
    void deathOfTheProcessLeavesAnOpenTransaction() throws IOException {
        try (HistoryLog log = HistoryLog.open(directory, 0, 3)) {
            log.asks(log.now(), "a:x:1;r:y:");
            log.answered(Outcome.COMMITTED);
            log.asks(log.now(), "a:x:2");
        }
        try (HistoryLog log = HistoryLog.open(directory, 1, 3)) {
            log.asks(log.now(), "r:x:1,2");
            log.answered(Outcome.COMMITTED);
        }
        List<Transaction> history = ListAppendWorkload.transactions(HistoryLog.read(directory));
        assertEquals(
                List.of(Outcome.COMMITTED, Outcome.UNKNOWN, Outcome.COMMITTED),
                history.stream().map(Transaction::outcome).toList());
        assertEquals(
                List.of(new Operation.Read("x", List.of(1L, 2L))),
                history.get(2).operations());
        assertEquals(List.of(), ListAppendCheck.check(history, Level.SERIALIZABLE));
    }
}
