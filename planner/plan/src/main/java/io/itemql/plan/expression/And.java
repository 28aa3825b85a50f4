package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import java.util.List;

/** The conjunction: FALSE as soon as one condition is, TRUE if there are none. */
public record And(List<Expression> conditions) implements Junction {
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
    public BoolValue settling() {
        return BoolValue.FALSE;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new And(operands);
    }

    @Override
    public String toString() {
        return joined("AND");
    }
}
