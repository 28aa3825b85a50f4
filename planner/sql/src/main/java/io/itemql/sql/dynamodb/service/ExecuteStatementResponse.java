package io.itemql.sql.dynamodb.service;

import io.itemql.item.Item;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What ExecuteStatement gives.
 *
 * @param items of the page, or what RETURNING gives; empty for other changes
 * @param nextToken for the next page, if this one ended before the items did
 */
public record ExecuteStatementResponse(List<Item> items, Optional<String> nextToken, TableCapacity capacity) {
    public ExecuteStatementResponse {
        items = List.copyOf(items);
        Objects.requireNonNull(nextToken, "nextToken");
        Objects.requireNonNull(capacity, "capacity");
    }
}
