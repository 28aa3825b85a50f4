package io.itemql.plan.expression;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueComparison;
import java.util.List;
import java.util.Objects;

/** {@code left op right}; unknown where {@link ValueComparison} says so. */
public record Comparison(ComparisonOperator operator, Expression left, Expression right) implements Expression {
    public Comparison {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
    }

    public static Comparison equal(Expression left, Expression right) {
        return new Comparison(ComparisonOperator.EQUAL, left, right);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return ValueComparison.compare(
                operator, left.evaluate(row, evaluation), right.evaluate(row, evaluation), evaluation.zone());
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Comparison(operator, operands.get(0), operands.get(1));
    }

    @Override
    public String toString() {
        return Parenthesized.operand(left) + " " + operator + " " + Parenthesized.operand(right);
    }
}
