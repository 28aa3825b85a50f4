package io.itemql.store.operation;

import io.itemql.item.AttributePath;
import io.itemql.store.ItemKey;
import java.util.List;
import java.util.Objects;

/** TransactGetItems: 1 to 100 different items as they were together at one moment. */
public record TransactGetRequest(List<Get> gets) {
    /**
     * One item.
     *
     * @param projection the paths to return; empty for the whole item
     */
    public record Get(String table, ItemKey key, List<AttributePath> projection) {
        public Get {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            projection = List.copyOf(projection);
        }
    }

    public TransactGetRequest {
        gets = List.copyOf(gets);
    }
}
