package io.itemql.store.mv.key;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.store.ItemKey;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.Arrays;

/**
 * Keys of the entries of one index as bytes, and back: hash of the index's partition key, partition key, sort key if
 * the index has one, key bytes of the item in its table. The unsigned order of the bytes is that of these parts.
 * Immutable and safe to share.
 */
public final class IndexKeyCodec {
    private final AttributeType partitionType;
    /** Null for an index without a sort key. */
    private final AttributeType sortType;

    /** @param keys of the index */
    public IndexKeyCodec(KeySchema keys) {
        partitionType = keys.partitionKey().type();
        sortType = keys.sortKey().map(KeyAttribute::type).orElse(null);
    }

    /**
     * The key of an entry.
     *
     * @param sort {@code null} for an index without a sort key
     * @param itemKey the bytes of the item's key
     */
    public byte[] encode(AttributeValue partition, AttributeValue sort, byte[] itemKey) {
        ByteBuilder out = prefix(partition);
        if (sortType != null) {
            KeyCodec.putDelimited(checked(sort, sortType), out);
        }
        return out.put(itemKey).toByteArray();
    }

    /**
     * The key of an entry.
     *
     * @throws ItemException with {@link ErrorCode#KEY_SCHEMA_MISMATCH} if the key is not one of this index
     */
    public byte[] encode(ItemKey key, byte[] itemKey) {
        if (key.sort().isPresent() != (sortType != null)) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        return encode(key.partition(), key.sort().orElse(null), itemKey);
    }

    private ByteBuilder prefix(AttributeValue partition) {
        byte[] plain = KeyCodec.plain(checked(partition, partitionType));
        ByteBuilder out = new ByteBuilder(plain.length + 80).putInt(PartitionHash.of(plain));
        KeyCodec.putDelimited(partitionType, plain, out);
        return out;
    }

    private static AttributeValue checked(AttributeValue value, AttributeType type) {
        if (value.type() != type) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        return value;
    }

    /** The bytes of the item's key within the key of its entry. */
    public byte[] itemKey(byte[] entryKey) {
        int from = end(entryKey, KeyCodec.HASH_BYTES, partitionType);
        if (sortType != null) {
            from = end(entryKey, from, sortType);
        }
        return Arrays.copyOfRange(entryKey, from, entryKey.length);
    }

    /** The index's own part of the key of an entry. */
    public ItemKey decode(byte[] entryKey) {
        int end = end(entryKey, KeyCodec.HASH_BYTES, partitionType);
        AttributeValue partition = KeyCodec.readDelimited(entryKey, KeyCodec.HASH_BYTES, end, partitionType);
        if (sortType == null) {
            return ItemKey.of(partition);
        }
        return ItemKey.of(partition, KeyCodec.readDelimited(entryKey, end, end(entryKey, end, sortType), sortType));
    }

    private static int end(byte[] key, int from, AttributeType type) {
        return type == AttributeType.N ? NumberKey.end(key, from) : Delimited.end(key, from);
    }

    /** All entries with the given partition key. */
    public KeyRange partitionRange(AttributeValue partition) {
        return KeyCodec.prefixRange(prefix(partition).toByteArray());
    }

    /**
     * The entries with the given partition key whose sort keys are in a range.
     *
     * @throws ItemException as {@link KeyCodec#range} does
     */
    public KeyRange range(AttributeValue partition, SortKeyRange range) {
        KeyRange all = partitionRange(partition);
        if (range.prefix().isPresent()) {
            AttributeValue prefix = range.prefix().get();
            if (prefix.type() == AttributeType.N) {
                throw new ItemException(ErrorCode.OPERAND_TYPE, "begins_with", prefix.type());
            }
            byte[] delimited = sortPrefix(partition, prefix);
            return KeyCodec.prefixRange(Arrays.copyOf(delimited, delimited.length - 1));
        }
        byte[] lower = all.lower();
        byte[] upper = all.upper();
        if (range.lower().isPresent()) {
            byte[] at = sortPrefix(partition, range.lower().get());
            lower = range.lowerInclusive() ? at : KeyCodec.prefixSuccessor(at);
        }
        if (range.upper().isPresent()) {
            byte[] at = sortPrefix(partition, range.upper().get());
            upper = range.upperInclusive() ? KeyCodec.prefixSuccessor(at) : at;
        }
        return KeyRange.of(lower, upper);
    }

    /** What the keys of all entries with a partition key and a sort key begin with. */
    private byte[] sortPrefix(AttributeValue partition, AttributeValue sort) {
        if (sortType == null) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        ByteBuilder out = prefix(partition);
        KeyCodec.putDelimited(checked(sort, sortType), out);
        return out.toByteArray();
    }
}
