package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemStore;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import io.itemql.tck.file.StoredFiles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reader that judges what crashes leave understands whatever the engine writes, and sees what is wrong. */
final class FilesReaderTest {
    private static final List<String> NUMBERS =
            List.of("0", "1", "-1", "128", "-129", "9223372036854775807", "1.5", "-0.001", "1E-130", "-9.99E125");
    private static final List<KeySchema> KEYS = List.of(
            KeySchema.of(new KeyAttribute("pk", AttributeType.S)),
            KeySchema.of(new KeyAttribute("pk", AttributeType.N), new KeyAttribute("sk", AttributeType.S)),
            KeySchema.of(new KeyAttribute("pk", AttributeType.B), new KeyAttribute("sk", AttributeType.N)),
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.B)));

    private static final KeySchema BY_NUMBER = KeySchema.of(new KeyAttribute("nameN1", AttributeType.N));
    private static final KeySchema BY_TEXT =
            KeySchema.of(new KeyAttribute("nameS2", AttributeType.S), new KeyAttribute("nameB0", AttributeType.B));

    private final Random random = new Random(5);
    private final FragileDirectory directory = new FragileDirectory(random);

    private AttributeValue value(AttributeType type) {
        int n = random.nextInt(NUMBERS.size());
        NumberValue number = NumberValue.of(new BigDecimal(NUMBERS.get(n)));
        StringValue text = new StringValue("t\u0000\u0001ü".substring(0, 1 + n % 4) + "x".repeat(n * n));
        BinaryValue bytes = BinaryValue.of(new byte[] {(byte) n, 0, 1, (byte) 255});
        return switch (type) {
            case S -> text;
            case N -> number;
            case B -> bytes;
            case BOOL -> BoolValue.of(n % 2 == 0);
            case NULL -> NullValue.NULL;
            case L -> new ListValue(List.of(text, number, new ListValue(List.of())));
            case M -> new MapValue(Map.of("inner" + n, number, "other", new MapValue(Map.of("deep", bytes))));
            case SS -> StringSetValue.of(List.of(text, new StringValue("b")));
            case NS -> NumberSetValue.of(List.of(NumberValue.of(n), NumberValue.of(-n - 1)));
            case BS -> BinarySetValue.of(List.of(bytes));
        };
    }

    private Item item(KeySchema keys) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (AttributeType type : AttributeType.values()) {
            if (random.nextBoolean()) {
                attributes.put("name" + type + random.nextInt(3), value(type));
            }
        }
        keys.attributes().forEach(key -> attributes.put(key.name(), value(key.type())));
        return Item.of(attributes);
    }

    private Map<String, Set<Item>> write(ItemStore store) {
        Map<String, Map<List<AttributeValue>, Item>> written = new LinkedHashMap<>();
        for (int table = 0; table < KEYS.size(); table++) {
            KeySchema keys = KEYS.get(table);
            String name = "table" + table;
            store.createTable(TableDefinition.of(name, keys));
            store.createIndex(name, IndexDefinition.global("by_number", BY_NUMBER, Projection.ALL));
            store.createIndex(name, IndexDefinition.global("by_text", BY_TEXT, Projection.include(List.of("nameM1"))));
            Map<List<AttributeValue>, Item> items = new LinkedHashMap<>();
            written.put(name, items);
            for (int i = 0; i < 60; i++) {
                Item item = item(keys);
                List<AttributeValue> key = new ArrayList<>();
                keys.attributes().forEach(attribute -> key.add(item.get(attribute.name())));
                items.put(key, item);
                store.write(WriteBatch.of(new Write.Put(name, item, Optional.empty())))
                        .get(0)
                        .orThrow();
                if (i == 40 && table % 2 == 0) {
                    store.checkpoint();
                }
            }
        }
        Map<String, Set<Item>> expected = new LinkedHashMap<>();
        written.forEach((table, items) -> expected.put(table, new HashSet<>(items.values())));
        return expected;
    }

    private static int count(Set<Item> items, KeySchema index) {
        return (int) items.stream()
                .filter(item -> index.attributes().stream()
                        .allMatch(key -> item.get(key.name()) != null
                                && item.get(key.name()).type() == key.type()))
                .count();
    }

    private static Map<String, Set<Item>> sets(StoredFiles files) {
        Map<String, Set<Item>> sets = new LinkedHashMap<>();
        files.items().forEach((table, items) -> sets.put(table, new HashSet<>(items)));
        return sets;
    }

    @Test
    void filesHoldWhatWasWritten() {
        ItemStore store = Recovery.open(directory, StoreOptions.defaults().withPartitionBytes(5000));
        Map<String, Set<Item>> expected = write(store);
        StoredFiles open = StoredFiles.read(directory.afterKill().files());
        assertEquals(expected, sets(open));
        assertEquals(List.of(), open.problems());
        store.close();
        StoredFiles closed = StoredFiles.read(directory.files());
        assertEquals(expected, sets(closed));
        assertEquals(List.of(), closed.problems());
        expected.forEach((table, items) -> {
            assertEquals(count(items, BY_NUMBER), closed.entries().get(table + ".by_number"));
            assertEquals(count(items, BY_TEXT), closed.entries().get(table + ".by_text"));
        });
        assertTrue(expected.values().stream().allMatch(items -> items.size() > 5));
    }

    @Test
    void changedBitIsSeen() {
        Map<String, Set<Item>> expected;
        try (ItemStore store = Recovery.open(directory, StoreOptions.defaults())) {
            expected = write(store);
        }
        int seen = 0;
        for (int round = 0; round < 200; round++) {
            FragileDirectory damaged = directory.afterKill();
            damaged.flipBit("items.mv", 8L * 4096 * 2 + random.nextLong(8 * (damaged.length("items.mv") - 2 * 4096)));
            try {
                assertEquals(expected, sets(StoredFiles.read(damaged.files())));
            } catch (RuntimeException e) {
                seen++;
            }
        }
        assertFalse(seen == 0);
    }
}
