package io.itemql.sql.general.bind;

import java.util.Objects;

/**
 * A column of a view that a statement names.
 *
 * @param view the view
 * @param column what the view calls it
 */
public record ViewColumn(String view, String column) {
    public ViewColumn {
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(column, "column");
    }
}
