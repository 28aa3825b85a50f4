package io.itemql.sql.keyaccess;

import io.itemql.plan.ResultColumn;
import io.itemql.plan.operator.Operator;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A query that was planned the short way.
 *
 * @param operator gives its rows
 * @param columns what they are for tools
 * @param types the types of the columns as far as they are known; empty where only NULLs and parameters come
 */
public record DirectQuery(Operator operator, List<ResultColumn> columns, List<Optional<ColumnType>> types) {
    public DirectQuery {
        Objects.requireNonNull(operator, "operator");
        columns = List.copyOf(columns);
        types = List.copyOf(types);
    }
}
