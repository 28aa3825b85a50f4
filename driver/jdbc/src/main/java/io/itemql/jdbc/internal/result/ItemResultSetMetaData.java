package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.value.JdbcType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * The columns of a result as {@link JdbcType} describes their types. Immutable; stays valid when the result is closed.
 */
public final class ItemResultSetMetaData implements ResultSetMetaData, Unwrapping {
    private final ColumnSet columns;

    /** The description of the given columns. */
    public ItemResultSetMetaData(ColumnSet columns) {
        this.columns = columns;
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        columns.get(column);
        return false;
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return type(column) == JdbcType.VARCHAR;
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        columns.get(column);
        return true;
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        columns.get(column);
        return false;
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return columns.get(column).nullable() ? columnNullable : columnNoNulls;
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return type(column).isNumeric();
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return type(column).displaySize();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return columns.get(column).label();
    }

    @Override
    public String getColumnName(int column) throws SQLException {
        return columns.get(column).name();
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        return columns.get(column).schema();
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return type(column).precision();
    }

    @Override
    public int getScale(int column) throws SQLException {
        return type(column).scale();
    }

    @Override
    public String getTableName(int column) throws SQLException {
        return columns.get(column).table();
    }

    @Override
    public String getCatalogName(int column) throws SQLException {
        columns.get(column);
        return "";
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return type(column).code();
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return type(column).name();
    }

    /** True for computed columns only: an attribute of a table can be written, by a statement of its own. */
    @Override
    public boolean isReadOnly(int column) throws SQLException {
        return columns.get(column).table().isEmpty();
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        return !isReadOnly(column);
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        columns.get(column);
        return false;
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return columns.get(column).javaClass().getName();
    }

    private JdbcType type(int column) throws SQLException {
        return columns.get(column).type();
    }
}
