package io.itemql.sql.general.bind;

import io.itemql.plan.operator.Operator;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A planned query as far as an expression around it must know it.
 *
 * @param types the types that tools are told for its columns; empty where only NULLs and parameters come
 */
public record PlannedRows(Operator operator, List<Optional<ColumnType>> types) {
    public PlannedRows {
        Objects.requireNonNull(operator, "operator");
        types = List.copyOf(types);
    }
}
