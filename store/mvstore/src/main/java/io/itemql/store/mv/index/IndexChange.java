package io.itemql.store.mv.index;

import io.itemql.store.ConsumedCapacity;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.row.StoredRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one change of an item means for one index. There is one of these only if the entry changes: an update of
 * attributes that the index does not project touches nothing.
 */
public final class IndexChange {
    private final StoredIndex index;
    private final byte[] oldKey;
    private final byte[] oldRow;
    private final byte[] newKey;
    private final byte[] newRow;

    private IndexChange(StoredIndex index, byte[] oldKey, byte[] oldRow, byte[] newKey, byte[] newRow) {
        this.index = index;
        this.oldKey = oldKey;
        this.oldRow = oldRow;
        this.newKey = newKey;
        this.newRow = newRow;
    }

    public StoredIndex index() {
        return index;
    }

    /** The key of the entry before; {@code null} if there was none. */
    public byte[] oldKey() {
        return oldKey;
    }

    /** The row of the entry before; {@code null} if there was none. */
    public byte[] oldRow() {
        return oldRow;
    }

    /** The key of the entry after; {@code null} if there is none. */
    public byte[] newKey() {
        return newKey;
    }

    /** The row of the entry after; {@code null} if there is none. */
    public byte[] newRow() {
        return newRow;
    }

    /**
     * The changes of the entries that a change of an item entails.
     *
     * @param rows of the table
     * @param key the item's key bytes
     * @param oldRow the item's row before; {@code null} if there was none
     * @param newRow the item's row after; {@code null} if there is none
     */
    public static List<IndexChange> of(
            List<StoredIndex> indexes, RowCodec rows, byte[] key, byte[] oldRow, byte[] newRow) {
        if (indexes.isEmpty()) {
            return List.of();
        }
        StoredRow before = oldRow == null ? null : rows.newRow().position(key, oldRow);
        StoredRow after = newRow == null ? null : rows.newRow().position(key, newRow);
        List<IndexChange> changes = new ArrayList<>(indexes.size());
        for (StoredIndex index : indexes) {
            byte[] keyBefore = before == null ? null : index.entryKey(before);
            byte[] keyAfter = after == null ? null : index.entryKey(after);
            byte[] rowBefore = keyBefore == null ? null : index.entryRow(before);
            byte[] rowAfter = keyAfter == null ? null : index.entryRow(after);
            if (!Arrays.equals(keyBefore, keyAfter) || !Arrays.equals(rowBefore, rowAfter)) {
                changes.add(new IndexChange(index, keyBefore, rowBefore, keyAfter, rowAfter));
            }
        }
        return changes;
    }

    /** Carries the change out. The caller is inside the gate and holds the lock on the item's key. */
    public void apply() {
        if (oldKey != null && !Arrays.equals(oldKey, newKey)) {
            index.remove(oldKey);
        }
        if (newKey != null) {
            index.put(newKey, newRow);
        }
    }

    /** What it costs. */
    public ConsumedCapacity capacity() {
        boolean moves = oldKey != null && newKey != null && !Arrays.equals(oldKey, newKey);
        return ConsumedCapacity.ofEntryWrite(
                        oldRow == null ? 0 : RowCodec.itemBytes(oldRow),
                        newRow == null ? 0 : RowCodec.itemBytes(newRow),
                        moves)
                .inIndex(index.name());
    }

    /** What several changes cost together with the change of their item. */
    public static ConsumedCapacity capacity(ConsumedCapacity ofItem, List<IndexChange> changes) {
        ConsumedCapacity sum = ofItem;
        for (IndexChange change : changes) {
            sum = sum.plus(change.capacity());
        }
        return sum;
    }
}
