package io.itemql.store.operation;

import io.itemql.store.ConsumedCapacity;
import java.util.Map;

/**
 * What TransactWriteItems cost: twice what the writes cost alone.
 *
 * @param capacity by table
 */
public record TransactWriteResult(Map<String, ConsumedCapacity> capacity) {
    public TransactWriteResult {
        capacity = Map.copyOf(capacity);
    }
}
