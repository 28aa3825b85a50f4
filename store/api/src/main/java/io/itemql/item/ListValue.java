package io.itemql.item;

import java.util.List;
import java.util.stream.Collectors;

/** A list of values of any types; may be empty. */
public record ListValue(List<AttributeValue> elements) implements AttributeValue {
    public ListValue {
        elements = List.copyOf(elements);
    }

    @Override
    public AttributeType type() {
        return AttributeType.L;
    }

    @Override
    public String toString() {
        return elements.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
