package io.itemql.store.mv.index;

import io.itemql.item.AttributeValue;
import io.itemql.store.IndexKeys;
import io.itemql.store.IndexStatistics;
import io.itemql.store.mv.key.IndexKeyCodec;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.row.RowProjection;
import io.itemql.store.mv.row.StoredAttribute;
import io.itemql.store.mv.row.StoredRow;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The data of an index: a map from key bytes to rows, each with the projected attributes of one item, written with the
 * dictionary of the table. Safe for use by several threads.
 */
public final class StoredIndex {
    private final int number;
    private final IndexDefinition definition;
    private final IndexKeyCodec keyCodec;
    private final StoredAttribute partition;
    /** Null for an index without a sort key. */
    private final StoredAttribute sort;
    /** Null for an index that projects everything: its rows are those of the table. */
    private final RowProjection projection;

    private final PageMap map;
    private final AtomicLong entryBytes = new AtomicLong();
    private final BuildProgress progress;
    private volatile boolean dropped;

    /**
     * @param number never that of another table or index, not even of one that was dropped
     * @param rows of the table
     * @param map from key bytes to rows
     */
    public StoredIndex(int number, IndexDefinition definition, RowCodec rows, PageMap map, BuildProgress progress) {
        this.number = number;
        this.definition = definition;
        this.map = map;
        this.progress = progress;
        KeySchema keys = definition.keys();
        this.keyCodec = new IndexKeyCodec(keys);
        this.partition = new StoredAttribute(keys.partitionKey().name(), rows);
        this.sort =
                keys.sortKey().map(key -> new StoredAttribute(key.name(), rows)).orElse(null);
        this.projection = definition.projectsAll()
                ? null
                : new RowProjection(
                        Stream.concat(
                                        keys.attributes().stream().map(KeyAttribute::name),
                                        definition.projection().attributes().stream())
                                .toList(),
                        rows);
    }

    public int number() {
        return number;
    }

    public String name() {
        return definition.name();
    }

    public IndexDefinition definition() {
        return definition;
    }

    public IndexKeyCodec keyCodec() {
        return keyCodec;
    }

    public PageMap map() {
        return map;
    }

    /** How far the index is built. */
    public BuildProgress progress() {
        return progress;
    }

    /** The key of the entry that an item has; {@code null} if it has none. */
    byte[] entryKey(StoredRow row) {
        AttributeValue partitionValue = keyPart(partition, definition.keys().partitionKey(), true, row);
        if (partitionValue == null) {
            return null;
        }
        AttributeValue sortValue = null;
        if (sort != null) {
            sortValue = keyPart(sort, definition.keys().sortKey().orElseThrow(), false, row);
            if (sortValue == null) {
                return null;
            }
        }
        return keyCodec.encode(partitionValue, sortValue, row.keyBytes());
    }

    private static AttributeValue keyPart(
            StoredAttribute attribute, KeyAttribute key, boolean isPartition, StoredRow row) {
        AttributeValue value = attribute.value(row);
        return value != null && IndexKeys.fits(value, key, isPartition) ? value : null;
    }

    /** The row of the entry that an item has. */
    byte[] entryRow(StoredRow row) {
        return projection == null ? row.rowBytes() : projection.project(row);
    }

    /** Sets an entry. The caller holds the lock on the item's key. */
    void put(byte[] key, byte[] row) {
        byte[] before = map.put(key, row);
        entryBytes.addAndGet(RowCodec.itemBytes(row) - (before == null ? 0L : RowCodec.itemBytes(before)));
    }

    /** Removes an entry; one that is not there yet is no fault while the index is built. */
    void remove(byte[] key) {
        byte[] before = map.remove(key);
        if (before != null) {
            entryBytes.addAndGet(-RowCodec.itemBytes(before));
        }
    }

    /** The sizes of all entries added up. */
    public long entryBytes() {
        return entryBytes.get();
    }

    /** Says what the sizes of the entries add up to that are there already; for recovery. */
    public void restoreEntryBytes(long bytes) {
        entryBytes.set(bytes);
    }

    public IndexStatistics statistics() {
        return new IndexStatistics(name(), map.size(), entryBytes());
    }

    /** Whether the index is gone; whoever builds it stops then. */
    public boolean isDropped() {
        return dropped;
    }

    /** Says that the index is gone. */
    public void drop() {
        dropped = true;
    }
}
