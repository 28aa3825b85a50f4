package io.itemql.plan.subquery;

import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Running;
import java.util.List;

/**
 * A condition that a row of values is among some rows that only an execution knows. Where key attributes are compared,
 * the rows give the keys to look up.
 */
public interface Membership extends Running {
    /** What the columns of the rows are compared with. */
    List<Expression> compared();

    /** The rows, each once; asked for only where {@link #hasRows} says so. */
    List<ArrayRow> rows(Evaluation evaluation);

    /** False if the condition asks something else of the rows, or if the rows depend on what is compared. */
    boolean hasRows();

    /**
     * True if somebody above compares all columns again, so that the condition need not hold for every row: then keys may
     * be looked up by some of the columns alone.
     */
    boolean isComparedAgain();
}
