package io.itemql.plan.operator;

import io.itemql.store.ConsumedCapacity;

/** What one operator of a run did, for EXPLAIN ANALYZE. Used by one thread at a time. */
public final class Meter {
    private long rows;
    private long opened;
    private long nanos;
    private long itemsExamined;
    private ConsumedCapacity capacity = ConsumedCapacity.NONE;
    private boolean access;

    /** How many rows it gave, over all its cursors. */
    public long rows() {
        return rows;
    }

    /** How many cursors were opened. */
    public long opened() {
        return opened;
    }

    /** The time spent in it and below it, in nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** True if it reads items, so that {@link #itemsExamined()} and {@link #capacity()} say something. */
    public boolean isAccess() {
        return access;
    }

    public long itemsExamined() {
        return itemsExamined;
    }

    public ConsumedCapacity capacity() {
        return capacity;
    }

    void countOpen() {
        opened++;
    }

    void countRow() {
        rows++;
    }

    void addNanos(long more) {
        nanos += more;
    }

    void addAccess(AccessCursor cursor) {
        access = true;
        itemsExamined += cursor.itemsExamined();
        capacity = capacity.plus(cursor.capacity());
    }
}
