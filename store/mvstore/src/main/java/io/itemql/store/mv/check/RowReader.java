package io.itemql.store.mv.check;

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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads rows to their last byte. */
final class RowReader {
    private static final int LISTED = 31;
    private static final int MAP = 8;
    private static final int ELEMENT_LONG = 15;
    private static final int DEPTH_MAX = 64;

    private final DictionaryReader dictionary;

    RowReader(DictionaryReader dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * A row.
     *
     * @param itemBytes the size that it says its item has
     * @param numbers the numbers of its attributes, ascending; 0 for those without one
     * @param tags the tag of each
     * @param attributes all attributes that are not in the key
     */
    // Rows are read and never compared, so it does not matter that arrays are equal by identity only.
    @SuppressWarnings("ArrayRecordComponent")
    record Row(int itemBytes, int[] numbers, int[] tags, Map<String, AttributeValue> attributes) {}

    Row read(byte[] bytes) {
        CheckedBytes in = new CheckedBytes(bytes);
        int head = in.next();
        if (head >= 0x80) {
            throw new Malformed("its first byte is " + Integer.toHexString(head));
        }
        int width = (head >> 5) + 1;
        int itemBytes = in.number(3);
        int[] numbers = (head & LISTED) == LISTED ? list(in) : bitmap(in, head & LISTED);
        int[] tags = new int[numbers.length];
        for (int i = 0; i < tags.length; i += 2) {
            int two = in.next();
            tags[i] = two & 0x0F;
            if (i + 1 < tags.length) {
                tags[i + 1] = two >> 4;
            } else if (two >> 4 != 0) {
                throw new Malformed("a tag too many");
            }
        }
        int[] lengths = lengths(in, numbers.length, width);
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            CheckedBytes body = in.part(i == numbers.length - 1 ? in.left() : lengths[i]);
            if (numbers[i] == 0) {
                addUnnumbered(tags[i], body, attributes);
            } else {
                put(attributes, dictionary.attribute(numbers[i]), value(tags[i], body, 0));
            }
        }
        in.expectEnd();
        return new Row(itemBytes, numbers, tags, attributes);
    }

    private static int[] list(CheckedBytes in) {
        int[] numbers = new int[in.number(2)];
        int before = -1;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.number(2);
            if (numbers[i] <= before) {
                throw new Malformed("attribute " + numbers[i] + " behind attribute " + before);
            }
            before = numbers[i];
        }
        return numbers;
    }

    private static int[] bitmap(CheckedBytes in, int length) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = 0; at < length; at++) {
            int bits = in.next();
            for (int bit = 0; bit < 8; bit++) {
                if ((bits >> bit & 1) != 0) {
                    numbers.add(8 * at + bit);
                }
            }
            if (bits == 0 && at == length - 1) {
                throw new Malformed("a bitmap with more bytes than it needs");
            }
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] lengths(CheckedBytes in, int count, int width) {
        int[] lengths = new int[Math.max(0, count - 1)];
        int start = 0;
        for (int i = 0; i < lengths.length; i++) {
            int end = in.number(width);
            lengths[i] = end - start;
            start = end;
        }
        if (width != (start <= 0xFF ? 1 : start <= 0xFFFF ? 2 : 3)) {
            throw new Malformed("ends of " + width + " bytes, the last of which is " + start);
        }
        return lengths;
    }

    private void addUnnumbered(int tag, CheckedBytes body, Map<String, AttributeValue> attributes) {
        if (tag != MAP) {
            throw new Malformed("attributes without numbers have tag " + tag);
        }
        entries(body, 0).forEach((name, value) -> put(attributes, name, value));
    }

    private static void put(Map<String, AttributeValue> attributes, String name, AttributeValue value) {
        if (attributes.put(name, value) != null) {
            throw new Malformed("two values under the name " + name);
        }
    }

    private AttributeValue value(int tag, CheckedBytes body, int depth) {
        AttributeValue value =
                switch (tag) {
                    case 0 -> new StringValue(body.restText());
                    case 1 -> whole(body);
                    case 2 -> decimal(body);
                    case 3 -> BinaryValue.ofOwned(body.rest());
                    case 4 -> BoolValue.FALSE;
                    case 5 -> BoolValue.TRUE;
                    case 6 -> NullValue.NULL;
                    case 7 -> new ListValue(elements(body, depth));
                    case MAP -> new MapValue(entries(body, depth));
                    case 9 -> new StringSetValue(members(body, depth, StringValue.class));
                    case 10 -> new NumberSetValue(members(body, depth, NumberValue.class));
                    case 11 -> new BinarySetValue(members(body, depth, BinaryValue.class));
                    default -> throw new Malformed("a value of tag " + tag);
                };
        body.expectEnd();
        return value;
    }

    private static NumberValue whole(CheckedBytes body) {
        if (body.left() > Long.BYTES) {
            throw new Malformed("a whole number of " + body.left() + " bytes");
        }
        byte[] bytes = body.rest();
        BigInteger number = bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        if (bytes.length > 0 && (number.signum() == 0 || number.toByteArray().length != bytes.length)) {
            throw new Malformed("a whole number with more bytes than it needs");
        }
        return NumberValue.of(number.longValueExact());
    }

    private static NumberValue decimal(CheckedBytes body) {
        int scale = Math.toIntExact(body.signed());
        byte[] unscaled = body.rest();
        if (unscaled.length == 0) {
            throw new Malformed("a number without digits");
        }
        BigInteger digits = new BigInteger(unscaled);
        NumberValue number = NumberValue.of(new BigDecimal(digits, scale));
        boolean canonical = !number.isLong()
                && number.toBigDecimal().scale() == scale
                && digits.toByteArray().length == unscaled.length;
        if (!canonical) {
            throw new Malformed("the number " + number + " in another form than the one that it has");
        }
        return number;
    }

    private List<AttributeValue> elements(CheckedBytes body, int depth) {
        int count = body.count();
        List<AttributeValue> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element(body, depth));
        }
        return elements;
    }

    private AttributeValue element(CheckedBytes body, int depth) {
        if (depth >= DEPTH_MAX) {
            throw new Malformed("values within values, " + depth + " deep");
        }
        int head = body.next();
        int length = head >> 4 == ELEMENT_LONG ? body.count() : head >> 4;
        if (head >> 4 == ELEMENT_LONG && length < ELEMENT_LONG) {
            throw new Malformed("a length of " + length + " in the form of longer ones");
        }
        return value(head & 0x0F, body.part(length), depth + 1);
    }

    private <T extends AttributeValue & Comparable<? super T>> SortedSet<T> members(
            CheckedBytes body, int depth, Class<T> type) {
        SortedSet<T> members = new TreeSet<>();
        for (AttributeValue element : elements(body, depth)) {
            if (!type.isInstance(element) || !members.add(type.cast(element))) {
                throw new Malformed("a set with the member " + element);
            }
        }
        return members;
    }

    private Map<String, AttributeValue> entries(CheckedBytes body, int depth) {
        int count = body.count();
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            long number = body.varint();
            String name = number == 0
                    ? body.part(body.count()).restText()
                    : dictionary.nestedName(Math.toIntExact(number - 1));
            put(entries, name, element(body, depth));
        }
        return entries;
    }
}
