package io.itemql.sql.dynamodb.wire;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as the protocol writes them, such as {@code {"N": "5"}}, with the service's refusals of wrong ones. */
public final class WireValues {
    private static final String SUPPLIED = "Supplied AttributeValue ";

    private WireValues() {}

    /**
     * The value that a tree stands for.
     *
     * @throws ItemException if the service would refuse it
     */
    public static AttributeValue read(Object tree) {
        Map<?, ?> members = map(tree);
        if (members.isEmpty()) {
            throw refused(SUPPLIED + "is empty, must contain exactly one of the supported datatypes");
        }
        if (members.size() > 1) {
            throw refused(
                    SUPPLIED + "has more than one datatypes set, must contain exactly one of the supported datatypes");
        }
        Map.Entry<?, ?> member = members.entrySet().iterator().next();
        return read(type(member.getKey()), member.getValue());
    }

    private static AttributeType type(Object name) {
        for (AttributeType type : AttributeType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw refused(SUPPLIED + "is empty, must contain exactly one of the supported datatypes");
    }

    private static AttributeValue read(AttributeType type, Object content) {
        return switch (type) {
            case S -> new StringValue(text(content));
            case N -> number(text(content));
            case B -> binary(text(content));
            case BOOL -> BoolValue.of(truth(content));
            case NULL -> {
                if (!truth(content)) {
                    throw invalid("Null attribute value types must have the value of true");
                }
                yield NullValue.NULL;
            }
            case L -> {
                List<AttributeValue> elements = new ArrayList<>();
                list(content).forEach(element -> elements.add(read(element)));
                yield new ListValue(elements);
            }
            case M -> new MapValue(entries(content));
            case SS -> strings(list(content));
            case NS -> numbers(list(content));
            case BS -> binaries(list(content));
        };
    }

    /** The attributes of an item. */
    public static Item readItem(Object tree) {
        return Item.of(entries(tree));
    }

    private static Map<String, AttributeValue> entries(Object tree) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        map(tree).forEach((name, value) -> entries.put(text(name), read(value)));
        return entries;
    }

    private static NumberValue number(String text) {
        if (text.isEmpty()) {
            throw refused("The parameter cannot be converted to a numeric value");
        }
        return NumberValue.parse(text);
    }

    private static BinaryValue binary(String text) {
        try {
            return BinaryValue.ofOwned(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw ItemException.causedBy(e, ErrorCode.STATEMENT_REFUSED, "Invalid Base64 in a value of type B");
        }
    }

    private static AttributeValue strings(List<?> members) {
        List<StringValue> values = new ArrayList<>();
        members.forEach(member -> values.add(new StringValue(text(member))));
        checkNotEmpty(members, "string");
        checkDistinct(members, values);
        return StringSetValue.of(values);
    }

    private static AttributeValue numbers(List<?> members) {
        List<NumberValue> values = new ArrayList<>();
        members.forEach(member -> values.add(number(text(member))));
        checkNotEmpty(members, "number");
        checkDistinct(members, values);
        return NumberSetValue.of(values);
    }

    private static AttributeValue binaries(List<?> members) {
        List<BinaryValue> values = new ArrayList<>();
        members.forEach(member -> values.add(binary(text(member))));
        if (members.isEmpty()) {
            throw invalid("Binary sets should not be empty");
        }
        checkDistinct(members, values);
        return BinarySetValue.of(values);
    }

    private static void checkNotEmpty(List<?> members, String what) {
        if (members.isEmpty()) {
            // The second blank is the service's.
            throw invalid("An " + what + " set  may not be empty");
        }
    }

    private static void checkDistinct(List<?> written, List<? extends AttributeValue> members) {
        if (members.stream().distinct().count() < members.size()) {
            throw new ItemException(ErrorCode.DUPLICATE_SET_MEMBER, written);
        }
    }

    private static ItemException refused(String text) {
        return new ItemException(ErrorCode.STATEMENT_REFUSED, text);
    }

    private static ItemException invalid(String text) {
        return refused("One or more parameter values were invalid: " + text);
    }

    // ---- trees

    static Map<?, ?> map(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map;
        }
        throw unexpected(tree);
    }

    static List<?> list(Object tree) {
        if (tree instanceof List<?> list) {
            return list;
        }
        throw unexpected(tree);
    }

    static String text(Object tree) {
        if (tree instanceof String text) {
            return text;
        }
        throw unexpected(tree);
    }

    static boolean truth(Object tree) {
        if (tree instanceof Boolean truth) {
            return truth;
        }
        throw unexpected(tree);
    }

    static ItemException unexpected(Object tree) {
        return refused("Unexpected value type in payload: " + tree);
    }

    // ---- writing

    /** The tree of a value. */
    public static Map<String, Object> write(AttributeValue value) {
        Object content =
                switch (value.type()) {
                    case S -> ((StringValue) value).value();
                    case N -> value.toString();
                    case B -> base64((BinaryValue) value);
                    case BOOL -> ((BoolValue) value).value();
                    case NULL -> true;
                    case L ->
                        ((ListValue) value)
                                .elements().stream().map(WireValues::write).toList();
                    case M -> writeEntries(((MapValue) value).entries());
                    case SS ->
                        ((StringSetValue) value)
                                .members().stream().map(StringValue::value).toList();
                    case NS ->
                        ((NumberSetValue) value)
                                .members().stream().map(NumberValue::toString).toList();
                    case BS ->
                        ((BinarySetValue) value)
                                .members().stream().map(WireValues::base64).toList();
                };
        return Map.of(value.type().name(), content);
    }

    private static String base64(BinaryValue value) {
        return Base64.getEncoder().encodeToString(value.toByteArray());
    }

    /** The tree of an item. */
    public static Map<String, Object> write(Item item) {
        return writeEntries(item.attributes());
    }

    private static Map<String, Object> writeEntries(Map<String, AttributeValue> entries) {
        Map<String, Object> tree = new LinkedHashMap<>();
        entries.forEach((name, value) -> tree.put(name, write(value)));
        return tree;
    }
}
