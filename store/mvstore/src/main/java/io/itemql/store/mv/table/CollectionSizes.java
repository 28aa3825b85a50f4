package io.itemql.store.mv.table;

import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.partition.Partitions;
import io.itemql.store.mv.row.RowCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How large the item collections of a table are: the items of one partition key with their entries in local indexes.
 * They have a limit where there are local indexes (developer guide, "Item collections in Local Secondary Indexes").
 *
 * <p>A collection lies in one partition whole, and an entry is not larger than its item. So as long as a partition with
 * one such entry for each item and index is within the limit, all of its collections are, and none is counted; since
 * partitions are split long before, only an uncommonly large collection is ever counted: when it is first written to
 * after the store was opened, which reads it whole before that write, and from then on with every write.
 *
 * <p>Safe for use by several threads. Writes of several threads at one moment may pass the limit together, each by no
 * more than its own size; and what is being written while a collection is counted may be missing from the count.
 */
public final class CollectionSizes {
    /** Beyond that all are forgotten: so many in one partition are small, and counted in no time. */
    private static final int REMEMBERED_MAX = 4096;

    private final RowCodec rows;
    private final PageMap items;
    private final Partitions partitions;
    private volatile List<StoredIndex> localIndexes = List.of();
    /** Bytes by what the keys of a collection begin with. */
    private final ConcurrentHashMap<ByteBuffer, Long> counted = new ConcurrentHashMap<>();

    CollectionSizes(RowCodec rows, PageMap items, Partitions partitions) {
        this.rows = rows;
        this.items = items;
        this.partitions = partitions;
    }

    /** Says which indexes the table has. Nobody may be writing meanwhile. */
    void setIndexes(List<StoredIndex> indexes) {
        localIndexes =
                indexes.stream().filter(index -> !index.definition().isGlobal()).toList();
    }

    /** Whether there is a limit at all: whether the table has local indexes. */
    public boolean areLimited() {
        return !localIndexes.isEmpty();
    }

    /** What all keys of the collection begin with that an item belongs to; also those of its entries. */
    public ByteBuffer collection(byte[] key) {
        return ByteBuffer.wrap(Arrays.copyOf(key, rows.keyCodec().sortOffset(key)));
    }

    /** By how many bytes a change makes its item's collection grow; negative if it shrinks. */
    public static long growth(byte[] oldRow, byte[] newRow, List<IndexChange> entries) {
        long bytes = bytes(newRow) - bytes(oldRow);
        for (IndexChange entry : entries) {
            if (!entry.index().definition().isGlobal()) {
                bytes += bytes(entry.newRow()) - bytes(entry.oldRow());
            }
        }
        return bytes;
    }

    private static long bytes(byte[] row) {
        return row == null ? 0 : RowCodec.itemBytes(row);
    }

    /** Whether a collection has no more than so many bytes; the caller is inside the gate. */
    public boolean isWithin(ByteBuffer collection, long bytesMax) {
        byte[] prefix = new byte[collection.remaining()];
        collection.duplicate().get(prefix);
        long largest = partitions.itemBytes(prefix) * (1 + localIndexes.size());
        if (largest <= bytesMax) {
            return true;
        }
        if (counted.size() > REMEMBERED_MAX) {
            counted.clear();
        }
        return counted.computeIfAbsent(collection, same -> count(prefix)) <= bytesMax;
    }

    private long count(byte[] prefix) {
        KeyRange range = KeyCodec.prefixRange(prefix);
        long bytes = items.sum(range.lower(), range.upper(), RowCodec::itemBytes);
        for (StoredIndex index : localIndexes) {
            bytes += index.map().sum(range.lower(), range.upper(), RowCodec::itemBytes);
        }
        return bytes;
    }

    /** Notes that a change has been applied. */
    void applied(byte[] key, byte[] oldRow, byte[] newRow, List<IndexChange> entries) {
        if (!counted.isEmpty()) {
            counted.computeIfPresent(collection(key), (same, bytes) -> bytes + growth(oldRow, newRow, entries));
        }
    }
}
