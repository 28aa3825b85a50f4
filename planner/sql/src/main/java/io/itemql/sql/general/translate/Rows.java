package io.itemql.sql.general.translate;

import io.itemql.plan.operator.Operator;
import java.util.Objects;

/**
 * A translated part of a query.
 *
 * @param operator gives the rows
 * @param columns where the fields of the algebra's row stand in the operator's row
 * @param estimate about how many rows will come
 * @param cost about how many items must be read for that
 * @param ordered whether they come in the order that was wished for
 */
record Rows(Operator operator, Columns columns, double estimate, double cost, boolean ordered) {
    Rows {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(columns, "columns");
    }

    Rows withOperator(Operator other) {
        return new Rows(other, columns, estimate, cost, ordered);
    }

    Rows withEstimate(double rows) {
        return new Rows(operator, columns, rows, cost, ordered);
    }
}
