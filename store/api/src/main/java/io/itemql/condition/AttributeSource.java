package io.itemql.condition;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;

/** Where a condition reads attributes: an item, or a stored row that was never turned into one. */
@FunctionalInterface
public interface AttributeSource {
    /** What a path leads to; {@code null} if it leads nowhere. */
    AttributeValue resolve(AttributePath path);

    /** The attributes of an item. */
    static AttributeSource of(Item item) {
        return path -> path.resolve(item);
    }
}
