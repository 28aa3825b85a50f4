package io.itemql.tck.store;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Order and size of values, written down a second time in the plainest way. */
final class ModelValues {
    private ModelValues() {}

    /** Compares two values of one of the types S, N and B; null if they are of other or of different types. */
    static Integer compare(AttributeValue a, AttributeValue b) {
        if (a instanceof StringValue x && b instanceof StringValue y) {
            return Arrays.compareUnsigned(utf8(x.value()), utf8(y.value()));
        }
        if (a instanceof NumberValue x && b instanceof NumberValue y) {
            return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString()));
        }
        if (a instanceof BinaryValue x && b instanceof BinaryValue y) {
            return Arrays.compareUnsigned(x.toByteArray(), y.toByteArray());
        }
        return null;
    }

    static boolean beginsWith(AttributeValue value, AttributeValue prefix) {
        byte[] whole = bytes(value);
        byte[] start = bytes(prefix);
        return whole != null
                && start != null
                && value.type() == prefix.type()
                && start.length <= whole.length
                && Arrays.equals(Arrays.copyOf(whole, start.length), start);
    }

    private static byte[] bytes(AttributeValue value) {
        if (value instanceof StringValue text) {
            return utf8(text.value());
        }
        return value instanceof BinaryValue binary ? binary.toByteArray() : null;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static int itemBytes(Map<String, AttributeValue> item) {
        int bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            bytes += utf8(attribute.getKey()).length + bytesOf(attribute.getValue());
        }
        return bytes;
    }

    private static int bytesOf(AttributeValue value) {
        if (value instanceof StringValue || value instanceof BinaryValue) {
            return bytes(value).length;
        }
        if (value instanceof NumberValue number) {
            return bytesOfNumber(number.toString());
        }
        if (value instanceof ListValue list) {
            return 3 + list.elements().size() + sum(list.elements());
        }
        if (value instanceof MapValue map) {
            return 3 + map.entries().size() + itemBytes(map.entries());
        }
        if (value instanceof StringSetValue set) {
            return sum(set.members());
        }
        if (value instanceof NumberSetValue set) {
            return sum(set.members());
        }
        if (value instanceof BinarySetValue set) {
            return sum(set.members());
        }
        return 1;
    }

    private static int sum(Collection<? extends AttributeValue> values) {
        return values.stream().mapToInt(ModelValues::bytesOf).sum();
    }

    /** Counts the digits of the plain notation, without the zeros at both ends. */
    private static int bytesOfNumber(String plain) {
        if (plain.equals("0")) {
            return 1;
        }
        boolean negative = plain.startsWith("-");
        String magnitude = negative ? plain.substring(1) : plain;
        int point = magnitude.indexOf('.');
        String whole = (point < 0 ? magnitude : magnitude.substring(0, point)).replaceAll("^0+", "");
        String fraction = point < 0 ? "" : magnitude.substring(point + 1);
        if (fraction.isEmpty()) {
            whole = whole.replaceAll("0+$", "");
        }
        if (whole.isEmpty()) {
            fraction = fraction.replaceAll("^0+", "");
        }
        return 1 + (whole.length() + 1) / 2 + (fraction.length() + 1) / 2 + (negative ? 1 : 0);
    }
}
