package io.itemql.store.operation;

import io.itemql.item.Item;
import io.itemql.store.ItemKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** BatchWriteItem: 1 to 25 puts and deletes over all tables, each item once, without conditions and not atomic. */
public record BatchWriteRequest(Map<String, List<TableWrite>> tables) {
    /** One put or delete. */
    public sealed interface TableWrite {
        record Put(Item item) implements TableWrite {}

        record Delete(ItemKey key) implements TableWrite {}
    }

    public BatchWriteRequest {
        tables = tables.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }
}
