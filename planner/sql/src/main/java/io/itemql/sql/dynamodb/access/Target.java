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

    /**
     * Checks that the target can be read with strong consistency, if that is asked for.
     *
     * @throws ItemException if it cannot
     */
    public void checkConsistent(boolean consistent) {
        if (consistent && index.isPresent()) {
            throw new ItemException(
                    ErrorCode.STATEMENT_REFUSED,
                    "Strongly consistent read is not supported on Global Secondary Indexes");
        }
    }

    /** The keys by which items are reached. */
    public KeySchema keys() {
        return table.definition().keys();
    }
}
