package io.itemql.plan.expression;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.value.Elements;
import io.itemql.plan.value.ValueComparison;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code left op ANY (right)} and {@code left op ALL (right)}: the OR or the AND of the comparisons with each element of a
 * list or member of a set. A value that is neither counts as the only element.
 */
public record Quantified(ComparisonOperator operator, boolean all, Expression left, Expression right)
        implements Expression {
    public Quantified {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = left.evaluate(row, evaluation);
        Value collection = right.evaluate(row, evaluation);
        Optional<List<AttributeValue>> elements = Elements.of(collection);
        if (elements.isEmpty()) {
            return ValueComparison.compare(operator, value, collection, evaluation.zone());
        }
        AttributeValue decisive = BoolValue.of(!all);
        AttributeValue outcome = BoolValue.of(all);
        for (AttributeValue element : elements.get()) {
            AttributeValue one = ValueComparison.compare(operator, value, element, evaluation.zone());
            if (one == decisive) {
                return one;
            }
            outcome = one.isNull() ? one : outcome;
        }
        return outcome;
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Quantified(operator, all, operands.get(0), operands.get(1));
    }

    @Override
    public String toString() {
        return Parenthesized.operand(left) + " " + operator + (all ? " ALL (" : " ANY (") + right + ")";
    }
}
