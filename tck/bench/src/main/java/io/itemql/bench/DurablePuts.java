package io.itemql.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link DurablePutBenchmark} for 1, 8 and 32 threads and prints the puts a second with ItemQL's ratio to each peer;
 * then counts the forces of each engine, ItemQL included, by the same means from outside: {@code strace} counts the calls
 * of fsync and fdatasync by a process of its own that makes 20,000 puts. Last, how two writers scale beside raw MVStore.
 *
 * <pre>
 *   java -cp tck/bench/target/itemql-bench.jar io.itemql.bench.DurablePuts [puts | forces | scaling]…
 * </pre>
 */
public final class DurablePuts {
    private static final List<String> ENGINES = List.of("itemql", "itemqlJdbc", "rocksDb", "sqlite", "h2");
    private static final List<Integer> THREADS = List.of(1, 8, 32);
    private static final int COUNTED_PUTS = 20_000;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);

    private DurablePuts() {}

    /** Measures, or is the process whose forces are counted. */
    public static void main(String[] arguments) throws Exception {
        List<String> parts = List.of(arguments);
        if (parts.size() == 3 && parts.get(0).equals("child")) {
            put(parts.get(1), Integer.parseInt(parts.get(2)), COUNTED_PUTS);
            return;
        }
        if (parts.isEmpty() || parts.contains("puts")) {
            measurePuts();
        }
        if (parts.isEmpty() || parts.contains("forces")) {
            countForces();
        }
        if (parts.isEmpty() || parts.contains("scaling")) {
            measureScaling();
        }
    }

    /** Runs all engines once and adds what each iteration says. */
    private static void run(int threads, List<String> engines, Map<String, List<Double>> results)
            throws RunnerException {
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(DurablePutBenchmark.class.getSimpleName())
                        .param("engine", engines.toArray(new String[0]))
                        .threads(threads)
                        .build())
                .run()) {
            List<Double> rates =
                    results.computeIfAbsent(result.getParams().getParam("engine"), name -> new ArrayList<>());
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                fork.getIterationResults()
                        .forEach(iteration ->
                                rates.add(iteration.getPrimaryResult().getScore()));
            }
        }
    }

    /** Engines take turns, so that all of them have the same share of what else the machine does. */
    private static Map<Integer, Map<String, Double>> rates(List<Integer> threads, List<String> engines)
            throws RunnerException {
        Map<Integer, Map<String, List<Double>>> all = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int count : threads) {
                run(count, engines, all.computeIfAbsent(count, key -> new LinkedHashMap<>()));
            }
        }
        Map<Integer, Map<String, Double>> medians = new TreeMap<>();
        all.forEach((count, results) -> {
            Map<String, Double> byEngine = new LinkedHashMap<>();
            results.forEach((engine, rates) ->
                    byEngine.put(engine, rates.stream().sorted().toList().get(rates.size() / 2)));
            medians.put(count, byEngine);
        });
        return medians;
    }

    private static void measurePuts() throws RunnerException {
        Map<Integer, Map<String, Double>> all = rates(THREADS, ENGINES);
        System.out.println("durable puts a second (median of " + ROUNDS
                + " rounds), and how many times the peer's rate ItemQL's store and driver have");
        all.forEach((threads, results) -> results.forEach((engine, rate) -> System.out.printf(
                Locale.ROOT,
                "%2d threads  %-10s %,9.0f  %5.2f %5.2f%n",
                threads,
                engine,
                rate,
                results.get("itemql") / rate,
                results.get("itemqlJdbc") / rate)));
    }

    private static void measureScaling() throws RunnerException {
        List<String> engines = List.of("rawMvStore", "itemqlOs", "itemqlMemory");
        Map<Integer, Map<String, Double>> all = rates(List.of(1, 2), engines);
        double raw = all.get(2).get("rawMvStore") / all.get(1).get("rawMvStore");
        System.out.println(
                "unforced puts a second by one writer and by two, the ratio, and the ratio beside raw MVStore's");
        for (String engine : engines) {
            double one = all.get(1).get(engine);
            double two = all.get(2).get(engine);
            System.out.printf(
                    Locale.ROOT, "%-12s %,9.0f %,9.0f  %4.2f  %4.2f%n", engine, one, two, two / one, two / one / raw);
        }
    }

    private static void countForces() throws IOException, InterruptedException {
        System.out.println("forces of " + COUNTED_PUTS + " puts, by strace: calls of fsync and fdatasync");
        for (int threads : THREADS) {
            for (String engine : ENGINES) {
                long forces = forces(engine, threads);
                System.out.printf(
                        Locale.ROOT,
                        "%2d threads  %-10s %6d forces, %5.2f puts a force%n",
                        threads,
                        engine,
                        forces,
                        (double) COUNTED_PUTS / forces);
            }
        }
    }

    private static long forces(String engine, int threads) throws IOException, InterruptedException {
        Path counts = Files.createTempFile("forces", ".txt");
        List<String> command = List.of(
                "strace",
                "-f",
                "-c",
                "--seccomp-bpf",
                "-e",
                "trace=fsync,fdatasync,sync_file_range,msync",
                "-o",
                counts.toString(),
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                DurablePuts.class.getName(),
                "child",
                engine,
                Integer.toString(threads));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("exit " + exit + " of " + command);
        }
        long forces = 0;
        for (String line : Files.readAllLines(counts)) {
            String[] words = line.trim().split("\\s+", -1);
            if (words.length > 4
                    && (words[words.length - 1].equals("fsync") || words[words.length - 1].equals("fdatasync"))) {
                forces += Long.parseLong(words[3]);
            }
        }
        Files.delete(counts);
        return forces;
    }

    private static void put(String engine, int threads, int puts) throws Exception {
        try (DurablePeer peer = DurablePeer.open(engine)) {
            AtomicLong left = new AtomicLong(puts);
            CountDownLatch done = new CountDownLatch(threads);
            List<Exception> failures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                new Thread(() -> {
                            try (DurablePeer.Writer writer = peer.writer()) {
                                while (left.getAndDecrement() > 0) {
                                    writer.put(ThreadLocalRandom.current().nextInt(DurablePutBenchmark.ITEMS));
                                }
                            } catch (Exception e) {
                                synchronized (failures) {
                                    failures.add(e);
                                }
                            } finally {
                                done.countDown();
                            }
                        })
                        .start();
            }
            if (!done.await(10, TimeUnit.MINUTES) || !failures.isEmpty()) {
                throw new IllegalStateException("failed: " + failures);
            }
        }
    }
}
