package io.itemql.store;

import java.util.HashMap;
import java.util.Map;

/**
 * What an operation costs in the service's units.
 *
 * <p>Source: reference for the item API, section 9.
 *
 * @param readUnits one per started 4 KB read with strong consistency, half of that for an eventual read
 * @param writeUnits one per started 1 KB written
 * @param indexes how much of both fell upon each index that was touched, by its name
 */
public record ConsumedCapacity(double readUnits, double writeUnits, Map<String, ConsumedCapacity> indexes) {
    public static final ConsumedCapacity NONE = new ConsumedCapacity(0, 0);

    private static final long READ_BLOCK_BYTES = 4096;
    private static final long WRITE_BLOCK_BYTES = 1024;

    public ConsumedCapacity {
        indexes = Map.copyOf(indexes);
    }

    /** What touched no index. */
    public ConsumedCapacity(double readUnits, double writeUnits) {
        this(readUnits, writeUnits, Map.of());
    }

    /**
     * The cost of reading.
     *
     * @param bytes the sizes of the examined items, added up; 0 for an item that is not there, which costs one block
     */
    public static ConsumedCapacity ofRead(long bytes, boolean consistent) {
        long blocks = Math.max(1, (bytes + READ_BLOCK_BYTES - 1) / READ_BLOCK_BYTES);
        return new ConsumedCapacity(consistent ? blocks : blocks / 2.0, 0);
    }

    /**
     * The cost of a write, also of one whose condition failed.
     *
     * @param bytesBefore the size of the item before, 0 if there was none
     * @param bytesAfter the size of the item after, 0 if there is none
     */
    public static ConsumedCapacity ofWrite(long bytesBefore, long bytesAfter) {
        long bytes = Math.max(bytesBefore, bytesAfter);
        return new ConsumedCapacity(0, Math.max(1, (bytes + WRITE_BLOCK_BYTES - 1) / WRITE_BLOCK_BYTES));
    }

    /**
     * The cost that a write causes in an index whose entry it changes.
     *
     * @param bytesBefore the size of the entry before, 0 if there was none
     * @param bytesAfter the size of the entry after, 0 if there is none
     * @param moves whether the index key changes, so that one entry is removed and another one added
     */
    public static ConsumedCapacity ofEntryWrite(long bytesBefore, long bytesAfter, boolean moves) {
        return moves ? ofWrite(bytesBefore, 0).plus(ofWrite(0, bytesAfter)) : ofWrite(bytesBefore, bytesAfter);
    }

    /** This cost, all of which fell upon one index. */
    public ConsumedCapacity inIndex(String index) {
        return new ConsumedCapacity(readUnits, writeUnits, Map.of(index, new ConsumedCapacity(readUnits, writeUnits)));
    }

    /** What did not fall upon an index. */
    public ConsumedCapacity table() {
        double read = readUnits;
        double write = writeUnits;
        for (ConsumedCapacity index : indexes.values()) {
            read -= index.readUnits;
            write -= index.writeUnits;
        }
        return new ConsumedCapacity(read, write);
    }

    public ConsumedCapacity plus(ConsumedCapacity other) {
        if (readUnits == 0 && writeUnits == 0 && indexes.isEmpty()) {
            return other;
        }
        Map<String, ConsumedCapacity> both = indexes;
        if (!other.indexes.isEmpty()) {
            both = new HashMap<>(indexes);
            for (Map.Entry<String, ConsumedCapacity> index : other.indexes.entrySet()) {
                both.merge(index.getKey(), index.getValue(), ConsumedCapacity::plus);
            }
        }
        return new ConsumedCapacity(readUnits + other.readUnits, writeUnits + other.writeUnits, both);
    }
}
