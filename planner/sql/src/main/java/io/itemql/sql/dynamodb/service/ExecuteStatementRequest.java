package io.itemql.sql.dynamodb.service;

import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * ExecuteStatement: one statement, or one page of a query.
 *
 * @param parameters the values of its {@code ?}, in the order of the text
 * @param nextToken of the page before
 * @param limit how many items the page examines at most; for queries
 * @param returnsItemOnFailure whether a failed condition comes with the item
 */
public record ExecuteStatementRequest(
        String statement,
        List<AttributeValue> parameters,
        boolean consistentRead,
        Optional<String> nextToken,
        OptionalInt limit,
        boolean returnsItemOnFailure) {
    public ExecuteStatementRequest {
        Objects.requireNonNull(statement, "statement");
        parameters = Required.elements(parameters, "parameters");
        Objects.requireNonNull(nextToken, "nextToken");
        Objects.requireNonNull(limit, "limit");
    }

    /** A statement with its parameters; its first page as long as pages get. */
    public static ExecuteStatementRequest of(String statement, AttributeValue... parameters) {
        return new ExecuteStatementRequest(
                statement,
                Required.list(parameters, "parameters"),
                false,
                Optional.empty(),
                OptionalInt.empty(),
                false);
    }

    public ExecuteStatementRequest withNextToken(String token) {
        return new ExecuteStatementRequest(
                statement,
                parameters,
                consistentRead,
                Optional.of(Objects.requireNonNull(token, "token")),
                limit,
                returnsItemOnFailure);
    }

    public ExecuteStatementRequest withLimit(int items) {
        return new ExecuteStatementRequest(
                statement, parameters, consistentRead, nextToken, OptionalInt.of(items), returnsItemOnFailure);
    }
}
