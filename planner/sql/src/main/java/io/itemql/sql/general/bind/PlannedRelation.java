package io.itemql.sql.general.bind;

import java.util.List;
import java.util.Objects;

/**
 * Rows in a FROM clause that are planned already, as Calcite's table.
 *
 * @param id the name under which the validator finds them; nothing else has it
 * @param columns what the validator calls the columns, in order
 */
public record PlannedRelation(String id, List<String> columns, PlannedRows rows) {
    public PlannedRelation {
        Objects.requireNonNull(id, "id");
        columns = List.copyOf(columns);
        Objects.requireNonNull(rows, "rows");
    }
}
