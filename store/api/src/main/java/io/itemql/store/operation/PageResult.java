package io.itemql.store.operation;

import io.itemql.item.Item;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemPosition;
import java.util.List;
import java.util.Optional;

/**
 * One page of a query or scan.
 *
 * @param items in the order of the read; empty if only the count was asked for
 * @param count how many items met the filter
 * @param scannedCount how many were examined
 * @param lastEvaluatedKey where the next page starts; empty at the end of the data
 */
public record PageResult(
        List<Item> items,
        long count,
        long scannedCount,
        Optional<ItemPosition> lastEvaluatedKey,
        ConsumedCapacity capacity) {
    public PageResult {
        items = List.copyOf(items);
    }
}
