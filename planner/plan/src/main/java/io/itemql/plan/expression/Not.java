package io.itemql.plan.expression;

import io.itemql.item.Value;

/** {@code NOT operand}; unknown stays unknown. */
public record Not(Expression operand) implements Unary {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return Truth.not(operand.evaluate(row, evaluation));
    }

    @Override
    public Expression over(Expression other) {
        return new Not(other);
    }

    @Override
    public String toString() {
        return "NOT " + Parenthesized.operand(operand);
    }
}
