package io.itemql.store;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import java.util.Optional;

/**
 * A position in the items of an {@link ItemRead}. Before the first {@link #next()} it is before the first item.
 *
 * <p>An engine keeps the current item in its stored form: a slot is read from there directly, and an {@link Item} is
 * built only when {@link #item()} asks for one. Values stay valid after the cursor moves on. Not thread-safe; must be
 * closed.
 */
public interface ItemCursor extends AutoCloseable {
    /**
     * Moves to the next item that meets the filter.
     *
     * @return false at the end of the read or of the page
     */
    boolean next();

    /**
     * Moves over the next items that meet the filter, and puts the slots that a batch wants of them into it, the first in
     * row 0. How many at once is up to the store, within the capacity: items may be large, and the batch holds what was
     * read of them. Afterwards there is no current item until {@link #next()}. A store that has no faster way need not
     * implement it.
     *
     * @return how many items, at least one; 0 at the end of the read or of the page
     */
    default int next(ItemBatch batch) {
        if (!next()) {
            return 0;
        }
        for (int i = 0; i < batch.width(); i++) {
            int slot = batch.slot(i);
            batch.column(slot).put(0, value(slot));
        }
        return 1;
    }

    /** The value of a slot of the current item; {@code null} if the item has none (MISSING). */
    AttributeValue value(int slot);

    /** The type of a slot of the current item without building its value; {@code null} if the item has none. */
    AttributeType type(int slot);

    /**
     * The whole current item; of an index that does not project everything its projected attributes, unless the read
     * asks for whole items.
     */
    Item item();

    /** The key of the current item in its table, also if an index is read. */
    ItemKey key();

    /**
     * Where the next page starts: the place of the last examined item, if the read stopped because its page was full.
     * Empty while the cursor still moves and after it reached the end of the data.
     */
    Optional<ItemPosition> resumeKey();

    /** How many items were examined so far, whether or not they met the filter. */
    long itemsExamined();

    /** What the examined items cost so far. */
    ConsumedCapacity capacity();

    @Override
    void close();
}
