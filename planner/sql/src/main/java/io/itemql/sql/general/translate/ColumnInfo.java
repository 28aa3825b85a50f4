package io.itemql.sql.general.translate;

import io.itemql.plan.ResultColumn;
import io.itemql.sql.general.bind.ViewColumn;
import io.itemql.table.ColumnType;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a column of the algebra.
 *
 * @param type the type that tools are told; empty where only NULLs and parameters come
 * @param nullable false only for key attributes
 * @param table the table, if the column is an attribute of one
 * @param attribute the attribute, if the column is one
 */
public record ColumnInfo(
        Optional<ColumnType> type, boolean nullable, Optional<String> table, Optional<String> attribute) {
    public ColumnInfo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(attribute, "attribute");
    }

    static ColumnInfo computed(Optional<ColumnType> type) {
        return new ColumnInfo(type, true, Optional.empty(), Optional.empty());
    }

    ColumnInfo asNullable() {
        return new ColumnInfo(type, true, table, attribute);
    }

    /**
     * The column as a result shows it.
     *
     * @param origin the column of a view that it is, whose name hides those below
     */
    public ResultColumn toResultColumn(String label, Optional<ViewColumn> origin) {
        // What a view computes is nobody's column, as that is what can be written.
        return table.isPresent() && origin.isPresent()
                ? new ColumnInfo(type, nullable, origin.map(ViewColumn::view), origin.map(ViewColumn::column))
                        .toResultColumn(label)
                : toResultColumn(label);
    }

    /** The column as a result shows it. */
    public ResultColumn toResultColumn(String label) {
        return new ResultColumn(label, type.orElse(ColumnType.VARCHAR), nullable, table, attribute, type.isPresent());
    }
}
