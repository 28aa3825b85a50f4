package io.itemql.tck.store;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Random keys, values, conditions and updates out of few, so that they meet, with the awkward ones among them. */
final class ModelRandom {
    private static final List<String> TEXTS =
            List.of("a", "ab", "abc", "b", "\0", "a\0", "a\u0001", "ü", "\uFFFF", "\uD83D\uDE00", "z".repeat(40));
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "10",
            "-10",
            "0.5",
            "-0.5",
            "1.5",
            "9223372036854775807",
            "9223372036854775808",
            "1E-130",
            "-9.9E125",
            "12345678901234567890123456789012345678");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "é");
    private static final List<ComparisonOperator> OPERATORS = List.of(ComparisonOperator.values());
    private static final List<AttributeType> TYPES = List.of(AttributeType.values());

    private final Random random;

    ModelRandom(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    KeySchema keys() {
        List<AttributeType> types = List.of(AttributeType.S, AttributeType.N, AttributeType.B);
        KeyAttribute partition = new KeyAttribute("pk", anyOf(types));
        return oneIn(4) ? KeySchema.of(partition) : KeySchema.of(partition, new KeyAttribute("sk", anyOf(types)));
    }

    /** Few partitions, so that they have many items. */
    AttributeValue partition(KeySchema keys) {
        int bound = keys.hasSortKey() ? 4 : TEXTS.size();
        return switch (keys.partitionKey().type()) {
            case S -> new StringValue(TEXTS.get(random.nextInt(bound)));
            case N -> NumberValue.parse(NUMBERS.get(random.nextInt(bound)));
            default -> BinaryValue.of(new byte[] {(byte) random.nextInt(bound)});
        };
    }

    AttributeValue sort(KeySchema keys) {
        return switch (keys.sortKey().orElseThrow().type()) {
            case S -> new StringValue(anyOf(TEXTS) + (random.nextBoolean() ? anyOf(TEXTS) : ""));
            case N -> oneIn(3) ? NumberValue.parse(anyOf(NUMBERS)) : NumberValue.of(random.nextInt(40) - 20);
            default ->
                BinaryValue.of(
                        random.nextBoolean()
                                ? new byte[] {(byte) random.nextInt()}
                                : new byte[] {(byte) (random.nextInt(3) - 1), (byte) random.nextInt(3)});
        };
    }

    ItemKey key(KeySchema keys) {
        return keys.hasSortKey() ? ItemKey.of(partition(keys), sort(keys)) : ItemKey.of(partition(keys));
    }

    /** An index over attributes that items have often, or over their keys. */
    IndexDefinition index(String name, KeySchema tableKeys, boolean global) {
        Projection projection =
                switch (below(3)) {
                    case 0 -> Projection.ALL;
                    case 1 -> Projection.KEYS_ONLY;
                    default -> Projection.include(oneIn(2) ? List.of("c") : List.of("d", "a", "nowhere"));
                };
        // One type for each attribute, whatever the index.
        KeyAttribute a = new KeyAttribute("a", tableKeys.hasSortKey() ? AttributeType.S : AttributeType.N);
        KeyAttribute b = new KeyAttribute("b", AttributeType.N);
        KeyAttribute table =
                tableKeys.attributes().get(below(tableKeys.attributes().size()));
        if (!global) {
            return IndexDefinition.local(name, KeySchema.of(tableKeys.partitionKey(), oneIn(2) ? a : b), projection);
        }
        KeySchema keys =
                switch (below(5)) {
                    case 0 -> KeySchema.of(a);
                    case 1 -> KeySchema.of(b, a);
                    case 2 -> KeySchema.of(a, table);
                    case 3 -> KeySchema.of(table, b);
                    default -> KeySchema.of(a, b);
                };
        return IndexDefinition.global(name, keys, projection);
    }

    String name() {
        return anyOf(NAMES);
    }

    AttributeValue value() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new StringValue(oneIn(4) ? "" : anyOf(TEXTS));
            case 2, 3 -> NumberValue.parse(anyOf(NUMBERS));
            case 4 -> NumberValue.of(BigDecimal.valueOf(random.nextInt(20_000) - 10_000, random.nextInt(4)));
            case 5 -> BinaryValue.of(new byte[random.nextInt(3)]);
            case 6 -> BoolValue.of(random.nextBoolean());
            case 7 -> NullValue.NULL;
            case 8 -> new ListValue(oneIn(3) ? List.of() : List.of(value()));
            case 9 -> new MapValue(oneIn(3) ? Map.of() : Map.of(name(), value()));
            case 10 -> new StringSetValue(new TreeSet<>(List.of(new StringValue(anyOf(TEXTS)), new StringValue("m"))));
            default -> new NumberSetValue(new TreeSet<>(List.of(NumberValue.ONE, NumberValue.parse(anyOf(NUMBERS)))));
        };
    }

    /** The attributes of an item with the given key. */
    Map<String, AttributeValue> item(ItemKey key, KeySchema keys) {
        Map<String, AttributeValue> item = new TreeMap<>(key.toItem(keys).attributes());
        for (int i = random.nextInt(5); i > 0; i--) {
            item.put(name(), value());
        }
        if (oneIn(40)) {
            item.put("big", new StringValue("x".repeat(random.nextInt(9000))));
        }
        return item;
    }

    ModelRange range(KeySchema keys) {
        if (!keys.hasSortKey() || oneIn(4)) {
            return new ModelRange(null, true, null, true, null);
        }
        if (keys.sortKey().orElseThrow().type() != AttributeType.N && oneIn(3)) {
            return new ModelRange(null, true, null, true, sort(keys));
        }
        AttributeValue lower = oneIn(3) ? null : sort(keys);
        AttributeValue upper = oneIn(3) ? null : oneIn(6) ? lower : sort(keys);
        return new ModelRange(lower, random.nextBoolean(), upper, random.nextBoolean(), null);
    }

    /** A range with one end at the sort key that an entry has. */
    ModelRange rangeAround(KeySchema keys, ItemKey entry) {
        if (!keys.hasSortKey() || oneIn(3)) {
            return new ModelRange(null, true, null, true, null);
        }
        AttributeValue sort = entry.sort().orElseThrow();
        if (sort.type() != AttributeType.N && oneIn(3)) {
            return new ModelRange(null, true, null, true, sort);
        }
        return oneIn(2)
                ? new ModelRange(sort, random.nextBoolean(), null, true, null)
                : new ModelRange(null, true, sort, random.nextBoolean(), null);
    }

    Optional<ModelCondition> maybeCondition(int chances) {
        return oneIn(chances) ? Optional.of(condition(2)) : Optional.empty();
    }

    private ModelCondition condition(int depth) {
        String attribute = oneIn(6) ? "pk" : name();
        return switch (random.nextInt(depth > 0 ? 11 : 7)) {
            case 0, 1, 2 -> new ModelCondition.Comparison(attribute, anyOf(OPERATORS), value());
            case 3 -> {
                List<AttributeValue> values = new ArrayList<>();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    values.add(value());
                }
                yield new ModelCondition.OneOf(attribute, values);
            }
            case 4 -> new ModelCondition.Exists(attribute);
            case 5 -> new ModelCondition.HasType(attribute, anyOf(TYPES));
            case 6 -> new ModelCondition.BeginsWith(attribute, new StringValue(anyOf(TEXTS)));
            case 7, 8 -> new ModelCondition.Both(condition(depth - 1), condition(depth - 1));
            case 9 -> new ModelCondition.Either(condition(depth - 1), condition(depth - 1));
            default -> new ModelCondition.Negation(condition(depth - 1));
        };
    }

    /** Each attribute in one section only. */
    ModelUpdate update() {
        Map<String, AttributeValue> sets = new TreeMap<>();
        Set<String> removes = new TreeSet<>();
        Map<String, NumberValue> adds = new TreeMap<>();
        for (String name : NAMES) {
            switch (random.nextInt(8)) {
                case 0, 1 -> sets.put(name, value());
                case 2 -> removes.add(name);
                case 3 ->
                    adds.put(name, NumberValue.of(BigDecimal.valueOf(random.nextInt(200) - 100, random.nextInt(3))));
                default -> {}
            }
        }
        return new ModelUpdate(sets, removes, adds);
    }
}
