package io.itemql.store.mv.key;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemKey;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.Arrays;

/**
 * Keys of one table as bytes, and back; the package's description has the layout. The unsigned order of the bytes is: hash
 * of the partition key, partition key, sort key. Immutable and safe to share.
 */
public final class KeyCodec {
    /** How many bytes of hash begin each key. */
    public static final int HASH_BYTES = 4;

    private static final long HASHES = 1L << (8 * HASH_BYTES);

    private final AttributeType partitionType;
    /** Null for a table without a sort key. */
    private final AttributeType sortType;

    public KeyCodec(KeySchema keys) {
        partitionType = keys.partitionKey().type();
        sortType = keys.sortKey().map(KeyAttribute::type).orElse(null);
    }

    /**
     * The bytes of a key. Lengths are not checked; {@link ItemKey#check} does that.
     *
     * @throws ItemException with {@link ErrorCode#KEY_SCHEMA_MISMATCH} if the key is not one of this table, or with
     *     {@link ErrorCode#INVALID_TEXT}
     */
    public byte[] encode(ItemKey key) {
        AttributeValue sort = key.sort().orElse(null);
        if ((sort == null) != (sortType == null)) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        ByteBuilder out = partitionPrefix(key.partition());
        if (sort != null) {
            putSort(sort, out);
        }
        return out.toByteArray();
    }

    /** The key that {@link #encode} turned into these bytes. */
    public ItemKey decode(byte[] key) {
        return sortType == null ? ItemKey.of(partition(key)) : ItemKey.of(partition(key), sort(key));
    }

    /** The partition key of an encoded key. */
    public AttributeValue partition(byte[] key) {
        if (sortType == null) {
            return readPlain(key, HASH_BYTES, key.length, partitionType);
        }
        return readDelimited(key, HASH_BYTES, sortOffset(key), partitionType);
    }

    /** The value of a part that another one follows, its end mark included. */
    static AttributeValue readDelimited(byte[] key, int from, int end, AttributeType type) {
        if (type == AttributeType.N) {
            return NumberKey.read(key, from);
        }
        if (!Delimited.isEscaped(key, from, end)) {
            return readPlain(key, from, end - 1, type);
        }
        byte[] plain = Delimited.read(key, from, end);
        return readPlain(plain, 0, plain.length, type);
    }

    /**
     * The sort key of an encoded key.
     *
     * @throws IllegalStateException if the table has none
     */
    public AttributeValue sort(byte[] key) {
        if (sortType == null) {
            throw new IllegalStateException("the table has no sort key");
        }
        return readPlain(key, sortOffset(key), key.length, sortType);
    }

    /** Where the sort key starts in an encoded key; its end for a table without a sort key. */
    public int sortOffset(byte[] key) {
        if (sortType == null) {
            return key.length;
        }
        return partitionType == AttributeType.N ? NumberKey.end(key, HASH_BYTES) : Delimited.end(key, HASH_BYTES);
    }

    /** The hash that begins a key, from 0 to 2³² − 1. */
    public static long hash(byte[] key) {
        return (key[0] & 0xFFL) << 24 | (key[1] & 0xFF) << 16 | (key[2] & 0xFF) << 8 | (key[3] & 0xFF);
    }

    /** All keys with the given partition key. */
    public KeyRange partitionRange(AttributeValue partition) {
        byte[] prefix = partitionPrefix(partition).toByteArray();
        return sortType == null ? KeyRange.of(prefix, successor(prefix)) : prefixRange(prefix);
    }

    /**
     * The keys with the given partition key whose sort keys are in a range.
     *
     * @throws ItemException with {@link ErrorCode#KEY_SCHEMA_MISMATCH} if a value does not have its key's type, or if the
     *     range is not everything and the table has no sort key; with {@link ErrorCode#OPERAND_TYPE} for a prefix of N
     */
    public KeyRange range(AttributeValue partition, SortKeyRange range) {
        if (range.prefix().isPresent()) {
            AttributeValue prefix = range.prefix().get();
            if (prefix.type() == AttributeType.N) {
                throw new ItemException(ErrorCode.OPERAND_TYPE, "begins_with", prefix.type());
            }
            return prefixRange(concatenate(partition, prefix));
        }
        KeyRange all = partitionRange(partition);
        byte[] lower = all.lower();
        byte[] upper = all.upper();
        if (range.lower().isPresent()) {
            byte[] at = concatenate(partition, range.lower().get());
            lower = range.lowerInclusive() ? at : successor(at);
        }
        if (range.upper().isPresent()) {
            byte[] at = concatenate(partition, range.upper().get());
            upper = range.upperInclusive() ? successor(at) : at;
        }
        return KeyRange.of(lower, upper);
    }

    private byte[] concatenate(AttributeValue partition, AttributeValue sort) {
        ByteBuilder out = partitionPrefix(partition);
        putSort(sort, out);
        return out.toByteArray();
    }

    /**
     * The keys of one segment of a scan. The segments of one total share no key and leave none out, and no partition key's
     * items lie in two of them.
     */
    public static KeyRange segment(int segment, int totalSegments) {
        return hashRange(segmentStart(segment, totalSegments), segmentStart(segment + 1, totalSegments));
    }

    private static long segmentStart(long segment, long totalSegments) {
        return (segment * HASHES + totalSegments - 1) / totalSegments;
    }

    /**
     * The keys whose hash is at least {@code from} and less than {@code to}.
     *
     * @param from from 0
     * @param to up to 2³²
     */
    public static KeyRange hashRange(long from, long to) {
        return KeyRange.of(from == 0 ? new byte[0] : hashBytes(from), to == HASHES ? null : hashBytes(to));
    }

    private static byte[] hashBytes(long hash) {
        return new ByteBuilder(HASH_BYTES).putInt((int) hash).toByteArray();
    }

    /** The keys that begin with the given bytes. */
    public static KeyRange prefixRange(byte[] prefix) {
        return KeyRange.of(prefix, prefixSuccessor(prefix));
    }

    /** The smallest bytes above everything that begins with a prefix; {@code null} if nothing is above it. */
    public static byte[] prefixSuccessor(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
            length--;
        }
        if (length == 0) {
            return null;
        }
        byte[] above = Arrays.copyOf(prefix, length);
        above[length - 1]++;
        return above;
    }

    /** The smallest bytes above a key. */
    public static byte[] successor(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** The bytes that stand for a partition key within a key, without the hash. */
    public byte[] partitionBytes(AttributeValue partition) {
        byte[] prefix = partitionPrefix(partition).toByteArray();
        return Arrays.copyOfRange(prefix, HASH_BYTES, prefix.length);
    }

    /** The bytes that stand for a sort key within a key. */
    public byte[] sortBytes(AttributeValue sort) {
        if (sort.type() != sortType) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        return plain(sort);
    }

    private void putSort(AttributeValue sort, ByteBuilder out) {
        if (sort.type() != sortType) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        if (sort instanceof NumberValue number) {
            NumberKey.write(number, out);
        } else {
            out.put(plain(sort));
        }
    }

    private ByteBuilder partitionPrefix(AttributeValue partition) {
        if (partition.type() != partitionType) {
            throw new ItemException(ErrorCode.KEY_SCHEMA_MISMATCH);
        }
        byte[] plain = plain(partition);
        ByteBuilder out = new ByteBuilder(plain.length + 40).putInt(PartitionHash.of(plain));
        if (sortType == null) {
            return out.put(plain);
        }
        putDelimited(partitionType, plain, out);
        return out;
    }

    /** Appends a value so that another part can follow. */
    static void putDelimited(AttributeValue value, ByteBuilder out) {
        putDelimited(value.type(), plain(value), out);
    }

    /** Appends what {@link #plain} gave so that another part can follow; a number delimits itself. */
    static void putDelimited(AttributeType type, byte[] plain, ByteBuilder out) {
        if (type == AttributeType.N) {
            out.put(plain);
        } else {
            Delimited.write(plain, out);
        }
    }

    static byte[] plain(AttributeValue value) {
        if (value instanceof StringValue text) {
            return Utf8.encode(text.value());
        }
        if (value instanceof BinaryValue bytes) {
            return bytes.toByteArray();
        }
        ByteBuilder number = new ByteBuilder(24);
        NumberKey.write((NumberValue) value, number);
        return number.toByteArray();
    }

    private static AttributeValue readPlain(byte[] bytes, int from, int to, AttributeType type) {
        return switch (type) {
            case S -> new StringValue(Utf8.decode(bytes, from, to - from));
            case B -> BinaryValue.ofOwned(Arrays.copyOfRange(bytes, from, to));
            case N -> NumberKey.read(bytes, from);
            case BOOL, NULL, L, M, SS, NS, BS -> throw new IllegalStateException("a key of type " + type);
        };
    }
}
