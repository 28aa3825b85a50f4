package io.itemql.store.mv;

import io.itemql.store.mv.table.StoredTable;

/**
 * A row before and after.
 *
 * @param oldRow {@code null} if there is none
 * @param newRow {@code null} if there shall be none
 */
@SuppressWarnings("ArrayRecordComponent")
record RowChange(StoredTable table, byte[] key, byte[] oldRow, byte[] newRow) {}
