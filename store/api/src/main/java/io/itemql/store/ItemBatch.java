package io.itemql.store;

/**
 * A place for some slots of many items, by column: what {@link ItemCursor#next(ItemBatch)} fills. Made once for all batches
 * of a read. Used by one thread.
 */
public final class ItemBatch {
    private final int capacity;
    private final int[] slots;
    /** By slot; null for one that nobody wants. */
    private final BatchColumn[] columns;

    /**
     * A batch without items.
     *
     * @param capacity how many items have room in it
     * @param slots the slots that are wanted of each, in ascending order
     */
    public ItemBatch(int capacity, int... slots) {
        this.capacity = capacity;
        this.slots = slots.clone();
        this.columns = new BatchColumn[slots.length == 0 ? 0 : slots[slots.length - 1] + 1];
        for (int slot : slots) {
            columns[slot] = new BatchColumn(capacity);
        }
    }

    public int capacity() {
        return capacity;
    }

    /** How many slots are wanted. */
    public int width() {
        return slots.length;
    }

    /** The slot that is wanted at a position, from 0. */
    public int slot(int position) {
        return slots[position];
    }

    /** The values of a slot that is wanted. */
    public BatchColumn column(int slot) {
        return columns[slot];
    }
}
