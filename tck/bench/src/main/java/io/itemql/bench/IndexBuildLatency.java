package io.itemql.bench;

import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.MvItemStoreProvider;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long writes of four threads take while an index is built over the table that they write to ({@code build}), with the
 * finished index ({@code kept}), and without one ({@code none}). The first two do the same work for each write.
 */
final class IndexBuildLatency {
    private static final int ITEMS = 150_000;
    private static final int WRITERS = 4;
    private static final long WARM_UP_NANOS = 6_000_000_000L;
    private static final int ITEMS_PER_BATCH = 1000;
    private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};
    private static final IndexDefinition INDEX = IndexDefinition.global(
            "by_owner", KeySchema.of(new KeyAttribute("owner", AttributeType.S)), Projection.ALL);

    private final ItemStore store;

    private IndexBuildLatency(ItemStore store) {
        this.store = store;
    }

    /** Arguments: durability, {@code os} or {@code sync}; rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("itemql-build");
        String durability = arguments.length > 0 ? arguments[0] : "os";
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        try (ItemStore store = new MvItemStoreProvider()
                .open(new StoreAddress("file", directory.toString()), Map.of("durability", durability))) {
            new IndexBuildLatency(store).measure(rounds);
        }
    }

    private void measure(int rounds) throws InterruptedException {
        store.createTable(TableDefinition.of("items", KeySchema.of(new KeyAttribute("id", AttributeType.N))));
        List<Write> writes = new ArrayList<>();
        for (int id = 0; id < ITEMS; id++) {
            writes.add(put(id, id));
            if (writes.size() == ITEMS_PER_BATCH) {
                store.write(new WriteBatch(writes, false));
                writes.clear();
            }
        }
        store.checkpoint();
        report("warm", writeWhile(() -> sleep(WARM_UP_NANOS)), WARM_UP_NANOS);
        // Until its code is compiled, a build takes the processors from the writers; a server does that once.
        long begin = System.nanoTime();
        List<long[]> first = writeWhile(this::build);
        report("first", first, System.nanoTime() - begin);
        store.dropIndex("items", INDEX.name());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long start = System.nanoTime();
            List<long[]> latencies = writeWhile(this::build);
            long nanos = System.nanoTime() - start;
            double build = report("build", latencies, nanos);
            double kept = report("kept", writeWhile(() -> sleep(nanos)), nanos);
            store.dropIndex("items", INDEX.name());
            report("none", writeWhile(() -> sleep(nanos)), nanos);
            ratios.add(build / kept);
        }
        ratios.sort(null);
        System.out.printf("p99.9 of build beside kept, median of rounds: %.2f%n", ratios.get(ratios.size() / 2));
    }

    private void build() {
        store.createIndex("items", INDEX);
        store.awaitIndex("items", INDEX.name(), Cancellation.NONE);
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(nanos / 1_000_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Write put(int id, int owner) {
        return new Write.Put(
                "items",
                Item.of(Map.of(
                        "id",
                        NumberValue.of(id),
                        "owner",
                        new StringValue("owner-" + owner),
                        "text",
                        new StringValue("x".repeat(200)))),
                Optional.empty());
    }

    private List<long[]> writeWhile(Runnable work) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        long[][] found = new long[WRITERS][];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            Thread thread = new Thread(() -> found[writer] = write(new Random(writer), done));
            thread.start();
            threads.add(thread);
        }
        work.run();
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return List.of(found);
    }

    private long[] write(Random random, AtomicBoolean done) {
        long[] latencies = new long[4_000_000];
        int count = 0;
        while (!done.get() && count < latencies.length) {
            Write write = put(random.nextInt(ITEMS), random.nextInt(ITEMS));
            long start = System.nanoTime();
            store.write(WriteBatch.of(write)).get(0).orThrow();
            latencies[count++] = System.nanoTime() - start;
        }
        return Arrays.copyOf(latencies, count);
    }

    /** Prints a line; gives the 99.9th percentile in nanoseconds. */
    private static double report(String what, List<long[]> latencies, long nanos) {
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        StringBuilder line = new StringBuilder(String.format("%-6s %6.1f s %9d writes", what, nanos / 1e9, all.length));
        for (double percentile : PERCENTILES) {
            long latency = all[(int) Math.min(all.length - 1L, (long) (all.length * percentile / 100))];
            line.append(String.format("  p%s %.3f ms", percentile, latency / 1e6));
        }
        System.out.println(line.append(String.format("  max %.1f ms", all[all.length - 1] / 1e6)));
        return all[(int) (all.length * 0.999)];
    }
}
