package io.itemql.store.mv.table;

import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.partition.Partitions;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.Disappearances;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.table.IndexDefinition;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The data of a table: where its rows are and how to read them, its partitions and their counts. What may change about
 * its definition is in {@link CataloguedTable}. Safe for use by several threads.
 */
public final class StoredTable {
    private final int number;
    private final RowCodec rows;
    private final PageMap map;
    private final Partitions partitions;
    private final AtomicLong appearances;
    private final Disappearances disappearances = new Disappearances();
    private final CollectionSizes collections;
    private volatile List<StoredIndex> indexes;
    private volatile List<IndexDefinition> indexDefinitions;
    private volatile boolean dropped;

    /**
     * @param number never that of another table, not even of one that was dropped
     * @param map from key bytes to rows
     * @param appearances how often an attribute or a type of one has appeared that no item had
     * @param indexes also those that are being built
     */
    public StoredTable(
            int number,
            RowCodec rows,
            PageMap map,
            Partitions partitions,
            long appearances,
            List<StoredIndex> indexes) {
        this.number = number;
        this.rows = rows;
        this.map = map;
        this.partitions = partitions;
        this.appearances = new AtomicLong(appearances);
        this.collections = new CollectionSizes(rows, map, partitions);
        setIndexes(indexes);
    }

    /** The indexes that writes keep up to date. */
    public List<StoredIndex> indexes() {
        return indexes;
    }

    /** The definitions of {@link #indexes()}. */
    public List<IndexDefinition> indexDefinitions() {
        return indexDefinitions;
    }

    /** Changes which indexes writes keep up to date. Nobody may be writing meanwhile. */
    public void setIndexes(List<StoredIndex> changed) {
        indexes = List.copyOf(changed);
        indexDefinitions = changed.stream().map(StoredIndex::definition).toList();
        collections.setIndexes(changed);
    }

    /** What a change of an item means for the indexes; see {@link IndexChange#of}. */
    public List<IndexChange> indexChanges(byte[] key, byte[] oldRow, byte[] newRow) {
        return IndexChange.of(indexes, rows, key, oldRow, newRow);
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
     * Replaces a row and the entries that the indexes have of it. It is counted before it can be seen, so that nobody
     * sees a row of a type before the version that tells of it. The caller holds the lock on the key.
     *
     * @param oldRow the row as it is; {@code null} if there is none
     * @param newRow the row as it shall be; {@code null} if there shall be none
     * @param changes what {@link #indexChanges} gave
     */
    public void apply(byte[] key, byte[] oldRow, byte[] newRow, List<IndexChange> changes) {
        int[] gone = partitions.of(key).count(key, oldRow, newRow, appearances, disappearances);
        for (IndexChange change : changes) {
            change.apply();
        }
        if (newRow == null) {
            map.remove(key);
        } else {
            map.put(key, newRow);
        }
        collections.applied(key, oldRow, newRow, changes);
        if (gone != null) {
            disappearances.end(gone);
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

    /** How large its item collections are. */
    public CollectionSizes collections() {
        return collections;
    }

    /** When attributes and types of them went. */
    public Disappearances disappearances() {
        return disappearances;
    }

    /** Whether the table is gone; a writer that has passed the gate asks before it writes. */
    public boolean isDropped() {
        return dropped;
    }

    /** Says that the table and its indexes are gone. */
    public void drop() {
        dropped = true;
        indexes.forEach(StoredIndex::drop);
    }
}
