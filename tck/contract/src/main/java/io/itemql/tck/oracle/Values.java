package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Equality and order of values, once more and in the plainest way. */
final class Values {
    private Values() {}

    /** True for NULL and for MISSING. */
    static boolean absent(AttributeValue value) {
        return value == null || value == NullValue.NULL;
    }

    /**
     * One text for all spellings of one value, and different texts for different values; NULL and MISSING are alike.
     * What GROUP BY, DISTINCT and set operations go by.
     */
    static String canonical(AttributeValue value) {
        if (absent(value)) {
            return "null";
        }
        if (value instanceof NumberValue number) {
            return "N" + decimal(number).toPlainString();
        }
        if (value instanceof StringValue text) {
            return quoted(text.value());
        }
        if (value instanceof BinaryValue binary) {
            return "B" + HexFormat.of().formatHex(binary.toByteArray());
        }
        if (value instanceof BoolValue bool) {
            return bool.value() ? "true" : "false";
        }
        if (value instanceof MapValue map) {
            StringBuilder text = new StringBuilder("{");
            sorted(map).forEach((name, entry) -> text.append(quoted(name))
                    .append(':')
                    .append(canonical(entry))
                    .append(','));
            return text.append('}').toString();
        }
        List<String> members = new ArrayList<>();
        members(value).forEach(member -> members.add(canonical(member)));
        if (value instanceof ListValue) {
            return members.toString();
        }
        members.sort(null);
        return value.type() + members.toString();
    }

    static String canonical(List<AttributeValue> row) {
        StringBuilder text = new StringBuilder();
        row.forEach(value -> text.append(canonical(value)).append(" | "));
        return text.toString();
    }

    private static String quoted(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** The digits of a number without trailing zeros. */
    static BigDecimal decimal(NumberValue number) {
        BigDecimal decimal = number.toBigDecimal();
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }

    /** The elements of a list or the members of a set; nothing for other values. */
    static List<AttributeValue> members(AttributeValue value) {
        if (value instanceof ListValue list) {
            return list.elements();
        }
        Collection<? extends AttributeValue> members = List.of();
        if (value instanceof StringSetValue set) {
            members = set.members();
        } else if (value instanceof NumberSetValue set) {
            members = set.members();
        } else if (value instanceof BinarySetValue set) {
            members = set.members();
        }
        return List.copyOf(members);
    }

    /** What {@code ||} and functions of texts take a value for. */
    static String text(AttributeValue value) {
        if (value instanceof StringValue text) {
            return text.value();
        }
        if (value instanceof NumberValue number) {
            return decimal(number).toPlainString();
        }
        if (value instanceof BoolValue bool) {
            return bool.value() ? "true" : "false";
        }
        throw new ItemException(ErrorCode.UNSUPPORTED, "The text of " + value.type(), " by the naive evaluator");
    }

    /** True if {@code <} knows an order between the two. */
    static boolean orderable(AttributeValue a, AttributeValue b) {
        return (a instanceof BoolValue && b instanceof BoolValue)
                || (a instanceof NumberValue && b instanceof NumberValue)
                || (a instanceof StringValue && b instanceof StringValue)
                || (a instanceof BinaryValue && b instanceof BinaryValue);
    }

    /**
     * The order of ORDER BY, MIN and MAX between values that are neither NULL nor MISSING at the top: numbers, texts,
     * binaries, booleans, lists, maps, sets; NULL inside of a list or map last.
     */
    static int compare(AttributeValue a, AttributeValue b) {
        if (rank(a) != rank(b)) {
            return Integer.compare(rank(a), rank(b));
        }
        if (a instanceof NumberValue x && b instanceof NumberValue y) {
            return decimal(x).compareTo(decimal(y));
        }
        if (a instanceof StringValue x && b instanceof StringValue y) {
            return Arrays.compareUnsigned(
                    x.value().getBytes(StandardCharsets.UTF_8), y.value().getBytes(StandardCharsets.UTF_8));
        }
        if (a instanceof BinaryValue x && b instanceof BinaryValue y) {
            return Arrays.compareUnsigned(x.toByteArray(), y.toByteArray());
        }
        if (a instanceof BoolValue x && b instanceof BoolValue y) {
            return Boolean.compare(x.value(), y.value());
        }
        if (a instanceof MapValue x && b instanceof MapValue y) {
            return compareAll(flat(x), flat(y));
        }
        return compareAll(members(a), members(b));
    }

    private static int compareAll(List<AttributeValue> a, List<AttributeValue> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int byElement = compare(a.get(i), b.get(i));
            if (byElement != 0) {
                return byElement;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Name, value, name, value, by name. */
    private static List<AttributeValue> flat(MapValue map) {
        List<AttributeValue> flat = new ArrayList<>();
        sorted(map).forEach((name, value) -> {
            flat.add(new StringValue(name));
            flat.add(value);
        });
        return flat;
    }

    private static Map<String, AttributeValue> sorted(MapValue map) {
        Map<String, AttributeValue> sorted = new TreeMap<>((x, y) ->
                Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8)));
        sorted.putAll(map.entries());
        return sorted;
    }

    private static int rank(AttributeValue value) {
        return switch (value.type()) {
            case N -> 0;
            case S -> 1;
            case B -> 2;
            case BOOL -> 3;
            case L -> 4;
            case M -> 5;
            case SS -> 6;
            case NS -> 7;
            case BS -> 8;
            case NULL -> 9;
        };
    }
}
