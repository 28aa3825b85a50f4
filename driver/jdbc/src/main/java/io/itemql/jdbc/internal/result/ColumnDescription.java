package io.itemql.jdbc.internal.result;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.value.Conversions;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.plan.ResultColumn;

/**
 * A column of a result as JDBC describes it.
 *
 * @param label what the statement calls it
 * @param name the attribute, or the label of a computed column
 * @param type what tools are told
 * @param typed false if values are objects of their own types all the same, see {@link ResultColumn}
 * @param table the table, or the empty text, as JDBC wants for a computed column
 * @param schema the schema of the table, or the empty text
 */
public record ColumnDescription(
        String label, String name, JdbcType type, boolean typed, boolean nullable, String table, String schema) {
    /** The schema of all tables of users. */
    public static final String MAIN_SCHEMA = "main";

    /**
     * What {@code getObject} gives for a value of this column.
     *
     * @param value neither MISSING nor NULL
     */
    Object object(Value value) {
        return typed ? Conversions.toObject(value, type, label) : Conversions.natural(value);
    }

    /** The class of what {@code getObject} gives. */
    Class<?> javaClass() {
        return typed ? type.javaClass() : Object.class;
    }

    /** A column of a plan. */
    static ColumnDescription of(ResultColumn column) {
        String table = column.table().orElse("");
        return new ColumnDescription(
                column.label(),
                column.attribute().orElse(column.label()),
                JdbcType.of(column.type()),
                column.typed(),
                column.nullable(),
                table,
                table.isEmpty() ? "" : MAIN_SCHEMA);
    }

    /** A column of a result that the driver makes itself. */
    public static ColumnDescription made(String label, JdbcType type, boolean nullable) {
        return new ColumnDescription(label, label, type, true, nullable, "", "");
    }
}
