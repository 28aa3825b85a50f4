package io.itemql.store;

/**
 * What an operation costs in the service's units.
 *
 * <p>Source: reference for the item API, section 9.
 *
 * @param readUnits one per started 4 KB read with strong consistency, half of that for an eventual read
 * @param writeUnits one per started 1 KB written
 */
public record ConsumedCapacity(double readUnits, double writeUnits) {
    public static final ConsumedCapacity NONE = new ConsumedCapacity(0, 0);

    private static final long READ_BLOCK_BYTES = 4096;
    private static final long WRITE_BLOCK_BYTES = 1024;

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

    public ConsumedCapacity plus(ConsumedCapacity other) {
        return new ConsumedCapacity(readUnits + other.readUnits, writeUnits + other.writeUnits);
    }
}
