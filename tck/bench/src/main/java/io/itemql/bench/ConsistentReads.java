package io.itemql.bench;

import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.StoreAddress;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.MvItemStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What it costs to read only what is durable: point reads of one thread, eventually and strongly consistent, while nobody
 * writes and while some threads put items of their own with {@code durability=sync}.
 *
 * <pre>
 *   java -cp tck/bench/target/itemql-bench.jar io.itemql.bench.ConsistentReads [ROUNDS]
 * </pre>
 */
public final class ConsistentReads {
    private static final int ITEMS = 100_000;
    private static final int BATCH = 1000;
    private static final long NANOS = 3_000_000_000L;
    private static final int SAMPLES_MAX = 4_000_000;

    private final ItemStore store;

    private ConsistentReads(ItemStore store) {
        this.store = store;
    }

    /** Loads a store and measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        String directory =
                Files.createTempDirectory("consistent").resolve("items").toString();
        try (ItemStore store =
                new MvItemStoreProvider().open(new StoreAddress("file", directory), Map.of("durability", "sync"))) {
            ConsistentReads reads = new ConsistentReads(store);
            reads.load();
            reads.measure(0, false);
            for (int round = 0; round < rounds; round++) {
                for (int writers : new int[] {0, 1, 4}) {
                    reads.measure(writers, false);
                    reads.measure(writers, true);
                }
            }
        }
    }

    private void load() {
        StorePeer.createTable(store);
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            writes.add(new Write.Put(StorePeer.TABLE, StorePeer.item(new Reading(i)), Optional.empty()));
            if (writes.size() == BATCH) {
                store.write(new WriteBatch(writes, false));
                writes.clear();
            }
        }
    }

    private void measure(int writers, boolean consistent) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong puts = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            Thread thread = new Thread(() -> write(done, puts));
            thread.start();
            threads.add(thread);
        }
        long[] latencies = read(consistent);
        done.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf(
                Locale.ROOT,
                "%d writers, %-10s %,9.0f reads a second: median %7.1f µs, p99 %7.1f µs; %,7.0f puts a second%n",
                writers,
                consistent ? "consistent" : "eventual",
                latencies.length / (NANOS / 1e9),
                latencies[latencies.length / 2] / 1000.0,
                latencies[(int) (latencies.length * 0.99)] / 1000.0,
                puts.get() / (NANOS / 1e9));
    }

    private void write(AtomicBoolean done, AtomicLong puts) {
        while (!done.get()) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            Write put = new Write.Put(
                    StorePeer.TABLE,
                    StorePeer.item(new Reading(random.nextInt(ITEMS)))
                            .with("changed", NumberValue.of(random.nextLong())),
                    Optional.empty());
            store.write(WriteBatch.of(put)).get(0).orThrow();
            puts.incrementAndGet();
        }
    }

    private long[] read(boolean consistent) {
        long[] latencies = new long[SAMPLES_MAX];
        int count = 0;
        long end = System.nanoTime() + NANOS;
        long start = System.nanoTime();
        while (start < end && count < SAMPLES_MAX) {
            Reading reading = new Reading(ThreadLocalRandom.current().nextInt(ITEMS));
            ItemKey key = ItemKey.of(new StringValue(reading.device()), NumberValue.of(reading.time()));
            ItemRead read =
                    ItemRead.of(StorePeer.TABLE, new Access.Get(List.of(key))).withConsistent(consistent);
            try (ReadView view = store.openView();
                    ItemCursor cursor = view.open(read)) {
                if (!cursor.next()) {
                    throw new IllegalStateException("an item is missing");
                }
            }
            long now = System.nanoTime();
            latencies[count++] = now - start;
            start = now;
        }
        long[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
