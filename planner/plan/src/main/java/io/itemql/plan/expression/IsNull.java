package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueComparison;

/** {@code operand IS NULL}: TRUE for NULL and for MISSING, otherwise FALSE; never unknown. */
public record IsNull(Expression operand) implements Unary {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return BoolValue.of(ValueComparison.isUnknown(operand.evaluate(row, evaluation)));
    }

    @Override
    public Expression over(Expression other) {
        return new IsNull(other);
    }

    @Override
    public String toString() {
        return Parenthesized.operand(operand) + " IS NULL";
    }
}
