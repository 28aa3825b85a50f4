package io.itemql.store.operation;

import io.itemql.item.Item;
import io.itemql.store.ConsumedCapacity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of TransactGetItems and what they cost: twice a strongly consistent read.
 *
 * @param responses in the order of the request; empty for an item that does not exist
 * @param capacity by table
 */
public record TransactGetResult(List<Optional<Item>> responses, Map<String, ConsumedCapacity> capacity) {
    public TransactGetResult {
        responses = List.copyOf(responses);
        capacity = Map.copyOf(capacity);
    }
}
