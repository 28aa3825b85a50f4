package io.itemql.store.mv.table;

import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.partition.Partitions;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.RowCodec;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The data of a table: where its rows are and how to read them, its partitions and their counts. What may change about its
 * definition is in {@link CataloguedTable}. Safe for use by several threads.
 */
public final class StoredTable {
    private final int number;
    private final RowCodec rows;
    private final PageMap map;
    private final Partitions partitions;
    private final AtomicLong appearances;
    private volatile boolean dropped;

    /**
     * @param number never that of another table, not even of one that was dropped
     * @param map from key bytes to rows
     * @param appearances how often an attribute or a type of one has appeared that no item had
     */
    public StoredTable(int number, RowCodec rows, PageMap map, Partitions partitions, long appearances) {
        this.number = number;
        this.rows = rows;
        this.map = map;
        this.partitions = partitions;
        this.appearances = new AtomicLong(appearances);
    }

    public int number() {
        return number;
    }

    public RowCodec rows() {
        return rows;
    }

    public PageMap map() {
        return map;
    }

    public Partitions partitions() {
        return partitions;
    }

    /**
     * Replaces a row. It is counted before it can be seen, so that nobody sees a row of a type before the version that tells
     * of it. The caller holds the lock on the key.
     *
     * @param oldRow the row as it is; {@code null} if there is none
     * @param newRow the row as it shall be; {@code null} if there shall be none
     */
    public void apply(byte[] key, byte[] oldRow, byte[] newRow) {
        long appeared = partitions.of(key).count(key, oldRow, newRow);
        if (appeared > 0) {
            appearances.addAndGet(appeared);
        }
        if (newRow == null) {
            map.remove(key);
        } else {
            map.put(key, newRow);
        }
    }

    /** Grows whenever an attribute or a type of one appears that no item had. */
    long shapeVersion() {
        return rows.dictionary().version() + appearances.get();
    }

    /** How often an attribute or a type of one has appeared that no item had; never goes back. */
    public long appearances() {
        return appearances.get();
    }

    /** The counts of all partitions together; exact while the gate is not closed. */
    public AttributeCounts counts() {
        AttributeCounts sum = new AttributeCounts(rows);
        partitions.addTo(sum);
        return sum;
    }

    /** Whether the table is gone; a writer that has passed the gate asks before it writes. */
    public boolean isDropped() {
        return dropped;
    }

    /** Says that the table is gone. */
    public void drop() {
        dropped = true;
    }
}
