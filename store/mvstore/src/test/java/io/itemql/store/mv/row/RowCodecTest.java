package io.itemql.store.mv.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.AttributeSource;
import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCodecTest {
    private static final KeySchema KEYS =
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N));

    private static final List<ComparisonOperator> OPERATORS = List.of(ComparisonOperator.values());

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<byte[]> entries = new ArrayList<>();
    private final RowCodec codec = new RowCodec(KEYS, new Dictionary("the test"));

    private String atSeed(Object what) {
        return what + ", -Dseed=" + seed;
    }

    private byte[] encode(Item item) {
        return codec.encode(item, ItemSize.of(item), entries::add);
    }

    private byte[] key(Item item) {
        return codec.keyCodec().encode(ItemKey.ofItem(item, KEYS));
    }

    private static Item item(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> all = new LinkedHashMap<>(attributes);
        all.put("pk", new StringValue("p"));
        all.put("sk", NumberValue.ONE);
        return Item.of(all);
    }

    /** Few names: bitmaps of one word. 100: longer bitmaps. 1000: lists. 3000: more names than the dictionary takes. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000, 3000})
    void itemsAndTheirAttributesComeBack(int names) {
        RandomItems items = new RandomItems(random, names);
        for (int round = 0; round < 4000; round++) {
            Item item = items.item(new StringValue("p" + round), items.number());
            byte[] row = encode(item);
            byte[] key = key(item);
            assertEquals(item, codec.decode(key, row), () -> atSeed(item));
            assertEquals(ItemSize.of(item), RowCodec.itemBytes(row), () -> atSeed(item));
            List<AttributePath> paths = new ArrayList<>();
            item.attributes().keySet().forEach(name -> paths.add(AttributePath.of(name)));
            for (int i = 0; i < 10; i++) {
                paths.add(items.path());
            }
            RowSlots slots = new RowSlots(paths, codec);
            StoredRow stored = codec.newRow().position(key, row);
            for (int slot = 0; slot < paths.size(); slot++) {
                AttributePath path = paths.get(slot);
                AttributeValue expected = path.resolve(item);
                assertEquals(expected, slots.value(stored, slot), () -> atSeed(path + " of " + item));
                assertEquals(
                        expected == null ? null : expected.type(),
                        slots.type(stored, slot),
                        () -> atSeed(path + " of " + item));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12, 3000})
    void filtersOnBytesAnswerAsConditionsOnItemsDo(int names) {
        RandomItems items = new RandomItems(random, names);
        List<Item> known = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            known.add(items.item(
                    items.text().value().isEmpty() ? new StringValue("p") : new StringValue("pp"), items.number()));
        }
        List<byte[]> rows = known.stream().map(this::encode).toList();
        StoredRow stored = codec.newRow();
        int[] answers = new int[2];
        for (int round = 0; round < 3000; round++) {
            Condition condition = condition(items, known.get(random.nextInt(known.size())), 2);
            RowFilter filter = new RowFilter(condition, codec);
            for (int i = 0; i < 20; i++) {
                int which = random.nextInt(known.size());
                Item item = known.get(which);
                boolean expected = condition.test(AttributeSource.of(item));
                answers[expected ? 1 : 0]++;
                stored.position(key(item), rows.get(which));
                assertEquals(expected, filter.test(stored), () -> atSeed(condition + " on " + item));
                assertEquals(expected, condition.test(stored), () -> atSeed(condition + " on " + item));
            }
        }
        assertTrue(answers[0] > 1000 && answers[1] > 1000, () -> atSeed("one-sided answers"));
    }

    private Operand operand(RandomItems items, Item near) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Operand.Path(pathNear(items, near));
            case 3 -> new Operand.Size(new Operand.Path(pathNear(items, near)));
            default -> new Operand.Literal(items.valueNear(near));
        };
    }

    private AttributePath pathNear(RandomItems items, Item near) {
        if (random.nextInt(4) == 0) {
            return items.path();
        }
        List<String> own = List.copyOf(near.attributes().keySet());
        return AttributePath.of(own.get(random.nextInt(own.size())));
    }

    private Condition condition(RandomItems items, Item near, int depth) {
        int kind = random.nextInt(depth > 0 ? 13 : 10);
        Operand path = new Operand.Path(pathNear(items, near));
        return switch (kind) {
            case 0, 1, 2 ->
                new Condition.Compare(
                        OPERATORS.get(random.nextInt(6)),
                        random.nextBoolean() ? path : operand(items, near),
                        operand(items, near));
            case 3 -> new Condition.Between(path, operand(items, near), operand(items, near));
            case 4, 5 -> {
                List<Operand> candidates = new ArrayList<>();
                for (int i = random.nextInt(14); i >= 0; i--) {
                    candidates.add(
                            random.nextInt(20) == 0
                                    ? operand(items, near)
                                    : new Operand.Literal(items.valueNear(near)));
                }
                yield new Condition.In(path, candidates);
            }
            case 6 -> new Condition.Exists(pathNear(items, near));
            case 7 -> new Condition.HasType(pathNear(items, near), AttributeType.ofOrdinal(random.nextInt(10)));
            case 8 -> new Condition.BeginsWith(path, operand(items, near));
            case 9 ->
                new Condition.Contains(
                        path, random.nextBoolean() ? new Operand.Literal(items.text()) : operand(items, near));
            case 10 -> new Condition.Not(condition(items, near, depth - 1));
            case 11 -> new Condition.And(List.of(condition(items, near, depth - 1), condition(items, near, depth - 1)));
            default -> new Condition.Or(List.of(condition(items, near, depth - 1), condition(items, near, depth - 1)));
        };
    }

    @Test
    void aDictionaryRebuiltFromItsEntriesReadsTheSameRows() {
        RandomItems items = new RandomItems(random, 50);
        List<Item> known = new ArrayList<>();
        List<byte[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Item item = items.item(new StringValue("p"), NumberValue.of(i));
            known.add(item);
            rows.add(encode(item));
        }
        Dictionary rebuilt = new Dictionary("the test");
        entries.forEach(rebuilt::apply);
        entries.forEach(rebuilt::apply);
        assertEquals(codec.dictionary().version(), rebuilt.version());
        RowCodec again = new RowCodec(KEYS, rebuilt);
        for (int i = 0; i < known.size(); i++) {
            Item item = known.get(i);
            assertEquals(item, again.decode(key(item), rows.get(i)), () -> atSeed(item));
            int before = entries.size();
            assertEquals(0, Arrays.compare(rows.get(i), again.encode(item, ItemSize.of(item), entries::add)));
            assertEquals(before, entries.size(), "nothing was new");
        }
    }

    @Test
    void anEntryThatLeavesAGapIsDamage() {
        encode(item(Map.of("a", NumberValue.ONE)));
        encode(item(Map.of("b", NumberValue.ONE)));
        Dictionary rebuilt = new Dictionary("the test");
        ItemException damaged = assertThrows(ItemException.class, () -> rebuilt.apply(entries.get(2)));
        assertEquals(ErrorCode.STORE_DAMAGED, damaged.code());
    }

    @Test
    void anEntryThatCouldNotBeWrittenDownIsNotUsed() {
        IllegalStateException full = new IllegalStateException("the disk is full");
        Item item = item(Map.of("a", NumberValue.ONE));
        assertThrows(
                IllegalStateException.class,
                () -> codec.encode(item, 10, entry -> {
                    throw full;
                }));
        assertEquals(0, codec.dictionary().version());
        encode(item);
        assertEquals(2, entries.size(), "the attribute and its type");
    }

    @Test
    void theDictionaryLearnsTypesAndTellsWholeNumbersFromOthers() {
        int version = codec.dictionary().version();
        for (String number : List.of("1", "1.5")) {
            encode(item(Map.of("a", NumberValue.parse(number))));
            assertTrue(codec.dictionary().version() > version);
            version = codec.dictionary().version();
        }
        encode(item(Map.of("a", NumberValue.parse("2"))));
        assertEquals(version, codec.dictionary().version());
    }

    /** The cap on both sides: the last name is described, the one after it is carried by its row. */
    @Test
    void namesBeyondTheCapAreKeptInTheRow() {
        AttributeCounts counts = new AttributeCounts(codec);
        for (int i = 1; i <= Dictionary.ATTRIBUTES_MAX; i++) {
            Item item = item(Map.of("n" + i, NumberValue.ONE));
            counts.add(key(item), encode(item));
        }
        assertEquals(0, counts.toStatistics().undescribedItems());
        assertEquals(
                Dictionary.ATTRIBUTES_MAX + 2,
                counts.toStatistics().attributes().size());
        Item beyond = item(Map.of("n0", NumberValue.ONE, "n1", NumberValue.ZERO));
        byte[] row = encode(beyond);
        counts.add(key(beyond), row);
        assertEquals(1, counts.toStatistics().undescribedItems());
        assertEquals(beyond, codec.decode(key(beyond), row));
        StoredRow stored = codec.newRow().position(key(beyond), row);
        assertEquals(NumberValue.ONE, stored.resolve(AttributePath.of("n0")));
        assertEquals(NumberValue.ZERO, stored.resolve(AttributePath.of("n1")));
        assertNull(stored.resolve(AttributePath.of("n2")));
        counts.remove(key(beyond), row);
        assertEquals(0, counts.toStatistics().undescribedItems());
    }

    @Test
    void longNamesAreKeptInTheRow() {
        Item described = item(Map.of("x".repeat(Dictionary.NAME_BYTES_MAX), NumberValue.ONE));
        encode(described);
        assertEquals(2, entries.size());
        Item tooLong = item(Map.of("x".repeat(Dictionary.NAME_BYTES_MAX + 1), NumberValue.ONE));
        byte[] row = encode(tooLong);
        assertEquals(2, entries.size());
        assertEquals(tooLong, codec.decode(key(tooLong), row));
    }

    @Test
    void aTextWithHalfASurrogatePairIsRefusedAndMatchesNothing() {
        StringValue half = new StringValue("\uD83D");
        ItemException refused = assertThrows(ItemException.class, () -> encode(item(Map.of("a", half))));
        assertEquals(ErrorCode.INVALID_TEXT, refused.code());
        Item item = item(Map.of("a", new StringValue("😀")));
        StoredRow stored = codec.newRow().position(key(item), encode(item));
        for (String attribute : List.of("a", "pk")) {
            Operand path = Operand.path(attribute);
            for (Condition condition : List.of(
                    Condition.compare(path, ComparisonOperator.NOT_EQUAL, Operand.value(half)),
                    new Condition.BeginsWith(path, Operand.value(half)))) {
                assertEquals(
                        condition.test(AttributeSource.of(item)),
                        new RowFilter(condition, codec).test(stored),
                        condition.toString());
            }
        }
    }
}
