package io.itemql.item;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An item: attributes by name. Immutable. Iterates in the order in which it was built, which has no meaning; two items
 * with the same attributes are equal.
 */
public final class Item {
    public static final Item EMPTY = new Item(Map.of());

    private final Map<String, AttributeValue> attributes;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** An item with a copy of the given attributes. */
    public static Item of(Map<String, AttributeValue> attributes) {
        return new Item(Collections.unmodifiableMap(new LinkedHashMap<>(attributes)));
    }

    /** An item around a map that the caller promises never to change again. */
    public static Item ofOwned(Map<String, AttributeValue> attributes) {
        return new Item(Collections.unmodifiableMap(attributes));
    }

    /** The value of a top-level attribute; {@code null} if the item does not have it. */
    public AttributeValue get(String name) {
        return attributes.get(name);
    }

    /** All attributes; unmodifiable. */
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public int size() {
        return attributes.size();
    }

    /** This item with one attribute set. */
    public Item with(String name, AttributeValue value) {
        Map<String, AttributeValue> copy = new LinkedHashMap<>(attributes);
        copy.put(name, value);
        return ofOwned(copy);
    }

    /** The item as one value. */
    public MapValue toMap() {
        return new MapValue(attributes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item that && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
