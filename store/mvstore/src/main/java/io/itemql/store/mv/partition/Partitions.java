package io.itemql.store.mv.partition;

import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.row.RowCodec;
import java.util.List;

/** All partitions of a table, in the order of their hashes, without gaps. Safe for use by several threads. */
public final class Partitions {
    /** How many hashes there are; the end of the last partition. */
    public static final long HASHES = 1L << 32;

    private volatile Partition[] partitions;

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

    public List<Partition> list() {
        return List.of(partitions);
    }
}
