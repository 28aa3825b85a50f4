package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.store.ItemKey;
import java.util.Objects;
import java.util.Optional;

/**
 * DeleteItem: not an error if there is no such item.
 *
 * @param returnValues {@link ReturnValues#NONE} or {@link ReturnValues#ALL_OLD}
 */
public record DeleteRequest(String table, ItemKey key, Optional<Condition> condition, ReturnValues returnValues) {
    public DeleteRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(returnValues, "returnValues");
    }

    /** Without a condition, returning nothing. */
    public static DeleteRequest of(String table, ItemKey key) {
        return new DeleteRequest(table, key, Optional.empty(), ReturnValues.NONE);
    }
}
