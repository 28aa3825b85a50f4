package io.itemql.store.mv;

import io.itemql.condition.ConditionPaths;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemRead;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.row.StoredRow;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;

/** Fetches the whole items of a read through an index that does not project everything. Not thread-safe. */
final class ItemFetch {
    private final EntryView items;
    private final IndexDefinition index;
    private final boolean consistent;
    private final boolean comesAfterFilter;
    private long bytes;
    private double units;

    /** @param items as of the same moment as the index */
    ItemFetch(ItemRead read, StoredTable table, IndexDefinition index, EntryView items) {
        this.items = items;
        this.index = index;
        this.consistent = read.consistent();
        KeySchema keys = table.rows().keys();
        this.comesAfterFilter = read.filter().isPresent()
                && ConditionPaths.of(read.filter().get()).stream()
                        .allMatch(path -> index.projects(path.attribute(), keys));
    }

    /** Whether the index has all that the filter asks for, so that what the filter rejects need not be fetched. */
    boolean comesAfterFilter() {
        return comesAfterFilter;
    }

    /**
     * Moves a row from the entry of an item to the item.
     *
     * @return the size of the item
     */
    int fetch(StoredRow row) {
        byte[] item = items.get(row.keyBytes());
        if (item == null) {
            throw new ItemException(
                    ErrorCode.INTERNAL_ERROR, "index " + index.name() + " has an entry without an item: " + row.key());
        }
        row.position(row.keyBytes(), item);
        int itemBytes = row.itemBytes();
        bytes += itemBytes;
        units += ConsumedCapacity.ofRead(itemBytes, consistent).readUnits();
        return itemBytes;
    }

    /** The sizes of the items fetched so far, added up. */
    long bytes() {
        return bytes;
    }

    /** What the items fetched so far cost; each is rounded by itself. */
    ConsumedCapacity capacity() {
        return new ConsumedCapacity(units, 0);
    }
}
