package io.itemql.store.mv.row;

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
import io.itemql.store.mv.key.ByteBuilder;
import io.itemql.store.mv.key.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The bodies of stored values; the package's description has the layout. The tag and the length of a body stand outside
 * of it: in the row's header for an attribute, in front of the body for an element.
 */
final class ValueBytes {
    /** The length in an element's first byte that says that the real one follows. */
    private static final int LONG_BODY = 15;

    private final Dictionary dictionary;

    ValueBytes(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** Writes the body of a value; nothing for BOOL and NULL, whose tags say it all. */
    void writeBody(AttributeValue value, ByteBuilder out, EntryLog log) {
        switch (value.type()) {
            case S -> out.put(Utf8.encode(((StringValue) value).value()));
            case N -> NumberBytes.write((NumberValue) value, out);
            case B -> out.put(((BinaryValue) value).toByteArray());
            case BOOL, NULL -> {}
            case L -> writeElements(((ListValue) value).elements(), out, log);
            case M -> writeEntries(((MapValue) value).entries(), out, log);
            case SS -> writeElements(((StringSetValue) value).members(), out, log);
            case NS -> writeElements(((NumberSetValue) value).members(), out, log);
            case BS -> writeElements(((BinarySetValue) value).members(), out, log);
        }
    }

    private void writeElements(Collection<? extends AttributeValue> elements, ByteBuilder out, EntryLog log) {
        out.putVarint(elements.size());
        for (AttributeValue element : elements) {
            writeElement(element, out, log);
        }
    }

    private void writeEntries(Map<String, AttributeValue> entries, ByteBuilder out, EntryLog log) {
        out.putVarint(entries.size());
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            writeName(entry.getKey(), dictionary.learnNestedName(entry.getKey(), log), out);
            writeElement(entry.getValue(), out, log);
        }
    }

    /** Writes the map of the attributes that the dictionary does not know: its own names stand in it as text. */
    void writeRest(Map<String, AttributeValue> entries, ByteBuilder out, EntryLog log) {
        out.putVarint(entries.size());
        for (Map.Entry<String, AttributeValue> entry : entries.entrySet()) {
            writeName(entry.getKey(), Dictionary.UNKNOWN, out);
            writeElement(entry.getValue(), out, log);
        }
    }

    private static void writeName(String name, int number, ByteBuilder out) {
        out.putVarint(number + 1L);
        if (number == Dictionary.UNKNOWN) {
            byte[] text = Utf8.encode(name);
            out.putVarint(text.length).put(text);
        }
    }

    private void writeElement(AttributeValue value, ByteBuilder out, EntryLog log) {
        ByteBuilder body = new ByteBuilder(32);
        writeBody(value, body, log);
        int length = body.length();
        out.put(Tag.of(value) | (Math.min(length, LONG_BODY) << 4));
        if (length >= LONG_BODY) {
            out.putVarint(length);
        }
        out.put(body);
    }

    /** The value with the given tag whose body lies between two offsets. */
    AttributeValue read(byte[] bytes, int tag, int start, int end) {
        return switch (tag) {
            case Tag.S -> new StringValue(Utf8.decode(bytes, start, end - start));
            case Tag.WHOLE, Tag.DECIMAL -> NumberBytes.read(bytes, tag, start, end);
            case Tag.B -> BinaryValue.ofOwned(Arrays.copyOfRange(bytes, start, end));
            case Tag.FALSE -> BoolValue.FALSE;
            case Tag.TRUE -> BoolValue.TRUE;
            case Tag.NULL -> NullValue.NULL;
            case Tag.L -> new ListValue(readElements(bytes, start));
            case Tag.M -> new MapValue(readEntries(bytes, start));
            case Tag.SS -> {
                SortedSet<StringValue> members = new TreeSet<>();
                readElements(bytes, start).forEach(member -> members.add((StringValue) member));
                yield new StringSetValue(members);
            }
            case Tag.NS -> {
                SortedSet<NumberValue> members = new TreeSet<>();
                readElements(bytes, start).forEach(member -> members.add((NumberValue) member));
                yield new NumberSetValue(members);
            }
            case Tag.BS -> {
                SortedSet<BinaryValue> members = new TreeSet<>();
                readElements(bytes, start).forEach(member -> members.add((BinaryValue) member));
                yield new BinarySetValue(members);
            }
            default -> throw dictionary.damaged("a value has tag " + tag);
        };
    }

    private List<AttributeValue> readElements(byte[] bytes, int start) {
        ByteSource in = new ByteSource(bytes, start);
        int count = (int) in.varint();
        List<AttributeValue> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(readElement(in));
        }
        return elements;
    }

    Map<String, AttributeValue> readEntries(byte[] bytes, int start) {
        ByteSource in = new ByteSource(bytes, start);
        int count = (int) in.varint();
        Map<String, AttributeValue> entries = new LinkedHashMap<>(count * 4 / 3 + 1);
        for (int i = 0; i < count; i++) {
            entries.put(readName(in), readElement(in));
        }
        return entries;
    }

    private String readName(ByteSource in) {
        int number = (int) in.varint() - 1;
        if (number != Dictionary.UNKNOWN) {
            return dictionary.nestedName(number);
        }
        int length = (int) in.varint();
        String name = Utf8.decode(in.bytes(), in.position(), length);
        in.skip(length);
        return name;
    }

    private AttributeValue readElement(ByteSource in) {
        int head = in.next();
        int length = bodyLength(head, in);
        int start = in.position();
        in.skip(length);
        return read(in.bytes(), head & 0x0F, start, start + length);
    }

    private static int bodyLength(int head, ByteSource in) {
        int length = head >> 4;
        return length == LONG_BODY ? (int) in.varint() : length;
    }

    /** Narrows a slice that holds a map or list to one of its elements; the slice becomes MISSING if there is none. */
    static void descend(ValueSlice slice, NestedStep step) {
        boolean fits = step.name() == null ? slice.tag() == Tag.L : slice.tag() == Tag.M;
        if (!fits) {
            slice.clear();
            return;
        }
        ByteSource in = new ByteSource(slice.bytes(), slice.start());
        int count = (int) in.varint();
        int number = step.name() == null ? Dictionary.UNKNOWN : step.number();
        for (int i = 0; i < count; i++) {
            boolean found = step.name() == null ? i == step.position() : nameMatches(in, step.name(), number);
            int head = in.next();
            int length = bodyLength(head, in);
            if (found) {
                slice.set(slice.bytes(), head & 0x0F, in.position(), in.position() + length);
                return;
            }
            in.skip(length);
        }
        slice.clear();
    }

    private static boolean nameMatches(ByteSource in, byte[] name, int number) {
        int stored = (int) in.varint() - 1;
        if (stored != Dictionary.UNKNOWN) {
            return stored == number;
        }
        int length = (int) in.varint();
        int start = in.position();
        in.skip(length);
        return Arrays.equals(in.bytes(), start, start + length, name, 0, name.length);
    }
}
