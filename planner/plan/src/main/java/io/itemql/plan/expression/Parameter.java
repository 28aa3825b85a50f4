package io.itemql.plan.expression;

import io.itemql.item.Value;

/**
 * A parameter of the statement.
 *
 * @param index from 0; EXPLAIN counts from 1
 */
public record Parameter(int index) implements Leaf {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return evaluation.parameter(index);
    }

    @Override
    public String toString() {
        return "?" + (index + 1);
    }
}
