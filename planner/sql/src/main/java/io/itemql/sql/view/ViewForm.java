package io.itemql.sql.view;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a view is by the names in its query, which costs less to find out than the types of its columns.
 *
 * @param table the table of which each row is one item; empty if rows are made otherwise
 * @param key the columns that tell rows apart, in the order of the key; empty if the view does not show them all
 * @param parent what a child view hangs on
 */
public record ViewForm(String name, Optional<String> table, List<String> key, Optional<Parent> parent) {
    public ViewForm {
        Objects.requireNonNull(name, "name");
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
