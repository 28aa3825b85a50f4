package io.itemql.sql.dynamodb.service;

import io.itemql.store.ConsumedCapacity;
import java.util.List;
import java.util.Map;

/** What statements on one table cost. */
public record TableCapacity(String table, ConsumedCapacity capacity) {
    static List<TableCapacity> of(Map<String, ConsumedCapacity> byTable) {
        return byTable.entrySet().stream()
                .map(entry -> new TableCapacity(entry.getKey(), entry.getValue()))
                .toList();
    }
}
