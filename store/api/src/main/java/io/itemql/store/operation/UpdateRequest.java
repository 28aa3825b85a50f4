package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.store.ItemKey;
import java.util.Objects;
import java.util.Optional;

/** UpdateItem: changes parts of an item; creates it from its key if there is none. */
public record UpdateRequest(
        String table, ItemKey key, Update update, Optional<Condition> condition, ReturnValues returnValues) {
    public UpdateRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(update, "update");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(returnValues, "returnValues");
    }

    /** Without a condition, returning nothing. */
    public static UpdateRequest of(String table, ItemKey key, Update update) {
        return new UpdateRequest(table, key, update, Optional.empty(), ReturnValues.NONE);
    }
}
