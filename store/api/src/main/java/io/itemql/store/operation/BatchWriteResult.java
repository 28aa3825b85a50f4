package io.itemql.store.operation;

import io.itemql.store.ConsumedCapacity;
import java.util.Map;

/**
 * What BatchWriteItem cost. Nothing is ever left unprocessed: a store takes the whole batch or fails.
 *
 * @param capacity by table
 */
public record BatchWriteResult(Map<String, ConsumedCapacity> capacity) {
    public BatchWriteResult {
        capacity = Map.copyOf(capacity);
    }
}
