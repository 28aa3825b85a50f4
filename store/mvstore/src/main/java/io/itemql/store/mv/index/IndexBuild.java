package io.itemql.store.mv.index;

import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.row.StoredRow;

/** Adds the entries of items that were there before the index. Used by one thread. */
public final class IndexBuild {
    private final StoredIndex index;
    private final StoredRow item;

    /** @param rows of the table */
    public IndexBuild(StoredIndex index, RowCodec rows) {
        this.index = index;
        this.item = rows.newRow();
    }

    /**
     * Adds the entry of an item, if it has one, and notes that the item has been looked at. An entry that a writer has
     * added in the meantime is the same one. The caller is inside the gate and holds the lock on the item's key.
     *
     * @param row the item's row now; {@code null} if it is gone
     */
    public void add(byte[] key, byte[] row) {
        if (row != null) {
            item.position(key, row);
            byte[] entryKey = index.entryKey(item);
            if (entryKey != null) {
                index.put(entryKey, index.entryRow(item));
            }
        }
        index.progress().advance(key, 1);
    }
}
