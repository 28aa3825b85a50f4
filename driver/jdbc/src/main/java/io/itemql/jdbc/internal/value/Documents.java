package io.itemql.jdbc.internal.value;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.StringSetValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists, maps and sets as Java's own collections, deeply: a map is a {@code Map<String, Object>}, a list a
 * {@code List<Object>}, a set a {@code Set} in ascending order, NULL is {@code null}, everything else as
 * {@link Conversions#natural} says. The collections belong to the caller.
 */
final class Documents {
    private Documents() {}

    static Object toJava(AttributeValue value) {
        return switch (value.type()) {
            case M -> toMap((MapValue) value);
            case L -> toList(((ListValue) value).elements());
            case SS -> toSet(((StringSetValue) value).members());
            case NS -> toSet(((NumberSetValue) value).members());
            case BS -> toSet(((BinarySetValue) value).members());
            case NULL -> null;
            case S, N, B, BOOL -> Conversions.natural(value);
        };
    }

    static Map<String, Object> toMap(MapValue map) {
        Map<String, Object> entries = new LinkedHashMap<>();
        map.entries().forEach((name, value) -> entries.put(name, toJava(value)));
        return entries;
    }

    static List<Object> toList(Collection<? extends AttributeValue> values) {
        List<Object> elements = new ArrayList<>(values.size());
        for (AttributeValue value : values) {
            elements.add(toJava(value));
        }
        return elements;
    }

    /** The elements of a list or of a set; {@code null} if the value is neither. */
    static Collection<? extends AttributeValue> elements(AttributeValue value) {
        return switch (value.type()) {
            case L -> ((ListValue) value).elements();
            case SS -> ((StringSetValue) value).members();
            case NS -> ((NumberSetValue) value).members();
            case BS -> ((BinarySetValue) value).members();
            case M, S, N, B, BOOL, NULL -> null;
        };
    }

    /** True for SS, NS and BS. */
    static boolean isSet(AttributeValue value) {
        return switch (value.type()) {
            case SS, NS, BS -> true;
            case L, M, S, N, B, BOOL, NULL -> false;
        };
    }

    private static Set<Object> toSet(Collection<? extends AttributeValue> members) {
        return new LinkedHashSet<>(toList(members));
    }
}
