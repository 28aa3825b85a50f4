package io.itemql.plan.expression;

import io.itemql.item.Value;

/**
 * A scalar expression: computes one value from a row. Immutable, shared by all executions of a plan.
 *
 * <p>Truth values are {@link io.itemql.item.BoolValue}, unknown is NULL or MISSING. {@code toString} is the form that
 * EXPLAIN shows.
 */
public interface Expression {
    /** The value for a row; {@code null} is MISSING. */
    Value evaluate(Row row, Evaluation evaluation);

    /** True only where the value is TRUE: what WHERE, HAVING and ON ask. */
    default boolean test(Row row, Evaluation evaluation) {
        return evaluate(row, evaluation) == io.itemql.item.BoolValue.TRUE;
    }
}
