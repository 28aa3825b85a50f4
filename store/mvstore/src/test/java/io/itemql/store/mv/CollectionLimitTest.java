package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Isolation;
import io.itemql.store.ItemKey;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Item collections of tables with local indexes have a limit, exact to the byte. */
final class CollectionLimitTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int BYTES_MAX = 10_000;
    private static final KeyAttribute DEVICE = new KeyAttribute("device", AttributeType.S);
    private static final KeySchema KEYS = KeySchema.of(DEVICE, new KeyAttribute("at", AttributeType.N));
    private static final IndexDefinition ALL = IndexDefinition.local(
            "by_level", KeySchema.of(DEVICE, new KeyAttribute("level", AttributeType.N)), Projection.ALL);
    private static final IndexDefinition SPARSE = IndexDefinition.local(
            "by_name", KeySchema.of(DEVICE, new KeyAttribute("name", AttributeType.S)), Projection.KEYS_ONLY);
    private static final TableDefinition TABLE =
            TableDefinition.of("events", KEYS).withIndexes(List.of(ALL, SPARSE));

    private final FragileDirectory directory = new FragileDirectory(new Random(SEED));
    private MvItemStore store;

    @BeforeEach
    void open() {
        // Partitions as small as this are split all the time, down to single collections.
        store = Recovery.open(
                directory, StoreOptions.defaults().withPartitionBytes(3_000).withCollectionBytes(BYTES_MAX));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Item event(String device, int at, int size) {
        return Item.of(Map.of("device", new StringValue(device), "at", NumberValue.of(at), "t", text(size)));
    }

    private static AttributeValue text(int size) {
        return new StringValue("x".repeat(size));
    }

    /** What an event of no text has. */
    private static int frame(String device, int at) {
        return ItemSize.of(event(device, at, 0));
    }

    private static Write put(Item item) {
        return new Write.Put("events", item, Optional.empty());
    }

    private static Write delete(String device, int at) {
        return new Write.Delete("events", ItemKey.of(new StringValue(device), NumberValue.of(at)), Optional.empty());
    }

    private WriteOutcome write(Write write) {
        return store.write(WriteBatch.of(write)).get(0);
    }

    private void assertRefused(WriteOutcome outcome) {
        assertTrue(outcome.failedWith(ErrorCode.COLLECTION_TOO_LARGE), () -> outcome + ", -Dseed=" + SEED);
    }

    @Test
    void holdsExactlySoMuch() {
        store.createTable(TABLE);
        write(put(event("d", 1, 9_000))).orThrow();
        int left = BYTES_MAX - 9_000 - frame("d", 1) - frame("d", 2);
        assertRefused(write(put(event("d", 2, left + 1))));
        write(put(event("d", 2, left))).orThrow();
        assertRefused(write(put(event("d", 2, left + 1))));
        // Neither another collection nor what does not grow is concerned.
        write(put(event("e", 2, 9_000))).orThrow();
        write(put(event("d", 2, left))).orThrow();
        write(delete("d", 2)).orThrow();
        write(put(event("d", 2, left))).orThrow();
        assertRefused(write(put(event("d", 3, 0))));
    }

    @Test
    void aTableWithoutLocalIndexesHasNoLimit() {
        store.createTable(TableDefinition.of("events", KEYS));
        write(put(event("d", 1, 9_000))).orThrow();
        write(put(event("d", 2, 9_000))).orThrow();
    }

    @Test
    void theMessageTellsTheLimit() {
        store.createTable(TABLE);
        ItemException e = assertThrows(
                ItemException.class, () -> write(put(event("d", 1, 10_001))).orThrow());
        assertEquals(
                "Collection size exceeded: the items of one partition key and their entries in local indexes may have at"
                        + " most 10000 bytes together",
                e.getMessage());
    }

    @Test
    void whatHappensTogetherIsCountedTogether() {
        store.createTable(TABLE);
        write(put(event("d", 1, 9_000))).orThrow();
        List<Write> exchange = List.of(put(event("d", 0, 9_000)), delete("d", 1));
        for (WriteOutcome outcome : store.write(WriteBatch.atomic(exchange, false))) {
            outcome.orThrow();
        }
        List<Write> tooMuch = List.of(put(event("d", 2, 500)), put(event("d", 3, 500)), put(event("e", 1, 1)));
        List<WriteOutcome> outcomes = store.write(WriteBatch.atomic(tooMuch, false));
        assertRefused(outcomes.get(0));
        assertTrue(outcomes.get(1).failedWith(ErrorCode.TRANSACTION_CANCELLED));
        assertTrue(outcomes.get(2).failedWith(ErrorCode.TRANSACTION_CANCELLED));
        assertEquals(1, store.statistics("events").itemCount());
    }

    @Test
    void aCommitIsRefusedAsAWhole() {
        store.createTable(TABLE);
        write(put(event("d", 1, 9_000))).orThrow();
        Transaction transaction = store.begin(Isolation.SNAPSHOT);
        transaction.write(WriteBatch.of(put(event("e", 1, 1)))).get(0).orThrow();
        transaction.write(WriteBatch.of(put(event("d", 2, 1_000)))).get(0).orThrow();
        ItemException e = assertThrows(ItemException.class, transaction::commit);
        assertEquals(ErrorCode.COLLECTION_TOO_LARGE, e.code());
        assertEquals(1, store.statistics("events").itemCount());
    }

    /** Random writes, each allowed or not by sizes added up here. */
    @Test
    void countsItemsAndTheirEntries() {
        store.createTable(TABLE);
        Random random = new Random(SEED);
        Map<String, Map<Integer, Item>> model = new HashMap<>();
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            String device = "d" + random.nextInt(4);
            int at = random.nextInt(12);
            Map<Integer, Item> collection = model.computeIfAbsent(device, same -> new HashMap<>());
            if (random.nextInt(8) == 0) {
                write(delete(device, at)).orThrow();
                collection.remove(at);
            } else {
                Item item = randomEvent(random, device, at);
                Map<Integer, Item> after = new HashMap<>(collection);
                after.put(at, item);
                boolean fits = bytes(after) <= Math.max(BYTES_MAX, bytes(collection));
                WriteOutcome outcome = write(put(item));
                assertEquals(fits, outcome.failure().isEmpty(), "write " + i + ", -Dseed=" + SEED);
                if (fits) {
                    collection.put(at, item);
                } else {
                    assertRefused(outcome);
                    refused++;
                }
            }
            if (i % 500 == 0) {
                store.checkpoint();
            }
            if (i % 1_000 == 999) {
                store.close();
                open();
            }
        }
        assertFalse(refused < 100, "refused only " + refused + ", -Dseed=" + SEED);
    }

    private static Item randomEvent(Random random, String device, int at) {
        Map<String, AttributeValue> attributes =
                new HashMap<>(event(device, at, random.nextInt(1_500)).attributes());
        if (random.nextBoolean()) {
            attributes.put("level", NumberValue.of(random.nextInt(5)));
        }
        if (random.nextBoolean()) {
            attributes.put("name", new StringValue("n".repeat(1 + random.nextInt(50))));
        }
        return Item.of(attributes);
    }

    private static long bytes(Map<Integer, Item> collection) {
        long bytes = 0;
        for (Item item : collection.values()) {
            bytes += ItemSize.of(item);
            if (item.attributes().containsKey("level")) {
                bytes += ItemSize.of(item);
            }
            AttributeValue name = item.attributes().get("name");
            if (name != null) {
                bytes += ItemSize.of(Item.of(Map.of(
                        "device",
                        item.attributes().get("device"),
                        "at",
                        item.attributes().get("at"),
                        "name",
                        name)));
            }
        }
        return bytes;
    }
}
