package io.itemql.store.mv.row;

import io.itemql.condition.AttributeSource;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.ItemKey;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stored item seen where it lies, in its key bytes and row bytes. {@link #position} moves it to another item; reading an
 * attribute touches nothing but that attribute.
 *
 * <p>Mutable and not thread-safe: each cursor has one. Values that it gave stay valid.
 */
public final class StoredRow implements AttributeSource {
    /** How many bits of the first byte say how long the bitmap is. */
    static final int WIDTH_SHIFT = 5;
    /** In place of the bitmap's length: the numbers stand in a list. */
    static final int LISTED = 31;

    static final int BITMAP_BYTES_MAX = 30;

    private static final int PRESENCE_OFFSET = 4;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final RowCodec codec;
    /** The paths that {@link #resolve} was asked for; null before the first. */
    private Map<AttributePath, StoredPath> paths;

    /** Null until somebody asks for it, where {@link #keySource} knows it. */
    private byte[] key;

    private KeySource keySource;
    private byte[] row;
    private boolean listed;
    private int presenceBytes;
    /** The bitmap, if it has at most eight bytes. */
    private long presence;

    private int count;
    private int tagsOffset;
    private int endsOffset;
    private int endWidth;
    private int valuesOffset;

    StoredRow(RowCodec codec) {
        this.codec = codec;
    }

    /** Knows the key of the item that the row was moved to last. */
    @FunctionalInterface
    public interface KeySource {
        byte[] key();
    }

    /** Moves to the item with the given key and row, neither of which may change while it is there. */
    public StoredRow position(byte[] newKey, byte[] newRow) {
        key = newKey;
        return position(newRow);
    }

    /**
     * As {@link #position(byte[], byte[])}, for walks over many items: a key that nobody asks for is not even fetched from
     * memory, which costs as much as reading the row.
     */
    public StoredRow position(KeySource newKeys, byte[] newRow) {
        key = null;
        keySource = newKeys;
        return position(newRow);
    }

    private StoredRow position(byte[] newRow) {
        row = newRow;
        int head = newRow[0];
        presenceBytes = head & LISTED;
        listed = presenceBytes == LISTED;
        endWidth = (head >> WIDTH_SHIFT) + 1;
        if (listed) {
            count = twoBytes(PRESENCE_OFFSET);
            tagsOffset = PRESENCE_OFFSET + 2 + 2 * count;
        } else {
            tagsOffset = PRESENCE_OFFSET + presenceBytes;
            count = presenceBytes <= Long.BYTES ? countShort() : countLong();
        }
        endsOffset = tagsOffset + (count + 1) / 2;
        valuesOffset = endsOffset + Math.max(0, count - 1) * endWidth;
        return this;
    }

    private int countShort() {
        if (row.length >= PRESENCE_OFFSET + Long.BYTES) {
            long word = (long) LONGS.get(row, PRESENCE_OFFSET);
            presence = presenceBytes == Long.BYTES ? word : word & ((1L << (8 * presenceBytes)) - 1);
        } else {
            presence = 0;
            for (int i = 0; i < presenceBytes; i++) {
                presence |= (row[PRESENCE_OFFSET + i] & 0xFFL) << (8 * i);
            }
        }
        return Long.bitCount(presence);
    }

    private int countLong() {
        int bits = 0;
        for (int at = PRESENCE_OFFSET; at < tagsOffset; at++) {
            bits += Integer.bitCount(row[at] & 0xFF);
        }
        return bits;
    }

    private int twoBytes(int offset) {
        return (row[offset] & 0xFF) << 8 | (row[offset + 1] & 0xFF);
    }

    /** The size of the current item as the service counts it. */
    public int itemBytes() {
        return itemBytes(row);
    }

    static int itemBytes(byte[] row) {
        return (row[1] & 0xFF) << 16 | (row[2] & 0xFF) << 8 | (row[3] & 0xFF);
    }

    public ItemKey key() {
        return codec.keyCodec().decode(keyBytes());
    }

    public byte[] keyBytes() {
        if (key == null) {
            key = keySource.key();
        }
        return key;
    }

    public byte[] rowBytes() {
        return row;
    }

    /** The whole current item: key attributes, then the others. */
    public Item item() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>((count + 2) * 4 / 3 + 1);
        KeySchema keys = codec.keys();
        attributes.put(keys.partitionKey().name(), codec.keyCodec().partition(keyBytes()));
        if (keys.hasSortKey()) {
            KeyAttribute sortKey = keys.sortKey().orElseThrow();
            attributes.put(sortKey.name(), codec.keyCodec().sort(keyBytes()));
        }
        int number = -1;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            number = numberAfter(number, ordinal);
            if (number == Dictionary.REST) {
                attributes.putAll(codec.values().readEntries(row, start(ordinal)));
            } else {
                attributes.put(codec.dictionary().attributeName(number), value(ordinal));
            }
        }
        return Item.ofOwned(attributes);
    }

    /**
     * What a path leads to, if nothing else will be asked for by this path: nothing is prepared and nothing is kept. For
     * many rows there is {@link RowSlots}.
     *
     * @return {@code null} if the item has no such value
     */
    public AttributeValue value(AttributePath path) {
        if (path.steps().isEmpty() && !codec.keys().isKey(path.attribute())) {
            int number = codec.dictionary().attribute(path.attribute());
            int ordinal = number == Dictionary.UNKNOWN ? -1 : ordinal(number);
            if (ordinal >= 0) {
                return value(ordinal);
            }
        }
        return new StoredPath(path, codec).value(this);
    }

    /** What a path leads to; paths that are read from many rows are better compiled once, as {@link RowSlots}. */
    @Override
    public AttributeValue resolve(AttributePath path) {
        if (paths == null) {
            paths = new HashMap<>();
        }
        return paths.computeIfAbsent(path, newPath -> new StoredPath(newPath, codec))
                .value(this);
    }

    /** How many attributes the row holds; the undescribed ones together are one. */
    int count() {
        return count;
    }

    /** Which of the row's values belongs to an attribute, from 0; −1 if none. */
    int ordinal(int number) {
        if (listed) {
            return ordinalInList(number);
        }
        if (presenceBytes > Long.BYTES) {
            return ordinalInLongBitmap(number);
        }
        if (number >= Long.SIZE || (presence >>> number & 1) == 0) {
            return -1;
        }
        return Long.bitCount(presence & ((1L << number) - 1));
    }

    private int ordinalInList(int number) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = twoBytes(PRESENCE_OFFSET + 2 + 2 * middle);
            if (found == number) {
                return middle;
            }
            if (found < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int ordinalInLongBitmap(int number) {
        int at = PRESENCE_OFFSET + number / 8;
        if (number / 8 >= presenceBytes || (row[at] >> number % 8 & 1) == 0) {
            return -1;
        }
        int before = Integer.bitCount(row[at] & ((1 << number % 8) - 1));
        for (int i = PRESENCE_OFFSET; i < at; i++) {
            before += Integer.bitCount(row[i] & 0xFF);
        }
        return before;
    }

    /** The number of the attribute at an ordinal; the caller walks upwards and passes the number before. */
    int numberAfter(int previous, int ordinal) {
        if (listed) {
            return twoBytes(PRESENCE_OFFSET + 2 + 2 * ordinal);
        }
        int number = previous + 1;
        while ((row[PRESENCE_OFFSET + number / 8] >> number % 8 & 1) == 0) {
            number++;
        }
        return number;
    }

    int tag(int ordinal) {
        return row[tagsOffset + ordinal / 2] >> (ordinal % 2 * 4) & 0x0F;
    }

    int start(int ordinal) {
        return ordinal == 0 ? valuesOffset : valuesOffset + end(endsOffset, ordinal - 1);
    }

    int end(int ordinal) {
        return ordinal == count - 1 ? row.length : valuesOffset + end(endsOffset, ordinal);
    }

    private int end(int offset, int ordinal) {
        return switch (endWidth) {
            case 1 -> row[offset + ordinal] & 0xFF;
            case 2 -> twoBytes(offset + 2 * ordinal);
            default -> twoBytes(offset + 3 * ordinal) << 8 | (row[offset + 3 * ordinal + 2] & 0xFF);
        };
    }

    AttributeValue value(int ordinal) {
        return codec.values().read(row, tag(ordinal), start(ordinal), end(ordinal));
    }
}
