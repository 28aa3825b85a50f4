package io.itemql.sql.general;

import io.itemql.plan.ResultColumn;
import io.itemql.plan.operator.Operator;
import java.util.List;
import java.util.Objects;

/**
 * A planned query. Immutable; holds nothing of the syntax tree or of Calcite.
 *
 * @param operator gives the rows, with one column for each of {@code columns}
 * @param columns what the rows have
 */
public record PlannedQuery(Operator operator, List<ResultColumn> columns) {
    public PlannedQuery {
        Objects.requireNonNull(operator, "operator");
        columns = List.copyOf(columns);
    }
}
