package io.itemql.store.mv.row;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.store.BatchColumn;
import io.itemql.store.mv.key.KeyCodec;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.Arrays;

/**
 * A path, prepared for reading it from many stored rows: it knows whether it leads into the key, and the numbers of its
 * names. A name that the dictionary does not know yet is looked up again once the dictionary has grown.
 *
 * <p>Not thread-safe.
 */
final class StoredPath {
    private static final NestedStep[] NO_STEPS = {};
    /** After so many texts it is worth while to remember them. */
    private static final int TEXTS_MIN = 128;

    private final RowCodec codec;
    private final String attribute;
    private final NestedStep[] steps;
    /** The path's attribute as a name in the row's rest; made when a row has one. */
    private NestedStep asRest;

    private final boolean isPartitionKey;
    private final boolean isSortKey;
    private final ValueSlice slice = new ValueSlice();
    private int number = Dictionary.UNKNOWN;
    private int seenVersion = -1;
    /** Null as long as few texts were read: a look-up by key should not pay for it. */
    private RecentTexts texts;

    private int textsRead;

    StoredPath(AttributePath path, RowCodec codec) {
        this.codec = codec;
        attribute = path.attribute();
        steps = path.steps().isEmpty() ? NO_STEPS : steps(path, codec);
        KeySchema keys = codec.keys();
        isPartitionKey = keys.partitionKey().name().equals(attribute);
        isSortKey = !isPartitionKey && keys.isKey(attribute);
    }

    private static NestedStep[] steps(AttributePath path, RowCodec codec) {
        return path.steps().stream()
                .map(step -> new NestedStep(step, codec.dictionary()))
                .toArray(NestedStep[]::new);
    }

    /** True if the path leads to a key attribute, or would lead below one, where nothing can be. */
    boolean isInKey() {
        return isPartitionKey || isSortKey;
    }

    private AttributeValue keyValue(StoredRow row) {
        if (steps.length > 0) {
            return null;
        }
        KeyCodec keys = codec.keyCodec();
        return isPartitionKey ? keys.partition(row.keyBytes()) : keys.sort(row.keyBytes());
    }

    /** The type of the key attribute that this path leads to; null if it leads below one. */
    AttributeType keyType() {
        if (steps.length > 0) {
            return null;
        }
        KeySchema keys = codec.keys();
        return isPartitionKey
                ? keys.partitionKey().type()
                : keys.sortKey().map(KeyAttribute::type).orElseThrow();
    }

    /** The bytes that stand for a value of this path's key attribute within a key. */
    byte[] keyBytes(AttributeValue value) {
        KeyCodec keys = codec.keyCodec();
        return isPartitionKey ? keys.partitionBytes(value) : keys.sortBytes(value);
    }

    /** Compares this path's key attribute of a row with what {@link #keyBytes} gave. */
    int compareKey(StoredRow row, byte[] other) {
        byte[] key = row.keyBytes();
        int sortOffset = codec.keyCodec().sortOffset(key);
        int from = isPartitionKey ? KeyCodec.HASH_BYTES : sortOffset;
        int to = isPartitionKey ? sortOffset : key.length;
        return Arrays.compareUnsigned(key, from, to, other, 0, other.length);
    }

    private int ordinal(StoredRow row) {
        if (number == Dictionary.UNKNOWN && codec.dictionary().version() != seenVersion) {
            seenVersion = codec.dictionary().version();
            number = codec.dictionary().attribute(attribute);
        }
        return number == Dictionary.UNKNOWN ? -1 : row.ordinal(number);
    }

    /** Where the path leads in a row; the slice is this path's own and is valid until the next call. */
    ValueSlice locate(StoredRow row) {
        int ordinal = ordinal(row);
        if (ordinal >= 0) {
            slice.set(row.rowBytes(), row.tag(ordinal), row.start(ordinal), row.end(ordinal));
        } else {
            locateInRest(row);
        }
        for (int i = 0; i < steps.length && !slice.isMissing(); i++) {
            ValueBytes.descend(slice, steps[i]);
        }
        return slice;
    }

    private void locateInRest(StoredRow row) {
        int rest = row.ordinal(Dictionary.REST);
        if (rest < 0) {
            slice.clear();
            return;
        }
        if (asRest == null) {
            asRest = new NestedStep(new AttributePath.Step.Name(attribute), codec.dictionary());
        }
        slice.set(row.rowBytes(), row.tag(rest), row.start(rest), row.end(rest));
        ValueBytes.descend(slice, asRest);
    }

    AttributeValue value(StoredRow row) {
        if (isInKey()) {
            return keyValue(row);
        }
        if (steps.length == 0) {
            int ordinal = ordinal(row);
            if (ordinal >= 0) {
                int tag = row.tag(ordinal);
                return tag == Tag.S
                        ? text(row.rowBytes(), row.start(ordinal), row.end(ordinal))
                        : codec.values().read(row.rowBytes(), tag, row.start(ordinal), row.end(ordinal));
            }
        }
        ValueSlice found = locate(row);
        return found.isMissing() ? null : codec.values().read(found.bytes(), found.tag(), found.start(), found.end());
    }

    /** Puts the value in a row into a batch; a whole number makes no object. */
    void put(StoredRow row, BatchColumn column, int at) {
        if (steps.length == 0 && !isInKey()) {
            int ordinal = ordinal(row);
            int tag = ordinal < 0 ? ValueSlice.MISSING : row.tag(ordinal);
            if (tag == Tag.WHOLE) {
                column.putWhole(at, NumberBytes.whole(row.rowBytes(), row.start(ordinal), row.end(ordinal)));
                return;
            }
            if (tag == Tag.S) {
                column.put(at, text(row.rowBytes(), row.start(ordinal), row.end(ordinal)));
                return;
            }
        }
        column.put(at, value(row));
    }

    private AttributeValue text(byte[] row, int start, int end) {
        if (texts == null && ++textsRead > TEXTS_MIN) {
            texts = new RecentTexts();
        }
        return texts == null ? codec.values().read(row, Tag.S, start, end) : texts.read(row, start, end);
    }

    AttributeType type(StoredRow row) {
        if (isInKey()) {
            return keyType();
        }
        ValueSlice found = locate(row);
        return found.isMissing() ? null : Tag.type(found.tag());
    }
}
