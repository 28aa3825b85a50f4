package io.itemql.sql.json;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The service's JSON, in which each value tells its type: {@code {"N": "5"}}. Here it is a tree of plain values, as
 * {@code JsonDocument} reads them; nothing of a value is lost on the way.
 */
public final class TypedJson {
    private TypedJson() {}

    /**
     * The value that a tree spells.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_JSON}, or as the value refuses its content
     */
    public static AttributeValue read(AttributeValue tree) {
        if (!(tree instanceof MapValue map) || map.entries().size() != 1) {
            throw wrong("a value is an object with one name, its type, such as {\"S\": \"a\"}");
        }
        Map.Entry<String, AttributeValue> member =
                map.entries().entrySet().iterator().next();
        AttributeType type = Arrays.stream(AttributeType.values())
                .filter(each -> each.name().equals(member.getKey()))
                .findFirst()
                .orElseThrow(() -> wrong("there is no type " + member.getKey()));
        AttributeValue content = member.getValue();
        return switch (type) {
            case S -> new StringValue(text(content));
            case N -> NumberValue.parse(text(content));
            case B -> binary(content);
            case BOOL -> content instanceof BoolValue truth ? truth : refuse("BOOL is true or false");
            case NULL -> BoolValue.TRUE.equals(content) ? NullValue.NULL : refuse("NULL is true");
            case L -> new ListValue(elements(content, TypedJson::read));
            case M -> new MapValue(entries(content));
            case SS -> StringSetValue.of(elements(content, element -> new StringValue(text(element))));
            case NS -> NumberSetValue.of(elements(content, element -> NumberValue.parse(text(element))));
            case BS -> BinarySetValue.of(elements(content, TypedJson::binary));
        };
    }

    /** The attributes of an item. */
    public static Map<String, AttributeValue> entries(AttributeValue tree) {
        if (!(tree instanceof MapValue map)) {
            throw wrong("an item is an object");
        }
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        map.entries().forEach((name, value) -> entries.put(name, read(value)));
        return entries;
    }

    private static <T> List<T> elements(AttributeValue content, Function<AttributeValue, T> read) {
        if (!(content instanceof ListValue list)) {
            throw wrong("a list or set is an array");
        }
        List<T> elements = new ArrayList<>();
        list.elements().forEach(element -> elements.add(read.apply(element)));
        return elements;
    }

    private static String text(AttributeValue content) {
        if (content instanceof StringValue text) {
            return text.value();
        }
        throw wrong("S, N and B are texts");
    }

    private static BinaryValue binary(AttributeValue content) {
        try {
            return BinaryValue.ofOwned(Base64.getDecoder().decode(text(content)));
        } catch (IllegalArgumentException e) {
            throw ItemException.causedBy(e, ErrorCode.INVALID_JSON, "B is no Base64");
        }
    }

    private static AttributeValue refuse(String what) {
        throw wrong(what);
    }

    private static ItemException wrong(String what) {
        return new ItemException(ErrorCode.INVALID_JSON, what);
    }

    /** The tree of a value. */
    public static MapValue write(AttributeValue value) {
        AttributeValue content =
                switch (value.type()) {
                    case S, BOOL -> value;
                    case N -> new StringValue(value.toString());
                    case B -> base64((BinaryValue) value);
                    case NULL -> BoolValue.TRUE;
                    case L -> list(((ListValue) value).elements(), TypedJson::write);
                    case M -> writeEntries(((MapValue) value).entries());
                    case SS -> list(((StringSetValue) value).members(), member -> member);
                    case NS -> list(((NumberSetValue) value).members(), member -> new StringValue(member.toString()));
                    case BS -> list(((BinarySetValue) value).members(), TypedJson::base64);
                };
        return new MapValue(Map.of(value.type().name(), content));
    }

    /** The tree of an item. */
    public static MapValue writeEntries(Map<String, AttributeValue> entries) {
        Map<String, AttributeValue> tree = new LinkedHashMap<>();
        entries.forEach((name, value) -> tree.put(name, write(value)));
        return new MapValue(tree);
    }

    private static <T> ListValue list(Iterable<T> values, Function<T, AttributeValue> write) {
        List<AttributeValue> list = new ArrayList<>();
        values.forEach(value -> list.add(write.apply(value)));
        return new ListValue(list);
    }

    private static StringValue base64(BinaryValue value) {
        return new StringValue(Base64.getEncoder().encodeToString(value.toByteArray()));
    }
}
