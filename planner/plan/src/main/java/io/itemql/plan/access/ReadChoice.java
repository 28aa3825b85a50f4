package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Operator;
import java.util.List;
import java.util.Objects;

/**
 * How a predicate is read. What the access's keys fulfil, the filter that it pushes into the store, and the remainder
 * together are the whole predicate.
 *
 * @param access a {@link ReadPlan}, or no rows where the predicate cannot be true
 * @param remainder conditions over the access's columns that an operator above must apply
 * @param sorted whether the rows come in the order of the sort key
 */
public record ReadChoice(Operator access, List<Expression> remainder, boolean sorted) {
    public ReadChoice {
        Objects.requireNonNull(access, "access");
        remainder = List.copyOf(remainder);
    }

    /** The access with the remainder applied. */
    public Operator toOperator() {
        return Filter.of(access, remainder);
    }
}
