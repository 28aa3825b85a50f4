package io.itemql.plan.operator;

import io.itemql.store.ConsumedCapacity;

/** What a run of a statement has cost: items examined, pages read, capacity consumed. Used by one thread at a time. */
public final class ExecutionCounters {
    private long itemsExamined;
    private long itemsScanned;
    private long pagesRead;
    private ConsumedCapacity capacity = ConsumedCapacity.NONE;

    /** Adds the cost of one access. */
    public void add(long items, long pages, ConsumedCapacity consumed) {
        itemsExamined += items;
        pagesRead += pages;
        capacity = capacity.plus(consumed);
    }

    /** Adds the cost of a part of the statement. */
    void add(ExecutionCounters part) {
        add(part.itemsExamined, part.pagesRead, part.capacity);
        itemsScanned += part.itemsScanned;
    }

    /** Counts items that a scan has examined, as soon as it has; {@link #add} counts them again as examined. */
    public void addScanned(long items) {
        itemsScanned += items;
    }

    /** How many of the items were examined by scans. */
    public long itemsScanned() {
        return itemsScanned;
    }

    public long itemsExamined() {
        return itemsExamined;
    }

    /** How many reads were opened in the store. */
    public long pagesRead() {
        return pagesRead;
    }

    public ConsumedCapacity capacity() {
        return capacity;
    }
}
