package io.itemql.store.mv.partition;

import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.Disappearances;
import io.itemql.store.mv.row.RowCodec;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The items of a table whose key hashes lie in one range: how many they are, what they hold, how often they are used.
 * Safe for use by several threads.
 */
public final class Partition {
    private final long from;
    private final long to;
    private final AttributeCounts counts;
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private boolean changed;
    private volatile long unsplittableBytes;

    /**
     * @param from the first hash of the range, from 0
     * @param to the first hash behind it, up to 2³²
     * @param counts belongs to the partition from now on
     */
    public Partition(long from, long to, AttributeCounts counts) {
        this.from = from;
        this.to = to;
        this.counts = counts;
    }

    public long from() {
        return from;
    }

    public long to() {
        return to;
    }

    /**
     * Counts one write.
     *
     * @param oldRow the row before; {@code null} if there was none
     * @param newRow the row after; {@code null} if there is none
     * @param appearances grows by the number of types of attributes that appear with it
     * @param disappearances learns what is about to go
     * @return what went with the write, for {@link Disappearances#end}; {@code null} if nothing did
     */
    public int[] count(
            byte[] key, byte[] oldRow, byte[] newRow, AtomicLong appearances, Disappearances disappearances) {
        writes.increment();
        synchronized (counts) {
            changed = true;
            long before = counts.appearances();
            int[] gone = counts.replace(key, oldRow, newRow, disappearances);
            long appeared = counts.appearances() - before;
            if (appeared > 0) {
                appearances.addAndGet(appeared);
            }
            return gone;
        }
    }

    /** Notes that so many items were read. */
    public void countReads(long items) {
        reads.add(items);
    }

    /** What can be seen of it now. */
    public PartitionInfo info() {
        synchronized (counts) {
            return new PartitionInfo(from, to, counts.items(), counts.itemBytes(), reads.sum(), writes.sum());
        }
    }

    public long itemBytes() {
        synchronized (counts) {
            return counts.itemBytes();
        }
    }

    /** Whether it holds more than so many bytes, and has doubled since it was found to be of one hash only. */
    public boolean isDueForSplit(long bytesMax) {
        return itemBytes() > Math.max(bytesMax, 2 * unsplittableBytes);
    }

    /** Notes that all items have one hash. */
    public void rememberUnsplittable() {
        unsplittableBytes = itemBytes();
    }

    /** Adds counts of rows that were there before this partition was. */
    void takeOver(AttributeCounts earlier) {
        synchronized (counts) {
            changed = true;
            counts.merge(earlier);
        }
    }

    /** Adds this partition's counts to others. */
    public void addTo(AttributeCounts sum) {
        synchronized (counts) {
            sum.merge(counts);
        }
    }

    /** The counts as bytes. */
    public byte[] countBytes() {
        synchronized (counts) {
            return counts.toBytes();
        }
    }

    /** The counts as bytes if they have changed since the last time, otherwise {@code null}. */
    public byte[] takeChange() {
        synchronized (counts) {
            if (!changed) {
                return null;
            }
            changed = false;
            return counts.toBytes();
        }
    }

    /** Makes {@link #takeChange} give the counts whether they have changed or not. */
    public void markChanged() {
        synchronized (counts) {
            changed = true;
        }
    }

    /** A partition of all hashes without items. */
    static Partition whole(RowCodec rows) {
        return new Partition(0, Partitions.HASHES, new AttributeCounts(rows));
    }
}
