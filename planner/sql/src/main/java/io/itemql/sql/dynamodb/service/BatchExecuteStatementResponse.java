package io.itemql.sql.dynamodb.service;

import io.itemql.item.Item;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What BatchExecuteStatement gives.
 *
 * @param responses one for each statement, in the order of the request
 * @param capacity one for each table
 */
public record BatchExecuteStatementResponse(List<Response> responses, List<TableCapacity> capacity) {
    public BatchExecuteStatementResponse {
        responses = List.copyOf(responses);
        capacity = List.copyOf(capacity);
    }

    /**
     * What became of one statement.
     *
     * @param error why it failed, if it did
     * @param table once the statement was understood
     * @param item what it read, or what RETURNING gives
     */
    public record Response(Optional<Failure> error, Optional<String> table, Optional<Item> item) {
        public Response {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(item, "item");
        }
    }

    /**
     * Why one statement failed.
     *
     * @param code the service's, such as {@code ConditionalCheckFailed}
     * @param item the item whose condition failed, where the statement asks for it
     */
    public record Failure(String code, String message, Optional<Item> item) {}
}
