package io.itemql.plan.expression;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code operand IN (candidates)}: the OR of the equalities; FALSE if there are no candidates. */
public record In(Expression operand, List<Expression> candidates) implements Expression {
    public In {
        candidates = List.copyOf(candidates);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = operand.evaluate(row, evaluation);
        AttributeValue found = BoolValue.FALSE;
        for (Expression candidate : candidates) {
            AttributeValue equal = ValueComparison.compare(
                    ComparisonOperator.EQUAL, value, candidate.evaluate(row, evaluation), evaluation.zone());
            if (equal == BoolValue.TRUE) {
                return equal;
            }
            found = Truth.or(found, equal);
        }
        return found;
    }

    @Override
    public List<Expression> operands() {
        List<Expression> all = new ArrayList<>();
        all.add(operand);
        all.addAll(candidates);
        return all;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new In(operands.get(0), operands.subList(1, operands.size()));
    }

    @Override
    public String toString() {
        return Parenthesized.operand(operand) + " IN "
                + candidates.stream().map(Expression::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
