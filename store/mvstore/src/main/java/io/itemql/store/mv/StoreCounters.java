package io.itemql.store.mv;

import java.util.concurrent.atomic.LongAdder;

/**
 * How much a store has read and written since it was opened. Safe for use by several threads, which do not meet here.
 */
final class StoreCounters {
    private final LongAdder itemsRead = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder writeNanos = new LongAdder();

    void countRead(long items) {
        itemsRead.add(items);
    }

    /** @param nanos how long the batch took, until it was durable */
    void countBatch(int size, long nanos) {
        batches.increment();
        writes.add(size);
        writeNanos.add(nanos);
    }

    long itemsRead() {
        return itemsRead.sum();
    }

    long batches() {
        return batches.sum();
    }

    long writes() {
        return writes.sum();
    }

    long writeNanos() {
        return writeNanos.sum();
    }
}
