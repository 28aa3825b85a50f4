package io.itemql.sql.dynamodb.service;

import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Objects;

/**
 * One statement of a batch or a transaction.
 *
 * @param parameters the values of its {@code ?}, in the order of the text
 * @param consistentRead for queries of a batch
 * @param returnsItemOnFailure whether a failed condition comes with the item
 */
public record ParameterizedStatement(
        String statement, List<AttributeValue> parameters, boolean consistentRead, boolean returnsItemOnFailure) {
    public ParameterizedStatement {
        Objects.requireNonNull(statement, "statement");
        parameters = Required.elements(parameters, "parameters");
    }

    public static ParameterizedStatement of(String statement, AttributeValue... parameters) {
        return new ParameterizedStatement(statement, Required.list(parameters, "parameters"), false, false);
    }
}
