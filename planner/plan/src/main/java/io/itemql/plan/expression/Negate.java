package io.itemql.plan.expression;

import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.value.IntervalValue;

/** {@code -operand} of a number or an interval; MISSING of MISSING, NULL of everything else. */
public record Negate(Expression operand) implements Unary {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = operand.evaluate(row, evaluation);
        if (value instanceof NumberValue number) {
            return number.negate();
        }
        if (value instanceof IntervalValue interval) {
            return interval.negated();
        }
        return value == null ? null : NullValue.NULL;
    }

    @Override
    public Expression over(Expression other) {
        return new Negate(other);
    }

    @Override
    public String toString() {
        return "-" + Parenthesized.operand(operand);
    }
}
