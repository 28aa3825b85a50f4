package io.itemql.tck.jdbc;

import io.itemql.tck.history.BankWorkload;
import io.itemql.tck.history.CounterWorkload;
import io.itemql.tck.history.HistoryLog;
import io.itemql.tck.history.ListAppendWorkload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** The process that {@link HistoriesTest} kills: eight clients of one workload over JDBC. */
final class HistoryProgram {
    static final int CLIENTS = 8;

    private static final long VALUES_A_LIFE = 1_000_000_000;
    private static final long VALUES_A_CLIENT = 100_000_000;

    private HistoryProgram() {}

    /** Arguments: URL, directory of the logs, workload, isolation, number of this life, seed. */
    public static void main(String[] arguments) throws IOException {
        String url = arguments[0];
        String workload = arguments[2];
        int isolation = Integer.parseInt(arguments[3]);
        int life = Integer.parseInt(arguments[4]);
        Random seeds = new Random(Long.parseLong(arguments[5]));
        for (int client = 0; client < CLIENTS; client++) {
            int number = client;
            HistoryLog log = HistoryLog.open(Path.of(arguments[1]), life, number);
            Random random = new Random(seeds.nextLong());
            Thread thread =
                    new Thread(() -> run(url, workload, isolation, log, random, life, number), "client " + number);
            // A client that fails ends the process, which its parent notices.
            thread.setUncaughtExceptionHandler((failed, e) -> {
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
            });
            thread.start();
        }
    }

    private static void run(
            String url, String workload, int isolation, HistoryLog log, Random random, int life, int client) {
        BooleanSupplier always = () -> true;
        switch (workload) {
            case "lists" ->
                new ListAppendWorkload(
                                new HistoryClients.Lists(url, isolation),
                                log,
                                random,
                                "life" + life + "-",
                                life * VALUES_A_LIFE + client * VALUES_A_CLIENT)
                        .run(always);
            case "bank" ->
                new BankWorkload(new HistoryClients.Bank(url, isolation, life), log, random, client + "-").run(always);
            case "counter" -> CounterWorkload.run(new HistoryClients.Counter(url, isolation), log, always);
            default -> throw new IllegalArgumentException(workload);
        }
    }
}
