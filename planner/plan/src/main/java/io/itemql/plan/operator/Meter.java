package io.itemql.plan.operator;

import io.itemql.store.ConsumedCapacity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one operator of a run did, for EXPLAIN ANALYZE. Used by one thread at a time, but for its parts. */
public final class Meter {
    private long rows;
    private long opened;
    private long nanos;
    private long itemsExamined;
    private ConsumedCapacity capacity = ConsumedCapacity.NONE;
    private boolean access;
    private final AtomicLong memory = new AtomicLong();
    private final AtomicLong memoryPeak = new AtomicLong();

    /** Of the threads that do a part of the work each. */
    private final List<Meter> parts = new ArrayList<>();

    /** A meter for a thread that does a part of the work; made before the thread starts. */
    Meter part() {
        Meter part = new Meter();
        parts.add(part);
        return part;
    }

    /** How many rows it gave, over all its cursors. */
    public long rows() {
        return rows + parts.stream().mapToLong(Meter::rows).sum();
    }

    /** How many cursors were opened; threads that share the work open one together. */
    public long opened() {
        return opened + parts.stream().mapToLong(Meter::opened).max().orElse(0);
    }

    /** How many threads shared the work. */
    public int threads() {
        return Math.max(1, parts.size());
    }

    /** The time spent in it and below it, in nanoseconds; that of the slowest thread. */
    public long nanos() {
        return nanos + parts.stream().mapToLong(Meter::nanos).max().orElse(0);
    }

    /** True if it reads items, so that {@link #itemsExamined()} and {@link #capacity()} say something. */
    public boolean isAccess() {
        return access || parts.stream().anyMatch(Meter::isAccess);
    }

    public long itemsExamined() {
        return itemsExamined + parts.stream().mapToLong(Meter::itemsExamined).sum();
    }

    public ConsumedCapacity capacity() {
        ConsumedCapacity all = capacity;
        for (Meter part : parts) {
            all = all.plus(part.capacity());
        }
        return all;
    }

    /** The most memory that it held at one time, in bytes; what its inputs held aside. */
    public long memoryBytes() {
        return memoryPeak.get();
    }

    /** Called from any of the threads that share the work. */
    void addMemory(long more) {
        long now = memory.addAndGet(more);
        memoryPeak.accumulateAndGet(now, Math::max);
    }

    void countOpen() {
        opened++;
    }

    void countRows(int more) {
        rows += more;
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
