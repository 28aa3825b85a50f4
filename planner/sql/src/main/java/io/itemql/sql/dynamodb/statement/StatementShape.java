package io.itemql.sql.dynamodb.statement;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.dynamodb.statement.CheckedStatement.Returned;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a statement is, whatever its parameters are.
 *
 * @param index the index that a query names
 * @param outputs what a query gives of each item; empty for everything
 * @param reads true for a query
 * @param givesRows true for a query and for RETURNING
 */
public record StatementShape(
        String table, Optional<String> index, List<Output> outputs, boolean reads, boolean givesRows) {
    public StatementShape {
        Objects.requireNonNull(index, "index");
        outputs = List.copyOf(outputs);
    }

    static StatementShape ofQuery(String table, Optional<String> index, List<Output> outputs) {
        return new StatementShape(table, index, outputs, true, true);
    }

    static StatementShape ofChange(String table, boolean returning) {
        return new StatementShape(table, Optional.empty(), List.of(), false, returning);
    }

    static StatementShape of(CheckedStatement statement) {
        if (statement instanceof CheckedStatement.Select query) {
            return ofQuery(query.table(), query.index(), query.outputs());
        }
        if (statement instanceof CheckedStatement.Exists) {
            throw new ItemException(ErrorCode.EXISTS_MISPLACED, Refusals.EXISTS_MISPLACED);
        }
        if (statement instanceof CheckedStatement.Change change) {
            return ofChange(change.table(), change.returned() != Returned.NOTHING);
        }
        return ofChange(
                statement.table(),
                statement instanceof CheckedStatement.Delete delete && delete.returned() != Returned.NOTHING);
    }
}
