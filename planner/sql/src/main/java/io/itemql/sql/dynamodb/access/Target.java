package io.itemql.sql.dynamodb.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.TableInfo;
import io.itemql.table.KeySchema;
import java.util.Objects;
import java.util.Optional;

/**
 * What a statement reads: a table, or one of its indexes.
 *
 * @param table as of the view on which the statement runs
 */
public record Target(TableInfo table, Optional<String> index) {
    public Target {
        Objects.requireNonNull(table, "table");
        if (index.isPresent()) {
            throw new ItemException(ErrorCode.STATEMENT_REFUSED, "The table does not have the specified index");
        }
    }

    /** The keys by which items are reached. */
    public KeySchema keys() {
        return table.definition().keys();
    }
}
