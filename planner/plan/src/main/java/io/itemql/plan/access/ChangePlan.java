package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import java.util.List;

/** A write of items that are there already: UPDATE or DELETE of those that meet a predicate. */
sealed interface ChangePlan extends WritePlan permits UpdatePlan, DeletePlan {
    TableRead read();

    /** Gives the items to change: an operator whose first columns are those of the read. */
    Operator rows();

    List<Expression> predicate();

    @Override
    default String table() {
        return read().table();
    }

    @Override
    default List<Operator> inputs() {
        return DirectWrite.inputs(rows(), read(), predicate());
    }

    @Override
    default boolean isSingle() {
        return DirectWrite.planned(rows(), read(), predicate()).isPresent();
    }
}
