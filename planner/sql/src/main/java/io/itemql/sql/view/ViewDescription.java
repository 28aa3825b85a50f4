package io.itemql.sql.view;

import io.itemql.plan.ResultColumn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A view, as tools see it.
 *
 * @param columns those of {@code SELECT *} now
 * @param table the table of which each row is one item; empty if rows are made otherwise
 * @param key the columns that tell rows apart, in the order of the key; empty if the view does not show them all
 * @param parent what a child view hangs on
 */
public record ViewDescription(
        String name, List<ResultColumn> columns, Optional<String> table, List<String> key, Optional<Parent> parent) {
    public ViewDescription {
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
        Objects.requireNonNull(table, "table");
        key = List.copyOf(key);
        Objects.requireNonNull(parent, "parent");
    }

    /**
     * The table or view whose lists a child view shows, one element a row.
     *
     * @param key the key columns of the parent
     * @param columns what the child view calls them, in the same order
     */
    public record Parent(String name, List<String> key, List<String> columns) {
        public Parent {
            Objects.requireNonNull(name, "name");
            key = List.copyOf(key);
            columns = List.copyOf(columns);
        }
    }
}
