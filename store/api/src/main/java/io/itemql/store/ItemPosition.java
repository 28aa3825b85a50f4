package io.itemql.store;

import java.util.Objects;
import java.util.Optional;

/**
 * A place in the items of a read, where a page ended and the next one starts.
 *
 * @param key of the item
 * @param indexKey the item's key in the index that is read; empty for a read of the table
 */
public record ItemPosition(ItemKey key, Optional<ItemKey> indexKey) {
    public ItemPosition {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(indexKey, "indexKey");
    }

    /** A place in a table. */
    public static ItemPosition of(ItemKey key) {
        return new ItemPosition(key, Optional.empty());
    }

    /** A place in an index. */
    public static ItemPosition of(ItemKey key, ItemKey indexKey) {
        return new ItemPosition(key, Optional.of(indexKey));
    }
}
