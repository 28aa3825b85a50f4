package io.itemql.sql.dynamodb.service;

import io.itemql.store.Catalogue;
import io.itemql.store.ConsumedCapacity;
import io.itemql.table.IndexDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What statements on one table cost, in the table and in its indexes.
 *
 * @param localIndexes which of the indexes are local
 */
public record TableCapacity(String table, ConsumedCapacity capacity, Set<String> localIndexes) {
    public TableCapacity {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(capacity, "capacity");
        localIndexes = Set.copyOf(localIndexes);
    }

    static TableCapacity of(String table, ConsumedCapacity capacity, Catalogue catalogue) {
        Set<String> local = catalogue.table(table).stream()
                .flatMap(info -> info.definition().indexes().stream())
                .filter(index -> !index.isGlobal())
                .map(IndexDefinition::name)
                .collect(Collectors.toSet());
        return new TableCapacity(table, capacity, local);
    }

    static List<TableCapacity> of(Map<String, ConsumedCapacity> byTable, Catalogue catalogue) {
        return byTable.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), catalogue))
                .toList();
    }
}
