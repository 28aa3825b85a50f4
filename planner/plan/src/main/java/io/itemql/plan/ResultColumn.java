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
 * @param typed false if only parameters and NULLs come: programs get values as somebody gave them, whatever tools are told
 */
public record ResultColumn(
        String label,
        ColumnType type,
        boolean nullable,
        Optional<String> table,
        Optional<String> attribute,
        boolean typed) {
    public ResultColumn {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(type, "type");
    }

    /** A column with a type. */
    public ResultColumn(
            String label, ColumnType type, boolean nullable, Optional<String> table, Optional<String> attribute) {
        this(label, type, nullable, table, attribute, true);
    }

    /** A computed column, whose type may be unknown. */
    public static ResultColumn computed(String label, Optional<ColumnType> type) {
        return new ResultColumn(
                label, type.orElse(ColumnType.VARCHAR), true, Optional.empty(), Optional.empty(), type.isPresent());
    }

    /** A computed column. */
    public static ResultColumn computed(String label, ColumnType type) {
        return new ResultColumn(label, type, true, Optional.empty(), Optional.empty());
    }
}
