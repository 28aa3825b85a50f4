package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.plan.ResultColumn;

/**
 * A column of a result as JDBC describes it.
 *
 * @param label what the statement calls it
 * @param name the attribute, or the label of a computed column
 * @param table the table, or the empty text, as JDBC wants for a computed column
 * @param schema the schema of the table, or the empty text
 */
public record ColumnDescription(
        String label, String name, JdbcType type, boolean nullable, String table, String schema) {
    /** The schema of all tables of users. */
    public static final String MAIN_SCHEMA = "main";

    /** A column of a plan. */
    static ColumnDescription of(ResultColumn column) {
        String table = column.table().orElse("");
        return new ColumnDescription(
                column.label(),
                column.attribute().orElse(column.label()),
                JdbcType.of(column.type()),
                column.nullable(),
                table,
                table.isEmpty() ? "" : MAIN_SCHEMA);
    }

    /** A column of a result that the driver makes itself. */
    public static ColumnDescription made(String label, JdbcType type, boolean nullable) {
        return new ColumnDescription(label, label, type, nullable, "", "");
    }
}
