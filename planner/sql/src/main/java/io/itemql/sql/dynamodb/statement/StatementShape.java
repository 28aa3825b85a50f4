package io.itemql.sql.dynamodb.statement;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.sql.dynamodb.statement.CheckedStatement.Returned;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a statement is, whatever its parameters are.
 *
 * @param index the index that a query names
 * @param outputs what a query gives of each item; empty for everything
 * @param assigned the attributes that an UPDATE sets as a whole or in part, which the table may not know yet
 * @param reads true for a query
 * @param givesRows true for a query and for RETURNING
 */
public record StatementShape(
        String table,
        Optional<String> index,
        List<Output> outputs,
        List<String> assigned,
        boolean reads,
        boolean givesRows) {
    public StatementShape {
        Objects.requireNonNull(index, "index");
        outputs = List.copyOf(outputs);
        assigned = List.copyOf(assigned);
    }

    static StatementShape ofQuery(String table, Optional<String> index, List<Output> outputs) {
        return new StatementShape(table, index, outputs, List.of(), true, true);
    }

    static StatementShape ofChange(String table, boolean returning, List<String> assigned) {
        return new StatementShape(table, Optional.empty(), List.of(), assigned, false, returning);
    }

    static StatementShape of(CheckedStatement statement) {
        if (statement instanceof CheckedStatement.Select query) {
            return ofQuery(query.table(), query.index(), query.outputs());
        }
        if (statement instanceof CheckedStatement.Exists) {
            throw new ItemException(ErrorCode.EXISTS_MISPLACED, Refusals.EXISTS_MISPLACED);
        }
        if (statement instanceof CheckedStatement.Change change) {
            List<String> assigned = change.update().targets().stream()
                    .map(AttributePath::attribute)
                    .toList();
            return ofChange(change.table(), change.returned() != Returned.NOTHING, assigned);
        }
        return ofChange(
                statement.table(),
                statement instanceof CheckedStatement.Delete delete && delete.returned() != Returned.NOTHING,
                List.of());
    }
}
