package io.itemql.plan;

import io.itemql.plan.operator.RowCursor;
import java.util.Objects;
import java.util.Optional;

/**
 * What an execution gives: rows, or a count of changed items, or (with RETURNING) both.
 *
 * @param rows the rows; the caller closes them
 * @param updateCount the number of items that were inserted, changed or deleted; -1 for a query, 0 for a definition
 */
public record StatementResult(Optional<RowCursor> rows, long updateCount) {
    public StatementResult {
        Objects.requireNonNull(rows, "rows");
    }

    public static StatementResult ofRows(RowCursor rows) {
        return new StatementResult(Optional.of(rows), -1);
    }

    public static StatementResult ofCount(long updateCount) {
        return new StatementResult(Optional.empty(), updateCount);
    }
}
