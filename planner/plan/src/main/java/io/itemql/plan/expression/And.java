package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import java.util.List;
import java.util.stream.Collectors;

/** The conjunction: FALSE as soon as one condition is, TRUE if there are none. */
public record And(List<Expression> conditions) implements Expression {
    public And {
        conditions = List.copyOf(conditions);
    }

    /** The conditions as one expression: the only one itself, TRUE for none. */
    public static Expression of(List<Expression> conditions) {
        return switch (conditions.size()) {
            case 0 -> Literal.TRUE;
            case 1 -> conditions.get(0);
            default -> new And(conditions);
        };
    }

    public static Expression of(Expression... conditions) {
        return of(List.of(conditions));
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        AttributeValue all = BoolValue.TRUE;
        for (Expression condition : conditions) {
            all = Truth.and(all, condition.evaluate(row, evaluation));
            if (all == BoolValue.FALSE) {
                return all;
            }
        }
        return all;
    }

    @Override
    public List<Expression> operands() {
        return conditions;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new And(operands);
    }

    @Override
    public String toString() {
        return conditions.stream().map(Parenthesized::condition).collect(Collectors.joining(" AND "));
    }
}
