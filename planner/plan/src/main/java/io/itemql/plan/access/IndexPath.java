package io.itemql.plan.access;

import io.itemql.table.KeySchema;
import java.util.Objects;

/**
 * The index that a read goes through.
 *
 * @param keys the index's own
 * @param global whether it is a global index, which is read with eventual consistency only
 * @param named whether the statement names the index: its items are then all that the statement means. Otherwise the
 *     planner chose it, and the read must give what the table would give
 * @param fetches whether the read wants attributes that the index does not project; they come from the table
 */
public record IndexPath(String name, KeySchema keys, boolean global, boolean named, boolean fetches) {
    public IndexPath {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keys, "keys");
    }
}
