package io.itemql.store.mv.row;

import io.itemql.item.AttributePath;
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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Random items of all ten types, from few names and few values, so that they meet often. */
public final class RandomItems {
    private static final String[] TEXTS = {"", "a", "ab", "abc", "b", "\0", "ü", "\uFFFF", "😀", "😀a", "x".repeat(300)
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "-1",
        "2",
        "127",
        "128",
        "-128",
        "-129",
        "65536",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1.5",
        "-1.5",
        "1.50001",
        "0.001",
        "1E-130",
        "9.99E125",
        "-9.99E125",
        "1E20",
        "0.1",
        "12345678901234567890123456789012345678",
        "1.2345678901234567890123456789012345678"
    };

    private final Random random;
    private final int names;

    public RandomItems(Random random, int names) {
        this.random = random;
        this.names = names;
    }

    String name() {
        int number = random.nextInt(names);
        return number == 0 ? "" + (char) 0x263A : "a" + number;
    }

    public Item item(AttributeValue partition, AttributeValue sort) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("pk", partition);
        if (sort != null) {
            attributes.put("sk", sort);
        }
        for (int i = random.nextInt(12); i > 0; i--) {
            attributes.put(name(), value(0));
        }
        return Item.of(attributes);
    }

    public StringValue text() {
        return new StringValue(TEXTS[random.nextInt(TEXTS.length)]);
    }

    public NumberValue number() {
        return switch (random.nextInt(3)) {
            case 0 -> NumberValue.parse(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 1 -> NumberValue.of(random.nextLong() >> random.nextInt(64));
            default ->
                NumberValue.of(new BigDecimal(
                        new BigInteger(1 + random.nextInt(120), random).subtract(BigInteger.TEN),
                        random.nextInt(60) - 20));
        };
    }

    public BinaryValue bytes() {
        byte[] bytes = new byte[random.nextInt(3)];
        random.nextBytes(bytes);
        return BinaryValue.of(bytes);
    }

    AttributeValue value(int depth) {
        return switch (random.nextInt(depth < 3 ? 12 : 7)) {
            case 0, 1 -> text();
            case 2, 3 -> number();
            case 4 -> bytes();
            case 5 -> BoolValue.of(random.nextBoolean());
            case 6 -> NullValue.NULL;
            case 7 -> {
                List<AttributeValue> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(depth + 1));
                }
                yield new ListValue(elements);
            }
            case 8 -> {
                Map<String, AttributeValue> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    entries.put(name(), value(depth + 1));
                }
                yield new MapValue(entries);
            }
            case 9 -> {
                TreeSet<StringValue> members = new TreeSet<>(List.of(text(), text()));
                yield new StringSetValue(members);
            }
            case 10 -> {
                TreeSet<NumberValue> members = new TreeSet<>(List.of(number(), number()));
                yield new NumberSetValue(members);
            }
            default -> {
                TreeSet<BinaryValue> members = new TreeSet<>(List.of(bytes(), bytes()));
                yield new BinarySetValue(members);
            }
        };
    }

    AttributePath path() {
        int first = random.nextInt(12);
        AttributePath path = AttributePath.of(first == 0 ? "pk" : first == 1 ? "sk" : name());
        while (random.nextInt(3) == 0) {
            path = random.nextBoolean() ? path.name(name()) : path.position(random.nextInt(3));
        }
        return path;
    }

    /** A value that is somewhere in the item, or any other one. */
    AttributeValue valueNear(Item item) {
        List<AttributeValue> own = new ArrayList<>(item.attributes().values());
        return random.nextInt(3) == 0 ? value(0) : own.get(random.nextInt(own.size()));
    }
}
