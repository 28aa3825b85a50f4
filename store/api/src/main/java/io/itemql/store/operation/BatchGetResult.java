package io.itemql.store.operation;

import io.itemql.item.Item;
import io.itemql.store.ConsumedCapacity;
import java.util.List;
import java.util.Map;

/**
 * What BatchGetItem found. An item that does not exist is in neither map.
 *
 * @param responses items by table; each table of the request is there
 * @param unprocessedKeys what did not fit into 16 MB, to be asked for again
 * @param capacity by table
 */
public record BatchGetResult(
        Map<String, List<Item>> responses,
        Map<String, TableKeys> unprocessedKeys,
        Map<String, ConsumedCapacity> capacity) {
    public BatchGetResult {
        responses = Map.copyOf(responses);
        unprocessedKeys = Map.copyOf(unprocessedKeys);
        capacity = Map.copyOf(capacity);
    }
}
