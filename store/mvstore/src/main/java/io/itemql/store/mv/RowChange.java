package io.itemql.store.mv;

import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.table.StoredTable;
import java.util.List;

/**
 * A row before and after, and what that means for the indexes.
 *
 * @param oldRow {@code null} if there is none
 * @param newRow {@code null} if there shall be none
 */
@SuppressWarnings("ArrayRecordComponent")
record RowChange(StoredTable table, byte[] key, byte[] oldRow, byte[] newRow, List<IndexChange> entries) {
    /** A change with its entries in the indexes that the table has now; the caller is inside the gate. */
    static RowChange of(StoredTable table, byte[] key, byte[] oldRow, byte[] newRow) {
        return new RowChange(table, key, oldRow, newRow, table.indexChanges(key, oldRow, newRow));
    }
}
