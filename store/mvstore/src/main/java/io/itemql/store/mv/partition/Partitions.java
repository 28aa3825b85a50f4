package io.itemql.store.mv.partition;

import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.RowCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All partitions of a table, in the order of their hashes, without gaps. Safe for use by several threads. */
public final class Partitions {
    /** How many hashes there are; the end of the last partition. */
    public static final long HASHES = 1L << 32;

    private volatile Partition[] partitions;
    /** A partition that is being split: it counts what was there before, and its halves count the changes since. */
    private volatile Partition retiring;

    private Partitions(Partition[] partitions) {
        this.partitions = partitions;
    }

    /** The one partition of a new table. */
    public static Partitions ofNewTable(RowCodec rows) {
        return new Partitions(new Partition[] {Partition.whole(rows)});
    }

    /** The given partitions, which lie in order and without gaps. */
    public static Partitions of(List<Partition> partitions) {
        return new Partitions(partitions.toArray(Partition[]::new));
    }

    /** The partition of a key. */
    public Partition of(byte[] key) {
        Partition[] all = partitions;
        if (all.length == 1) {
            return all[0];
        }
        long hash = KeyCodec.hash(key);
        int low = 0;
        int high = all.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (all[middle].from() <= hash) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return all[low];
    }

    /** How many bytes the items of a key's partition have, as the service counts them; the caller is inside the gate. */
    public long itemBytes(byte[] key) {
        long bytes = of(key).itemBytes();
        Partition old = retiring;
        // While it is split, a half counts only what is new.
        return old == null ? bytes : bytes + old.itemBytes();
    }

    public List<Partition> list() {
        return List.of(partitions);
    }

    /** A partition that is being split; its halves count only what has changed since. */
    public Optional<Partition> splitting() {
        return Optional.ofNullable(retiring);
    }

    /** Adds the counts of all partitions to a sum. Exact while nobody finishes a split. */
    public void addTo(AttributeCounts sum) {
        for (Partition partition : partitions) {
            partition.addTo(sum);
        }
        Partition old = retiring;
        if (old != null) {
            old.addTo(sum);
        }
    }

    /**
     * Begins a split: from now on the halves count every change. Nobody may be writing meanwhile, and one split at a
     * time.
     *
     * @param parent one of the partitions
     * @param at the first hash of the upper half
     */
    public void beginSplit(Partition parent, long at, RowCodec rows) {
        List<Partition> halves = new ArrayList<>();
        for (Partition partition : partitions) {
            if (partition.equals(parent)) {
                halves.add(new Partition(parent.from(), at, new AttributeCounts(rows)));
                halves.add(new Partition(at, parent.to(), new AttributeCounts(rows)));
            } else {
                halves.add(partition);
            }
        }
        retiring = parent;
        partitions = halves.toArray(Partition[]::new);
    }

    /**
     * Finishes a split: the halves take over what was there when it began. Nobody may be writing or adding up
     * meanwhile.
     *
     * @param lower the counts of the lower half as of the beginning
     * @param upper those of the upper half
     */
    public void finishSplit(AttributeCounts lower, AttributeCounts upper) {
        Partition parent = retiring;
        for (Partition partition : partitions) {
            if (partition.from() == parent.from()) {
                partition.takeOver(lower);
            } else if (partition.to() == parent.to()) {
                partition.takeOver(upper);
            }
        }
        retiring = null;
    }
}
