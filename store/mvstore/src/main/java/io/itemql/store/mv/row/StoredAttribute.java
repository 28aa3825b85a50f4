package io.itemql.store.mv.row;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;

/**
 * A top-level attribute, prepared for reading it from rows by several threads at once, as writers do; cursors use
 * {@link RowSlots}. Safe for use by several threads.
 */
public final class StoredAttribute {
    private final String name;
    private final RowCodec codec;
    private final boolean isKey;
    /** Goes from unknown to known once; a thread that sees it late looks it up again. */
    private int number = Dictionary.UNKNOWN;

    public StoredAttribute(String name, RowCodec codec) {
        this.name = name;
        this.codec = codec;
        this.isKey = codec.keys().isKey(name);
    }

    /** The attribute's value in a row; {@code null} if the item has none. */
    public AttributeValue value(StoredRow row) {
        if (isKey) {
            return codec.keys().partitionKey().name().equals(name)
                    ? codec.keyCodec().partition(row.keyBytes())
                    : codec.keyCodec().sort(row.keyBytes());
        }
        int known = number();
        if (known != Dictionary.UNKNOWN) {
            int ordinal = row.ordinal(known);
            return ordinal < 0 ? null : row.value(ordinal);
        }
        // Perhaps one of those that the dictionary does not take in.
        return row.ordinal(Dictionary.REST) < 0 ? null : new StoredPath(AttributePath.of(name), codec).value(row);
    }

    /** Its number in the dictionary, {@link Dictionary#UNKNOWN} as long as it has none. */
    int number() {
        if (number == Dictionary.UNKNOWN) {
            number = codec.dictionary().attribute(name);
        }
        return number;
    }

    String name() {
        return name;
    }
}
