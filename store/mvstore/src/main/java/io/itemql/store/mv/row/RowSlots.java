package io.itemql.store.mv.row;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.store.ItemBatch;
import java.util.List;

/** The paths that a cursor gives by slot, prepared once for all rows. Not thread-safe: each cursor has its own. */
public final class RowSlots {
    private final StoredPath[] slots;

    public RowSlots(List<AttributePath> paths, RowCodec codec) {
        slots = new StoredPath[paths.size()];
        // A plain loop: this is part of every look-up by key.
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new StoredPath(paths.get(i), codec);
        }
    }

    /** The value of a slot in a row; {@code null} if the item has none. */
    public AttributeValue value(StoredRow row, int slot) {
        return slots[slot].value(row);
    }

    /** Puts the slots that a batch wants of a row into one of its rows. */
    public void put(StoredRow row, ItemBatch batch, int at) {
        for (int i = 0; i < batch.width(); i++) {
            int slot = batch.slot(i);
            slots[slot].put(row, batch.column(slot), at);
        }
    }

    /** The type of a slot in a row, without decoding the value; {@code null} if the item has none. */
    public AttributeType type(StoredRow row, int slot) {
        return slots[slot].type(row);
    }
}
