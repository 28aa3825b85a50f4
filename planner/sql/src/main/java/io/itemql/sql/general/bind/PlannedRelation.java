package io.itemql.sql.general.bind;

import java.util.List;
import java.util.Objects;

/**
 * Rows in a FROM clause that are planned already, as Calcite's table.
 *
 * @param id the name under which the validator finds them; nothing else has it
 * @param alias what the statement calls them
 * @param columns what the validator calls the columns, in order
 */
public record PlannedRelation(String id, String alias, List<String> columns, PlannedRows rows) {
    public PlannedRelation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(alias, "alias");
        columns = List.copyOf(columns);
        Objects.requireNonNull(rows, "rows");
    }
}
