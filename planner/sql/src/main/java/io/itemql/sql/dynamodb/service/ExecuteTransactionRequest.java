package io.itemql.sql.dynamodb.service;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * ExecuteTransaction: statements that all read, or of which all change one item or none does.
 *
 * @param clientRequestToken makes changes idempotent: within ten minutes the same request with the same token is carried
 *     out once
 */
public record ExecuteTransactionRequest(List<ParameterizedStatement> statements, Optional<String> clientRequestToken) {
    public ExecuteTransactionRequest {
        statements = Required.elements(statements, "statements");
        Objects.requireNonNull(clientRequestToken, "clientRequestToken");
    }

    /** Without a token. */
    public static ExecuteTransactionRequest of(ParameterizedStatement... statements) {
        return new ExecuteTransactionRequest(Required.list(statements, "statements"), Optional.empty());
    }
}
