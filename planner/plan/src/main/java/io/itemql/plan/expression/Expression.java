package io.itemql.plan.expression;

import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import java.util.List;

/**
 * A scalar expression: computes one value from a row. Immutable, shared by all executions of a plan. Expressions are
 * records, so planners can look into them and compare them.
 *
 * <p>Truth values are {@link BoolValue}, unknown is NULL or MISSING. {@code toString} is the form that EXPLAIN shows.
 */
public interface Expression {
    /** The value for a row; {@code null} is MISSING. */
    Value evaluate(Row row, Evaluation evaluation);

    /** True only where the value is TRUE: what WHERE, HAVING and ON ask. */
    default boolean test(Row row, Evaluation evaluation) {
        return evaluate(row, evaluation) == BoolValue.TRUE;
    }

    /** The expressions that this one is computed from; empty for a leaf. */
    List<Expression> operands();

    /**
     * This expression over other operands.
     *
     * @param operands as many as {@link #operands()} has, in that order
     */
    Expression withOperands(List<Expression> operands);

    /** This expression with the place where it stands, which the failures of its evaluation name if it can have any. */
    default Expression at(Place place) {
        return this;
    }
}
