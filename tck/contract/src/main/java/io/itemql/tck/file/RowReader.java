package io.itemql.tck.file;

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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows back into attributes, by the dictionary of their table. */
final class RowReader {
    private static final int LONG_LENGTH = 15;
    private static final int NUMBERS_LISTED = 31;

    /**
     * A row.
     *
     * @param itemBytes the size that it notes
     * @param tags by number of the attribute
     * @param attributes by name
     */
    record Row(int itemBytes, Map<Integer, Integer> tags, Map<String, AttributeValue> attributes) {}

    /** Names of attributes and of entries of maps, by number. */
    private final Map<Integer, String> attributes = new TreeMap<>();

    private final Map<Integer, String> names = new TreeMap<>();

    /** Adds an entry of the dictionary; adding one twice does no harm. */
    void apply(byte[] entry) {
        ByteBuffer in = ByteBuffer.wrap(entry);
        int kind = in.get();
        int number = (int) Bytes.varint(in);
        if (kind == 1) {
            attributes.put(number, Bytes.utf8(Bytes.rest(in)));
        } else if (kind == 3) {
            names.put(number, Bytes.utf8(Bytes.rest(in)));
        }
    }

    Row read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int head = in.get();
        int size = (in.get() & 0xff) << 16 | (in.get() & 0xff) << 8 | (in.get() & 0xff);
        List<Integer> numbers = numbers(in, head & 31);
        int width = (head >> 5 & 3) + 1;
        byte[] tags = Bytes.bytes(in, (numbers.size() + 1) / 2);
        int[] ends = new int[numbers.size()];
        for (int i = 0; i + 1 < ends.length; i++) {
            for (int digit = 0; digit < width; digit++) {
                ends[i] = ends[i] << 8 | (in.get() & 0xff);
            }
        }
        int first = in.position();
        Row row = new Row(size, new TreeMap<>(), new LinkedHashMap<>());
        for (int i = 0; i < ends.length; i++) {
            int tag = tags[i / 2] >> (i % 2 * 4) & 15;
            in.limit(i + 1 < ends.length ? first + ends[i] : bytes.length);
            AttributeValue value = value(tag, in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("a value that does not fill its place");
            }
            row.tags.put(numbers.get(i), tag);
            if (numbers.get(i) == 0) {
                row.attributes.putAll(((MapValue) value).entries());
            } else {
                row.attributes.put(name(attributes, numbers.get(i)), value);
            }
        }
        return row;
    }

    private static List<Integer> numbers(ByteBuffer in, int bitmap) {
        List<Integer> numbers = new ArrayList<>();
        if (bitmap == NUMBERS_LISTED) {
            int count = in.getShort() & 0xffff;
            for (int i = 0; i < count; i++) {
                numbers.add(in.getShort() & 0xffff);
            }
            return numbers;
        }
        for (int at = 0; at < bitmap; at++) {
            int bits = in.get();
            for (int bit = 0; bit < 8; bit++) {
                if ((bits >> bit & 1) == 1) {
                    numbers.add(8 * at + bit);
                }
            }
        }
        return numbers;
    }

    private static String name(Map<Integer, String> dictionary, int number) {
        String name = dictionary.get(number);
        if (name == null) {
            throw new IllegalArgumentException("number " + number + " is not in the dictionary");
        }
        return name;
    }

    /** The value up to the limit. */
    private AttributeValue value(int tag, ByteBuffer in) {
        return switch (tag) {
            case 0 -> new StringValue(Bytes.utf8(Bytes.rest(in)));
            case 1 ->
                NumberValue.of(in.hasRemaining() ? new BigDecimal(new BigInteger(Bytes.rest(in))) : BigDecimal.ZERO);
            case 2 -> {
                int scale = (int) Bytes.signed(in);
                yield NumberValue.of(new BigDecimal(new BigInteger(Bytes.rest(in)), scale));
            }
            case 3 -> BinaryValue.of(Bytes.rest(in));
            case 4, 5 -> BoolValue.of(tag == 5);
            case 6 -> NullValue.NULL;
            case 7 -> new ListValue(elements(in));
            case 8 -> new MapValue(entries(in));
            case 9 ->
                StringSetValue.of(
                        elements(in).stream().map(StringValue.class::cast).toList());
            case 10 ->
                NumberSetValue.of(
                        elements(in).stream().map(NumberValue.class::cast).toList());
            case 11 ->
                BinarySetValue.of(
                        elements(in).stream().map(BinaryValue.class::cast).toList());
            default -> throw new IllegalArgumentException("tag " + tag);
        };
    }

    private List<AttributeValue> elements(ByteBuffer in) {
        int count = (int) Bytes.varint(in);
        List<AttributeValue> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(element(in));
        }
        return elements;
    }

    private Map<String, AttributeValue> entries(ByteBuffer in) {
        int count = (int) Bytes.varint(in);
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int number = (int) Bytes.varint(in);
            String name = number > 0 ? name(names, number - 1) : Bytes.utf8(Bytes.bytes(in, (int) Bytes.varint(in)));
            entries.put(name, element(in));
        }
        return entries;
    }

    private AttributeValue element(ByteBuffer in) {
        int head = in.get() & 0xff;
        int length = head >> 4;
        if (length == LONG_LENGTH) {
            length = (int) Bytes.varint(in);
        }
        int outer = in.limit();
        in.limit(in.position() + length);
        AttributeValue value = value(head & 15, in);
        in.limit(outer);
        return value;
    }
}
