package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import java.util.List;
import java.util.stream.Collectors;

/** The disjunction: TRUE as soon as one condition is, FALSE if there are none. */
public record Or(List<Expression> conditions) implements Expression {
    public Or {
        conditions = List.copyOf(conditions);
    }

    /** The conditions as one expression: the only one itself, FALSE for none. */
    public static Expression of(List<Expression> conditions) {
        return switch (conditions.size()) {
            case 0 -> Literal.FALSE;
            case 1 -> conditions.get(0);
            default -> new Or(conditions);
        };
    }

    public static Expression of(Expression... conditions) {
        return of(List.of(conditions));
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        AttributeValue all = BoolValue.FALSE;
        for (Expression condition : conditions) {
            all = Truth.or(all, condition.evaluate(row, evaluation));
            if (all == BoolValue.TRUE) {
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
        return new Or(operands);
    }

    @Override
    public String toString() {
        return conditions.stream().map(Parenthesized::condition).collect(Collectors.joining(" OR "));
    }
}
