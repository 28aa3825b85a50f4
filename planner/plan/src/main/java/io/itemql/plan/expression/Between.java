package io.itemql.plan.expression;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueComparison;
import java.util.List;

/** {@code operand BETWEEN low AND high}: {@code operand >= low AND operand <= high}, with its operand computed once. */
public record Between(Expression operand, Expression low, Expression high) implements Expression {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = operand.evaluate(row, evaluation);
        AttributeValue fromLow = ValueComparison.compare(
                ComparisonOperator.GREATER_OR_EQUAL, value, low.evaluate(row, evaluation), evaluation.zone());
        AttributeValue toHigh = ValueComparison.compare(
                ComparisonOperator.LESS_OR_EQUAL, value, high.evaluate(row, evaluation), evaluation.zone());
        return Truth.and(fromLow, toHigh);
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand, low, high);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Between(operands.get(0), operands.get(1), operands.get(2));
    }

    @Override
    public String toString() {
        return Parenthesized.operand(operand) + " BETWEEN " + Parenthesized.operand(low) + " AND "
                + Parenthesized.operand(high);
    }
}
