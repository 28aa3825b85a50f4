package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import java.util.List;

/** The disjunction: TRUE as soon as one condition is, FALSE if there are none. */
public record Or(List<Expression> conditions) implements Junction {
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
    public BoolValue settling() {
        return BoolValue.TRUE;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Or(operands);
    }

    @Override
    public String toString() {
        return joined("OR");
    }
}
