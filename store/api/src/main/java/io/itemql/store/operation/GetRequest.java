package io.itemql.store.operation;

import io.itemql.item.AttributePath;
import io.itemql.store.ItemKey;
import java.util.List;
import java.util.Objects;

/**
 * GetItem.
 *
 * @param projection the paths to return; empty for the whole item
 */
public record GetRequest(String table, ItemKey key, List<AttributePath> projection, boolean consistentRead) {
    public GetRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        projection = List.copyOf(projection);
    }

    /** An eventually consistent read of the whole item. */
    public static GetRequest of(String table, ItemKey key) {
        return new GetRequest(table, key, List.of(), false);
    }
}
