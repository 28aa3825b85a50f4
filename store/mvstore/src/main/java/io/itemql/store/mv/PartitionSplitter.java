package io.itemql.store.mv;

import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.PageCursor;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.partition.Partition;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.StoredTable;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;

/**
 * Splits partitions that have grown, near the middle of their bytes and always between two hashes. Rows stay where they
 * are; what is divided are the counts.
 *
 * <p>Writers are kept out only for two moments. In the first the partition's counts are frozen together with a root of
 * the map, and two halves begin to count changes from zero. Then the rows of that root are counted at leisure, and in
 * the second moment each half takes over its part. A checkpoint must not fall in between. Not thread-safe.
 */
final class PartitionSplitter {
    private final TableRegistry registry;
    private final PageStore pages;
    private final WriteGate gate;
    private final long partitionBytes;

    /** @param partitionBytes when a partition is split */
    PartitionSplitter(TableRegistry registry, PageStore pages, WriteGate gate, long partitionBytes) {
        this.registry = registry;
        this.pages = pages;
        this.gate = gate;
        this.partitionBytes = partitionBytes;
    }

    /** Splits every partition that is too large, once. */
    void splitLarge() {
        for (CataloguedTable table : registry.set().list()) {
            for (Partition partition : table.table().partitions().list()) {
                if (partition.isDueForSplit(partitionBytes)) {
                    split(table.table(), partition);
                }
            }
        }
    }

    private void split(StoredTable table, Partition partition) {
        MVStore.TxCounter held = pages.hold();
        try {
            long middle = middle(table, partition);
            if (middle <= partition.from()) {
                partition.rememberUnsplittable();
                return;
            }
            RootReference<byte[], byte[]> root;
            long stamp = gate.close();
            try {
                if (table.isDropped()) {
                    return;
                }
                root = table.map().root();
                table.partitions().beginSplit(partition, middle, table.rows());
            } finally {
                gate.open(stamp);
            }
            AttributeCounts lower = count(table, root, partition.from(), middle);
            AttributeCounts upper = count(table, root, middle, partition.to());
            stamp = gate.close();
            try {
                table.partitions().finishSplit(lower, upper);
            } finally {
                gate.open(stamp);
            }
        } finally {
            pages.release(held);
        }
    }

    /** The first hash behind which about half of the bytes lie; the beginning of the partition if there is none. */
    private long middle(StoredTable table, Partition partition) {
        long half = partition.itemBytes() / 2;
        long bytes = 0;
        long first = -1;
        long last = -1;
        Rows rows = new Rows(table, table.map().root(), partition.from(), partition.to());
        while (rows.next()) {
            long hash = KeyCodec.hash(rows.cursor.key());
            if (bytes >= half && hash > last) {
                return hash;
            }
            first = first < 0 ? hash : first;
            last = hash;
            bytes += RowCodec.itemBytes(rows.cursor.value());
        }
        // The second half is one item collection: it stays together, and everything before it becomes the lower half.
        return last > first ? last : partition.from();
    }

    private static AttributeCounts count(StoredTable table, RootReference<byte[], byte[]> root, long from, long to) {
        AttributeCounts counts = new AttributeCounts(table.rows());
        Rows rows = new Rows(table, root, from, to);
        while (rows.next()) {
            counts.add(rows.cursor.key(), rows.cursor.value());
        }
        return counts;
    }

    /** The rows whose hashes lie in a range. */
    private static final class Rows {
        private final PageCursor cursor;
        private final KeyRange range;

        Rows(StoredTable table, RootReference<byte[], byte[]> root, long from, long to) {
            range = KeyCodec.hashRange(from, to);
            cursor = table.map().cursor(root, range.lower(), false);
        }

        boolean next() {
            return cursor.next() && (range.upper() == null || KeyRange.compare(cursor.key(), range.upper()) < 0);
        }
    }
}
