package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.item.Item;
import java.util.Objects;
import java.util.Optional;

/**
 * PutItem: replaces the whole item.
 *
 * @param returnValues {@link ReturnValues#NONE} or {@link ReturnValues#ALL_OLD}
 */
public record PutRequest(String table, Item item, Optional<Condition> condition, ReturnValues returnValues) {
    public PutRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(returnValues, "returnValues");
    }

    /** Without a condition, returning nothing. */
    public static PutRequest of(String table, Item item) {
        return new PutRequest(table, item, Optional.empty(), ReturnValues.NONE);
    }
}
