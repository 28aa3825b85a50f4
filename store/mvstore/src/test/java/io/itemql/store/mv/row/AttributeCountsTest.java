package io.itemql.store.mv.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.ItemKey;
import io.itemql.store.TableStatistics;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AttributeCountsTest {
    private static final KeySchema KEYS =
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N));

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RowCodec codec = new RowCodec(KEYS, new Dictionary("the test"));

    private byte[] key(Item item) {
        return codec.keyCodec().encode(ItemKey.ofItem(item, KEYS));
    }

    private byte[] encode(Item item) {
        return codec.encode(item, ItemSize.of(item), entry -> {});
    }

    /** Counted from the items themselves. */
    private static TableStatistics expected(List<Item> items) {
        Map<String, Map<AttributeType, Long>> types = new TreeMap<>();
        Map<String, Long> wholes = new TreeMap<>();
        long bytes = 0;
        for (Item item : items) {
            bytes += ItemSize.of(item);
            for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
                AttributeValue value = attribute.getValue();
                types.computeIfAbsent(attribute.getKey(), name -> new EnumMap<>(AttributeType.class))
                        .merge(value.type(), 1L, Long::sum);
                boolean isWhole = value instanceof NumberValue number && number.isLong();
                wholes.merge(attribute.getKey(), isWhole ? 1L : 0L, Long::sum);
            }
        }
        List<AttributeStatistics> attributes = new ArrayList<>();
        types.forEach((name, counts) -> attributes.add(new AttributeStatistics(name, counts, wholes.get(name))));
        return new TableStatistics(items.size(), bytes, attributes, 0);
    }

    @Test
    void countsOfPartitionsAddUpToTheTable() {
        RandomItems items = new RandomItems(random, 30);
        List<Item> live = new ArrayList<>();
        AttributeCounts saved = new AttributeCounts(codec);
        AttributeCounts changes = new AttributeCounts(codec);
        for (int round = 0; round < 2000; round++) {
            if (!live.isEmpty() && random.nextInt(3) == 0) {
                Item gone = live.remove(random.nextInt(live.size()));
                changes.remove(key(gone), encode(gone));
            } else {
                Item item = items.item(new StringValue("p"), items.number());
                live.add(item);
                changes.add(key(item), encode(item));
            }
            if (random.nextInt(100) == 0) {
                saved.merge(AttributeCounts.fromBytes(changes.toBytes(), codec));
                saved = AttributeCounts.fromBytes(saved.toBytes(), codec);
                changes = new AttributeCounts(codec);
            }
        }
        saved.merge(changes);
        assertEquals(expected(live), saved.toStatistics(), () -> "-Dseed=" + seed);
    }

    @Test
    void aTypeThatComesBackAppearsAgain() {
        Item item = Item.of(Map.of("pk", new StringValue("p"), "sk", NumberValue.ONE, "a", NumberValue.ONE));
        AttributeCounts counts = new AttributeCounts(codec);
        counts.add(key(item), encode(item));
        long appearances = counts.appearances();
        counts.add(key(item), encode(item));
        assertEquals(appearances, counts.appearances());
        counts.remove(key(item), encode(item));
        counts.remove(key(item), encode(item));
        assertEquals(List.of(), counts.toStatistics().attributes());
        counts.add(key(item), encode(item));
        assertTrue(counts.appearances() > appearances);
    }
}
