package io.itemql.item;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A map from names to values of any types; may be empty. Iterates in the order in which it was built, which has no
 * meaning: two maps with the same entries are equal.
 */
public record MapValue(Map<String, AttributeValue> entries) implements AttributeValue {
    public static final MapValue EMPTY = new MapValue(Map.of());

    public MapValue {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public AttributeType type() {
        return AttributeType.M;
    }

    /** The value under a name; {@code null} if there is none. */
    public AttributeValue get(String name) {
        return entries.get(name);
    }

    @Override
    public String toString() {
        return entries.entrySet().stream()
                .map(entry -> new StringValue(entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
