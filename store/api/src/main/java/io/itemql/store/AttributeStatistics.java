package io.itemql.store;

import io.itemql.item.AttributeType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often the items of a table have one top-level attribute, by type.
 *
 * @param counts items by the type of the attribute; types that no item has are absent
 * @param wholeNumbers how many of the N are whole numbers that a {@code long} holds
 */
public record AttributeStatistics(String name, Map<AttributeType, Long> counts, long wholeNumbers) {
    public AttributeStatistics {
        Map<AttributeType, Long> copy = new EnumMap<>(AttributeType.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    /** How many items have the attribute, with whatever type. */
    public long items() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
