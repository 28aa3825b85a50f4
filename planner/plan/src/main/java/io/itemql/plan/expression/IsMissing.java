package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import io.itemql.item.Value;

/** {@code operand IS MISSING}: TRUE only where the item does not have the attribute; never unknown. */
public record IsMissing(Expression operand) implements Unary {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return BoolValue.of(operand.evaluate(row, evaluation) == null);
    }

    @Override
    public Expression over(Expression other) {
        return new IsMissing(other);
    }

    @Override
    public String toString() {
        return Parenthesized.operand(operand) + " IS MISSING";
    }
}
