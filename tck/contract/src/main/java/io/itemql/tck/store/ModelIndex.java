package io.itemql.tck.store;

import io.itemql.error.ErrorCode;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an index holds of items, worked out anew from each item. */
record ModelIndex(IndexDefinition definition, KeySchema tableKeys) {
    private static final int[] BYTES_MAX = {2048, 1024};

    /** The order of entries within one partition key of the index; ties are in any order. */
    static final Comparator<ItemKey> SORT_ORDER =
            Comparator.comparing(key -> key.sort().orElse(NumberValue.ZERO), ModelValues::compare);

    /** Null if the item has no entry. */
    ItemKey keyOf(Map<String, AttributeValue> item) {
        AttributeValue[] parts = new AttributeValue[2];
        int place = 0;
        for (KeyAttribute key : definition.keys().attributes()) {
            AttributeValue value = item.get(key.name());
            if (value == null || value.type() != key.type() || bytesOf(value) > BYTES_MAX[place] || isEmpty(value)) {
                return null;
            }
            parts[place++] = value;
        }
        return place == 1 ? ItemKey.of(parts[0]) : ItemKey.of(parts[0], parts[1]);
    }

    private static int bytesOf(AttributeValue value) {
        return ModelValues.itemBytes(Map.of("", value));
    }

    private static boolean isEmpty(AttributeValue value) {
        return value.equals(new StringValue("")) || value.equals(BinaryValue.of(new byte[0]));
    }

    /** What the entry shows of an item. */
    Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> entry = new TreeMap<>(item);
        entry.keySet().removeIf(name -> !holds(name));
        return entry;
    }

    boolean holds(String attribute) {
        Set<String> names = new TreeSet<>(definition.projection().attributes());
        tableKeys.attributes().forEach(key -> names.add(key.name()));
        definition.keys().attributes().forEach(key -> names.add(key.name()));
        return definition.projection().type() == Projection.Type.ALL || names.contains(attribute);
    }

    /**
     * Why an item cannot be written; null if it can.
     *
     * @param touched the attributes that the write sets
     * @param literal those that it sets to a value of its own; others come out of the item
     */
    ErrorCode refusal(Map<String, AttributeValue> item, Collection<String> touched, Collection<String> literal) {
        int place = 0;
        for (KeyAttribute key : definition.keys().attributes()) {
            AttributeValue value = touched.contains(key.name()) ? item.get(key.name()) : null;
            if (value != null && value.type() != key.type()) {
                return literal.contains(key.name()) ? ErrorCode.INDEX_KEY_TYPE_MISMATCH : ErrorCode.INDEX_KEY_UPDATE;
            }
            if (value != null && isEmpty(value)) {
                return ErrorCode.INDEX_KEY_EMPTY;
            }
            if (value != null && bytesOf(value) > BYTES_MAX[place]) {
                return ErrorCode.KEY_TOO_LONG;
            }
            place++;
        }
        return null;
    }

    /** The write units that a change of an item costs in this index. */
    double writeUnits(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        ItemKey oldKey = before == null ? null : keyOf(before);
        ItemKey newKey = after == null ? null : keyOf(after);
        double oldUnits = oldKey == null ? 0 : units(entry(before));
        double newUnits = newKey == null ? 0 : units(entry(after));
        if (oldKey != null && newKey != null) {
            if (!oldKey.equals(newKey)) {
                return oldUnits + newUnits;
            }
            return entry(before).equals(entry(after)) ? 0 : Math.max(oldUnits, newUnits);
        }
        return oldUnits + newUnits;
    }

    private static double units(Map<String, AttributeValue> entry) {
        return Math.max(1, (ModelValues.itemBytes(entry) + 1023) / 1024);
    }
}
