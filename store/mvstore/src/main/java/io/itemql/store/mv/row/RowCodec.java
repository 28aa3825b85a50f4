package io.itemql.store.mv.row;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.store.mv.key.KeyCodec;
import io.itemql.table.KeySchema;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Items of one table as rows, and back. A row holds everything but the key attributes, which stand in the key; it names
 * attributes by their numbers in the table's {@link Dictionary}. The package's description has the layout.
 *
 * <p>Safe for use by several threads.
 */
public final class RowCodec {
    private final KeySchema keys;
    private final KeyCodec keyCodec;
    private final Dictionary dictionary;
    private final ValueBytes values;

    public RowCodec(KeySchema keys, Dictionary dictionary) {
        this.keys = keys;
        this.keyCodec = new KeyCodec(keys);
        this.dictionary = dictionary;
        this.values = new ValueBytes(dictionary);
    }

    public KeySchema keys() {
        return keys;
    }

    public KeyCodec keyCodec() {
        return keyCodec;
    }

    public Dictionary dictionary() {
        return dictionary;
    }

    ValueBytes values() {
        return values;
    }

    /** A row to move from one stored item to the next; each reader needs its own. */
    public StoredRow newRow() {
        return new StoredRow(this);
    }

    /**
     * The row of an item.
     *
     * @param itemBytes the item's size, as {@link ItemLimits#check} or {@link ItemSize#of(Item)} gave it; the row keeps
     *     it
     * @param log gets the dictionary entries that the row needs and that are new, before this method returns
     * @throws ItemException with {@link ErrorCode#INVALID_TEXT} if a text cannot be stored
     */
    public byte[] encode(Item item, int itemBytes, EntryLog log) {
        int most = item.size();
        int[] numbers = new int[most + 1];
        AttributeValue[] described = new AttributeValue[most + 1];
        Map<String, AttributeValue> rest = null;
        int count = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
            String name = attribute.getKey();
            AttributeValue value = attribute.getValue();
            if (keys.isKey(name)) {
                continue;
            }
            int number = dictionary.learnAttribute(name, Tag.kind(Tag.of(value)), log);
            if (number == Dictionary.UNKNOWN) {
                rest = rest == null ? new LinkedHashMap<>() : rest;
                rest.put(name, value);
                continue;
            }
            int at = count++;
            for (; at > 0 && numbers[at - 1] > number; at--) {
                numbers[at] = numbers[at - 1];
                described[at] = described[at - 1];
            }
            numbers[at] = number;
            described[at] = value;
        }
        return new RowWriter(values, log).write(numbers, described, count, rest, itemBytes);
    }

    /** The item with the given key and row. */
    public Item decode(byte[] key, byte[] row) {
        return newRow().position(key, row).item();
    }

    /** The size of the item as the service counts it, which the row keeps. */
    public static int itemBytes(byte[] row) {
        return StoredRow.itemBytes(row);
    }
}
