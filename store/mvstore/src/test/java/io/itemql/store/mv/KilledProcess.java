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

/**
 * The process that {@link KillTest} kills: writers that put numbered items and write down, in a file each, the last
 * number that was acknowledged.
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

    private KilledProcess() {}

    /** The key of a writer's counting item. */
    static ItemKey counter(int writer) {
        return ItemKey.of(NumberValue.of(writer), NumberValue.of(-1));
    }

    static ItemStore open(Path directory, Durability durability) {
        // Small, so that checkpoints, new segments and splits happen all the time.
        return Recovery.open(
                new DiskDirectory(directory),
                StoreOptions.defaults()
                        .withDurability(durability)
                        .withCheckpointBytes(400_000)
                        .withSegmentBytes(300_000)
                        .withPartitionBytes(200_000));
    }

    /** Arguments: directory of the store, directory of the acknowledgements, durability, seed. */
    public static void main(String[] arguments) throws IOException {
        ItemStore store = open(Path.of(arguments[0]), Durability.valueOf(arguments[2]));
        if (store.catalogue().table(TABLE.name()).isEmpty()) {
            store.createTable(TABLE);
        }
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            Path file = Path.of(arguments[1], "writer-" + writer);
            long start = Files.exists(file) ? Files.size(file) / Long.BYTES : 0;
            DataOutputStream acknowledged = new DataOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            Random random = new Random(Long.parseLong(arguments[3]) + writer);
            new Thread(() -> write(store, writer, start, acknowledged, random)).start();
        }
        new Thread(() -> buildAndDrop(store)).start();
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
