package io.itemql.store.operation;

import io.itemql.item.AttributePath;
import io.itemql.store.ItemKey;
import java.util.List;

/**
 * What BatchGetItem reads from one table.
 *
 * @param projection the paths to return; empty for whole items
 */
public record TableKeys(List<ItemKey> keys, List<AttributePath> projection, boolean consistentRead) {
    public TableKeys {
        keys = List.copyOf(keys);
        projection = List.copyOf(projection);
    }

    /** Whole items, eventually consistent. */
    public static TableKeys of(List<ItemKey> keys) {
        return new TableKeys(keys, List.of(), false);
    }
}
