package io.itemql.bench;

import io.itemql.item.Item;
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
import io.itemql.store.mv.MvItemStore;
import io.itemql.store.mv.MvItemStoreProvider;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * How long do single puts and point reads take at worst while the table's partitions are split all the time, beside the same
 * run without a split? Four threads, half of their operations reads; runs with and without take turns.
 *
 * <pre>
 *   java -cp tck/bench/target/itemql-bench.jar io.itemql.bench.UnderLoad [sync | os [ITEMS [ROUNDS]]]
 * </pre>
 */
public final class UnderLoad {
    private static final int THREADS = 4;
    private static final int SECONDS = 8;
    private static final int BATCH = 1000;
    private static final int SAMPLES_MAX = 4_000_000;
    private static final String NO_SPLIT_MEGABYTES = "999999";
    private static final String SPLIT_MEGABYTES = "2";

    /** Latencies in nanoseconds, sorted. */
    private static final class Latencies {
        private final long[] reads;
        private final long[] puts;
        private final int partitions;

        Latencies(long[] reads, long[] puts, int partitions) {
            this.reads = reads;
            this.puts = puts;
            this.partitions = partitions;
        }

        static double micros(long[] sorted, double part) {
            return sorted[(int) (sorted.length * part)] / 1000.0;
        }
    }

    private final Path directory;
    private final String durability;
    private final int items;

    private UnderLoad(Path directory, String durability, int items) {
        this.directory = directory;
        this.durability = durability;
        this.items = items;
    }

    /** Loads a store and measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String durability = arguments.length > 0 ? arguments[0] : "sync";
        int items = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        UnderLoad load = new UnderLoad(Files.createTempDirectory("load"), durability, items);
        load.load();
        load.run(NO_SPLIT_MEGABYTES);
        List<Double> reads = new ArrayList<>();
        List<Double> puts = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Latencies without = load.run(NO_SPLIT_MEGABYTES);
            Latencies with = load.run(SPLIT_MEGABYTES);
            print("without", without);
            print("splits", with);
            reads.add(Latencies.micros(with.reads, 0.999) / Latencies.micros(without.reads, 0.999));
            puts.add(Latencies.micros(with.puts, 0.999) / Latencies.micros(without.puts, 0.999));
        }
        System.out.printf(
                Locale.ROOT,
                "p99.9 with splits beside without, median of rounds: reads %.2f, puts %.2f%n",
                median(reads),
                median(puts));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String name, Latencies latencies) {
        System.out.printf(
                Locale.ROOT,
                "%-8s %,9d reads: median %7.1f µs, p99.9 %9.1f µs; %,9d puts: median %7.1f µs, p99.9 %9.1f µs; %d"
                        + " partitions%n",
                name,
                latencies.reads.length,
                Latencies.micros(latencies.reads, 0.5),
                Latencies.micros(latencies.reads, 0.999),
                latencies.puts.length,
                Latencies.micros(latencies.puts, 0.5),
                Latencies.micros(latencies.puts, 0.999),
                latencies.partitions);
    }

    private static ItemStore open(Path directory, String durability, String partitionMegabytes) {
        return new MvItemStoreProvider()
                .open(
                        new StoreAddress("file", directory.toString()),
                        Map.of("durability", durability, "partitionMegabytes", partitionMegabytes));
    }

    private void load() {
        try (ItemStore store = open(directory.resolve("items"), "os", NO_SPLIT_MEGABYTES)) {
            StorePeer.createTable(store);
            List<Write> writes = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                writes.add(new Write.Put(StorePeer.TABLE, StorePeer.item(new Reading(i)), Optional.empty()));
                if (writes.size() == BATCH || i == items - 1) {
                    store.write(new WriteBatch(writes, false));
                    writes.clear();
                }
            }
        }
    }

    /** Works on a copy, so that every run begins with one partition. */
    private Latencies run(String partitionMegabytes) throws IOException, InterruptedException {
        Path copy = Files.createTempDirectory("load");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve("items"))) {
            for (Path file : files) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Latencies latencies;
        try (ItemStore store = open(copy, durability, partitionMegabytes)) {
            AtomicBoolean done = new AtomicBoolean();
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                clients.add(new Client(store, done));
            }
            clients.forEach(Thread::start);
            Thread.sleep(1000L * SECONDS);
            done.set(true);
            for (Client client : clients) {
                client.join();
            }
            int partitions = ((MvItemStore) store).partitions(StorePeer.TABLE).size();
            latencies = new Latencies(
                    merge(clients.stream().map(client -> Arrays.copyOf(client.reads, client.readCount))),
                    merge(clients.stream().map(client -> Arrays.copyOf(client.puts, client.putCount))),
                    partitions);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(copy)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(copy);
        return latencies;
    }

    private static long[] merge(Stream<long[]> parts) {
        return parts.flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private final class Client extends Thread {
        private final ItemStore store;
        private final AtomicBoolean done;
        private final long[] reads = new long[SAMPLES_MAX];
        private final long[] puts = new long[SAMPLES_MAX];
        private int readCount;
        private int putCount;

        Client(ItemStore store, AtomicBoolean done) {
            this.store = store;
            this.done = done;
        }

        @Override
        public void run() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            while (!done.get() && readCount < SAMPLES_MAX && putCount < SAMPLES_MAX) {
                Reading reading = new Reading(random.nextInt(items));
                long start = System.nanoTime();
                if (random.nextBoolean()) {
                    read(reading);
                    reads[readCount++] = System.nanoTime() - start;
                } else {
                    // Different each time, as a put that changes nothing writes nothing.
                    Item item = StorePeer.item(reading).with("changed", NumberValue.of(random.nextLong()));
                    Write put = new Write.Put(StorePeer.TABLE, item, Optional.empty());
                    store.write(WriteBatch.of(put)).get(0).orThrow();
                    puts[putCount++] = System.nanoTime() - start;
                }
            }
        }

        private void read(Reading reading) {
            ItemKey key = ItemKey.of(new StringValue(reading.device()), NumberValue.of(reading.time()));
            try (ReadView view = store.openView();
                    ItemCursor cursor = view.open(ItemRead.of(StorePeer.TABLE, new Access.Get(List.of(key))))) {
                if (!cursor.next()) {
                    throw new IllegalStateException("an item is missing");
                }
            }
        }
    }
}
