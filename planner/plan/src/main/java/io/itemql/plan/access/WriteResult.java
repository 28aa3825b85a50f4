package io.itemql.plan.access;

import io.itemql.plan.expression.ArrayRow;
import java.util.List;

/**
 * What a write did.
 *
 * @param count how many items were inserted, changed or deleted; a change that leaves an item equal counts
 * @param rows the rows of RETURNING, empty without it
 */
public record WriteResult(long count, List<ArrayRow> rows) {
    /** Of a write that no item met. */
    public static final WriteResult NOTHING = new WriteResult(0, List.of());

    public WriteResult {
        rows = List.copyOf(rows);
    }
}
