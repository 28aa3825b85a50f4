package io.itemql.plan;

import io.itemql.table.ColumnType;
import java.util.Objects;
import java.util.Optional;

/**
 * A column of a result.
 *
 * @param label what the statement calls it
 * @param type the type for tools; values of any type may come, see {@link ColumnType}
 * @param nullable false only for key attributes read straight from their table
 * @param table the table, if the column is an attribute of one
 * @param attribute the attribute, if the column is one
 */
public record ResultColumn(
        String label, ColumnType type, boolean nullable, Optional<String> table, Optional<String> attribute) {
    public ResultColumn {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(type, "type");
    }

    /** A computed column. */
    public static ResultColumn computed(String label, ColumnType type) {
        return new ResultColumn(label, type, true, Optional.empty(), Optional.empty());
    }
}
