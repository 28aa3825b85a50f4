package io.itemql.sql.dynamodb.service;

import io.itemql.item.Item;
import java.util.List;
import java.util.Optional;

/**
 * What ExecuteTransaction gives.
 *
 * @param responses what each statement read, in the order of the request, empty where there is no item; none at all for
 *     changes
 * @param capacity one for each table
 */
public record ExecuteTransactionResponse(List<Optional<Item>> responses, List<TableCapacity> capacity) {
    public ExecuteTransactionResponse {
        responses = List.copyOf(responses);
        capacity = List.copyOf(capacity);
    }
}
