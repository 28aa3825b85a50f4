package io.itemql.plan.expression;

import java.util.List;

/** An expression of one operand. */
interface Unary extends Expression {
    Expression operand();

    /** The same over another operand. */
    Expression over(Expression operand);

    @Override
    default List<Expression> operands() {
        return List.of(operand());
    }

    @Override
    default Expression withOperands(List<Expression> operands) {
        return over(operands.get(0));
    }
}
