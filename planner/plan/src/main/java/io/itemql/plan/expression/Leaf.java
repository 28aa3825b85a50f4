package io.itemql.plan.expression;

import java.util.List;

/** An expression without operands. */
public sealed interface Leaf extends Expression
        permits ColumnReference, OuterColumn, Literal, Parameter, CurrentMoment {
    @Override
    default List<Expression> operands() {
        return List.of();
    }

    @Override
    default Expression withOperands(List<Expression> operands) {
        return this;
    }
}
