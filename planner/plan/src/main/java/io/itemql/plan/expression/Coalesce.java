package io.itemql.plan.expression;

import io.itemql.item.NullValue;
import io.itemql.item.Value;
import java.util.List;
import java.util.stream.Collectors;

/** {@code COALESCE(choices)}: the first value that is neither NULL nor MISSING, else NULL. */
public record Coalesce(List<Expression> choices) implements Expression {
    public Coalesce {
        choices = List.copyOf(choices);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        for (Expression choice : choices) {
            Value value = choice.evaluate(row, evaluation);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return NullValue.NULL;
    }

    @Override
    public List<Expression> operands() {
        return choices;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Coalesce(operands);
    }

    @Override
    public String toString() {
        return choices.stream().map(Expression::toString).collect(Collectors.joining(", ", "COALESCE(", ")"));
    }
}
