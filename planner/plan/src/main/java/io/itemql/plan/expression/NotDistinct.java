package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueComparison;
import java.util.List;

/**
 * {@code left IS NOT DISTINCT FROM right}: equal, or both NULL or MISSING; never unknown. IS DISTINCT FROM is
 * {@link Not} of it.
 */
public record NotDistinct(Expression left, Expression right) implements Expression {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return BoolValue.of(ValueComparison.notDistinct(
                left.evaluate(row, evaluation), right.evaluate(row, evaluation), evaluation.zone()));
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new NotDistinct(operands.get(0), operands.get(1));
    }

    @Override
    public String toString() {
        return Parenthesized.operand(left) + " IS NOT DISTINCT FROM " + Parenthesized.operand(right);
    }
}
