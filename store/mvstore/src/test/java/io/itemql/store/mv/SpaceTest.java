package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemStore;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.store.mv.journal.Durability;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random updates do not make the files grow for ever. {@code -Ditemql.updates=5000000 -Ditemql.items=1000000} is the
 * long run.
 */
final class SpaceTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int ITEMS = Integer.getInteger("itemql.items", 20_000);
    private static final int UPDATES = Integer.getInteger("itemql.updates", 60_000);
    private static final int BATCH = 100;

    @TempDir
    private Path directory;

    private static Item item(int number, Random random) {
        byte[] noise = new byte[150];
        random.nextBytes(noise);
        StringBuilder text = new StringBuilder(2 * noise.length);
        for (byte next : noise) {
            text.append((char) ('a' + (next & 15))).append((char) ('a' + (next >> 4 & 15)));
        }
        return Item.of(Map.of("id", NumberValue.of(number), "text", new StringValue(text.toString())));
    }

    private static void write(ItemStore store, List<Write> writes) {
        store.write(new WriteBatch(writes, false)).forEach(outcome -> outcome.orThrow());
        writes.clear();
    }

    private long bytes(String file) throws IOException {
        return Files.size(directory.resolve(file));
    }

    @Test
    void fileStaysWithinTwoAndAHalfTimesItsLiveData() throws IOException {
        Random random = new Random(SEED);
        long checkpointBytes = Math.max(1 << 18, ITEMS * 300L / 30);
        StoreOptions options =
                StoreOptions.defaults().withDurability(Durability.OS).withCheckpointBytes(checkpointBytes);
        try (ItemStore store = Recovery.open(new DiskDirectory(directory), options)) {
            store.createTable(TableDefinition.of("things", KeySchema.of(new KeyAttribute("id", AttributeType.N))));
            List<Write> writes = new ArrayList<>();
            for (int i = 0; i < ITEMS; i++) {
                writes.add(new Write.Put("things", item(i, random), Optional.empty()));
                if (writes.size() == BATCH) {
                    write(store, writes);
                }
            }
            write(store, writes);
            store.checkpoint();
            long largest = 0;
            for (int i = 0; i < UPDATES; i++) {
                writes.add(new Write.Put("things", item(random.nextInt(ITEMS), random), Optional.empty()));
                if (writes.size() == BATCH) {
                    write(store, writes);
                }
                if (i > UPDATES / 4 && i % 1000 == 0) {
                    largest = Math.max(largest, bytes("items.mv"));
                }
            }
            write(store, writes);
            store.checkpoint();
            long live = store.statistics("things").itemBytes();
            // Looked at while a checkpoint is being written, which needs its room beside the last one; in a file as
            // small
            // as this that is a few percent.
            assertTrue(
                    largest <= 2.5 * live + checkpointBytes,
                    "-Dseed=" + SEED + ": up to " + largest + " bytes for " + live + " bytes of items, now "
                            + bytes("items.mv"));
        }
    }
}
