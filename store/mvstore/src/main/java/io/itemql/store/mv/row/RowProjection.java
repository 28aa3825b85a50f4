package io.itemql.store.mv.row;

import io.itemql.item.AttributeValue;
import io.itemql.item.ItemSize;
import io.itemql.table.KeyAttribute;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows cut down to some of their attributes, as the entries of an index hold them. The key attributes of the table
 * stand in the key and are always there. Safe for use by several threads.
 */
public final class RowProjection {
    private final RowCodec codec;
    private final Set<String> names;
    private final List<StoredAttribute> attributes;

    /** @param names the attributes that stay, whether or not the dictionary knows them already */
    public RowProjection(Collection<String> names, RowCodec codec) {
        this.codec = codec;
        this.names = new TreeSet<>(names);
        codec.keys().attributes().forEach(key -> this.names.remove(key.name()));
        this.attributes = this.names.stream()
                .map(name -> new StoredAttribute(name, codec))
                .toList();
    }

    /** The row with these attributes of an item; the size that it keeps is theirs and the key's. */
    public byte[] project(StoredRow row) {
        int[] numbers = new int[attributes.size()];
        AttributeValue[] values = new AttributeValue[numbers.length];
        int count = 0;
        int bytes = keyBytes(row);
        for (StoredAttribute attribute : attributes) {
            int number = attribute.number();
            int ordinal = number == Dictionary.UNKNOWN ? -1 : row.ordinal(number);
            if (ordinal < 0) {
                continue;
            }
            AttributeValue value = row.value(ordinal);
            bytes += ItemSize.ofText(attribute.name()) + ItemSize.of(value);
            int at = count++;
            for (; at > 0 && numbers[at - 1] > number; at--) {
                numbers[at] = numbers[at - 1];
                values[at] = values[at - 1];
            }
            numbers[at] = number;
            values[at] = value;
        }
        Map<String, AttributeValue> rest = rest(row);
        for (Map.Entry<String, AttributeValue> entry : rest.entrySet()) {
            bytes += ItemSize.ofText(entry.getKey()) + ItemSize.of(entry.getValue());
        }
        return new RowWriter(codec.values(), RowProjection::refuse)
                .write(numbers, values, count, rest.isEmpty() ? null : rest, bytes);
    }

    private int keyBytes(StoredRow row) {
        List<KeyAttribute> keys = codec.keys().attributes();
        int bytes = ItemSize.ofText(keys.get(0).name())
                + ItemSize.of(codec.keyCodec().partition(row.keyBytes()));
        if (keys.size() > 1) {
            bytes += ItemSize.ofText(keys.get(1).name())
                    + ItemSize.of(codec.keyCodec().sort(row.keyBytes()));
        }
        return bytes;
    }

    private Map<String, AttributeValue> rest(StoredRow row) {
        int ordinal = row.ordinal(Dictionary.REST);
        if (ordinal < 0) {
            return Map.of();
        }
        Map<String, AttributeValue> rest =
                new LinkedHashMap<>(codec.values().readEntries(row.rowBytes(), row.start(ordinal)));
        rest.keySet().retainAll(names);
        return rest;
    }

    /** Whatever is in a row has been through the dictionary already, so that a part of it adds nothing. */
    private static void refuse(byte[] entry) {
        throw new IllegalStateException("a part of a row needs a dictionary entry that the row did not");
    }
}
