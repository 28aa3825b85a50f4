package io.itemql.store.mv;

import io.itemql.condition.Update;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemStore;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.file.WatchedDirectory;
import io.itemql.store.mv.journal.Durability;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The process that {@link KillTest} kills: writers that put numbered items and write down, in a file each, the last
 * number that was acknowledged, while an index is built and dropped, partitions are split, and backups are made.
 *
 * <p>Every writer keeps one item whose {@code n} counts its writes, and puts an item for each count; so what is
 * acknowledged can be told from what is there.
 */
final class KilledProcess {
    static final int WRITERS = 8;
    private static final KeyAttribute WRITER = new KeyAttribute("writer", AttributeType.N);
    static final TableDefinition TABLE = TableDefinition.of(
                    "marks", KeySchema.of(WRITER, new KeyAttribute("n", AttributeType.N)))
            .withIndexes(List.of(
                    IndexDefinition.local(
                            "counters",
                            KeySchema.of(WRITER, new KeyAttribute("count", AttributeType.N)),
                            Projection.ALL),
                    IndexDefinition.global(
                            "texts", KeySchema.of(new KeyAttribute("text3", AttributeType.S)), Projection.KEYS_ONLY)));
    /** Is created and dropped all the time. */
    static final IndexDefinition PASSING =
            IndexDefinition.global("passing", KeySchema.of(new KeyAttribute("text5", AttributeType.S)), Projection.ALL);

    static final AttributePath COUNT = AttributePath.of("count");
    /** Appears in the directory of the acknowledgements when the process stands where it is to be killed. */
    static final String REACHED = "reached";

    /** In the middle of what the process is killed. */
    enum Moment {
        /** Whenever. */
        ANY,
        /** Stopped before a write, force or cut of the files of the maps. */
        CHECKPOINT,
        /** Stopped before a write or force of a file of a backup. */
        BACKUP,
        /** Dies by itself while an index is built. */
        INDEX_BUILD,
        /** Dies by itself while a partition is split. */
        SPLIT
    }

    private static final int ITEMS_IN_BACKUP = 300;

    /** How the process ends when it dies by itself. */
    static final int DIED = 137;

    private KilledProcess() {}

    /** The key of a writer's counting item. */
    static ItemKey counter(int writer) {
        return ItemKey.of(NumberValue.of(writer), NumberValue.of(-1));
    }

    static MvItemStore open(Path directory, Durability durability) {
        return open(new DiskDirectory(directory), durability);
    }

    private static MvItemStore open(StoreDirectory directory, Durability durability) {
        // Small, so that checkpoints, new segments and splits happen all the time.
        return Recovery.open(
                directory,
                StoreOptions.defaults()
                        .withDurability(durability)
                        .withCheckpointBytes(400_000)
                        .withSegmentBytes(300_000)
                        .withPartitionBytes(200_000));
    }

    /**
     * Arguments: directory of the store, directory of the acknowledgements, durability, seed, moment, place of backups.
     */
    public static void main(String[] arguments) throws IOException {
        Path acknowledgements = Path.of(arguments[1]);
        Random moments = new Random(Long.parseLong(arguments[3]));
        Moment moment = Moment.valueOf(arguments[4]);
        WatchedDirectory directory = new WatchedDirectory(new DiskDirectory(Path.of(arguments[0])));
        MvItemStore store = open(directory, Durability.valueOf(arguments[2]));
        if (store.catalogue().table(TABLE.name()).isEmpty()) {
            store.createTable(TABLE);
        }
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            Path file = acknowledgements.resolve("writer-" + writer);
            long start = Files.exists(file) ? Files.size(file) / Long.BYTES : 0;
            DataOutputStream acknowledged = new DataOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            Random random = new Random(Long.parseLong(arguments[3]) + writer);
            new Thread(() -> write(store, writer, start, acknowledged, random)).start();
        }
        new Thread(() -> buildAndDrop(store)).start();
        Path backups = Path.of(arguments[5]);
        switch (moment) {
            case ANY -> {
                // The one who kills chooses.
            }
            case CHECKPOINT ->
                directory.watch(
                        stopAt(1 + moments.nextInt(40), acknowledgements, file -> file.startsWith(Recovery.PAGES)));
            case BACKUP -> new Thread(() -> backUp(store, backups, acknowledgements, moments)).start();
            case INDEX_BUILD -> new Thread(() -> dieWhen(() -> isBuilding(store), moments)).start();
            case SPLIT -> {
                new Thread(() -> spread(store)).start();
                new Thread(() -> dieWhen(() -> isSplitting(store), moments)).start();
            }
        }
    }

    /** Stops for good before the n-th change of such a file, and says so. */
    private static WatchedDirectory.Watch stopAt(int n, Path acknowledgements, Predicate<String> files) {
        AtomicInteger count = new AtomicInteger();
        return (file, operation, position, length) -> {
            if (operation != WatchedDirectory.Operation.READ && files.test(file) && count.incrementAndGet() == n) {
                Files.writeString(acknowledgements.resolve(REACHED), operation + " of " + file);
                while (true) {
                    LockSupport.park();
                }
            }
        };
    }

    private static void backUp(MvItemStore store, Path backups, Path acknowledgements, Random random) {
        MvMaintenance maintenance = (MvMaintenance) store.maintenance().orElseThrow();
        await(() -> store.statistics(TABLE.name()).itemCount() > ITEMS_IN_BACKUP, true);
        for (int n = 0; ; n++) {
            Path target = backups.resolve(Long.toHexString(random.nextLong()));
            WatchedDirectory directory = new WatchedDirectory(new DiskDirectory(target));
            if (n > 0) {
                directory.watch(stopAt(1 + random.nextInt(25), acknowledgements, file -> true));
            }
            maintenance.backup(directory, Cancellation.NONE);
        }
    }

    private static boolean isBuilding(MvItemStore store) {
        return store.catalogue()
                .table(TABLE.name())
                .orElseThrow()
                .index("passing")
                .filter(index -> !index.isActive())
                .isPresent();
    }

    /**
     * Fills a new table whose items all have another partition key, so that its partitions can be split again and
     * again.
     */
    private static void spread(MvItemStore store) {
        if (store.catalogue().table("spread").isPresent()) {
            store.dropTable("spread");
        }
        store.createTable(TableDefinition.of("spread", KeySchema.of(new KeyAttribute("id", AttributeType.N)))
                .withIndexes(List.of(IndexDefinition.global(
                        "by_text", KeySchema.of(new KeyAttribute("text", AttributeType.S)), Projection.ALL))));
        for (int n = 0; ; n++) {
            Item item = Item.of(Map.of("id", NumberValue.of(n), "text", new StringValue(n % 100 + "x".repeat(1000))));
            store.write(WriteBatch.of(new Write.Put("spread", item, Optional.empty())));
        }
    }

    private static boolean isSplitting(MvItemStore store) {
        return store.registry().set().list().stream()
                .anyMatch(table -> table.table().partitions().splitting().isPresent());
    }

    /** Ends the process in the middle of something, some time after it has begun. */
    private static void dieWhen(BooleanSupplier inTheMiddle, Random random) {
        int occasion = 1 + random.nextInt(3);
        for (int i = 0; i < occasion; i++) {
            await(inTheMiddle, false);
            await(inTheMiddle, true);
        }
        LockSupport.parkNanos(random.nextInt(1_000_000));
        await(inTheMiddle, true);
        Runtime.getRuntime().halt(DIED);
    }

    private static void await(BooleanSupplier condition, boolean value) {
        while (condition.getAsBoolean() != value) {
            // Short, for some of it lasts no longer than a millisecond.
            LockSupport.parkNanos(20_000);
        }
    }

    private static void buildAndDrop(ItemStore store) {
        while (true) {
            if (store.catalogue()
                    .table(TABLE.name())
                    .orElseThrow()
                    .index("passing")
                    .isEmpty()) {
                store.createIndex(TABLE.name(), PASSING);
            }
            store.awaitIndex(TABLE.name(), "passing", Cancellation.NONE);
            store.dropIndex(TABLE.name(), "passing");
        }
    }

    private static void write(ItemStore store, int writer, long start, DataOutputStream acknowledged, Random random) {
        Update add = new Update(List.of(), List.of(), List.of(new Update.Add(COUNT, NumberValue.of(1))), List.of());
        // A write of the killed process that was not acknowledged may have happened; start clearly behind it.
        for (long n = start; ; n++) {
            Item item = Item.of(Map.of(
                    "writer",
                    NumberValue.of(writer),
                    "n",
                    NumberValue.of(n),
                    "text" + random.nextInt(20),
                    new StringValue("x".repeat(1 + random.nextInt(500)))));
            store.write(new WriteBatch(
                            List.of(
                                    new Write.Put(TABLE.name(), item, Optional.empty()),
                                    new Write.Change(TABLE.name(), counter(writer), add, Optional.empty())),
                            false))
                    .forEach(outcome -> outcome.orThrow());
            try {
                acknowledged.writeLong(n);
                acknowledged.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
