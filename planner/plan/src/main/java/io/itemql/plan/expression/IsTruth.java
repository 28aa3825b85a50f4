package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import io.itemql.item.Value;

/** {@code operand IS TRUE} or {@code IS FALSE}; never unknown. */
public record IsTruth(Expression operand, boolean truth) implements Unary {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return BoolValue.of(operand.evaluate(row, evaluation) == BoolValue.of(truth));
    }

    @Override
    public Expression over(Expression other) {
        return new IsTruth(other, truth);
    }

    @Override
    public String toString() {
        return Parenthesized.operand(operand) + (truth ? " IS TRUE" : " IS FALSE");
    }
}
