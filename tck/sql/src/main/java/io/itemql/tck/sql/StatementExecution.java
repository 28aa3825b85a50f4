package io.itemql.tck.sql;

import io.itemql.item.AttributeValue;
import io.itemql.jdbc.extension.StatementCost;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Executes statements through JDBC and reads everything that they answer. */
final class StatementExecution {
    private final ConnectionSource source;

    StatementExecution(ConnectionSource source) {
        this.source = source;
    }

    /** Runs a statement; a failure of it is an answer, too. */
    Answer run(Connection connection, String sql, List<String> parameters) {
        try {
            if (parameters.isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                    return read(statement, statement.execute(sql));
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    bind(statement, i + 1, Literals.value(parameters.get(i)));
                }
                return read(statement, statement.execute());
            }
        } catch (SQLException e) {
            return Answer.failed(e);
        }
    }

    private static void bind(PreparedStatement statement, int index, AttributeValue value) throws SQLException {
        Object plain = Literals.plain(value);
        if (plain instanceof String text) {
            statement.setString(index, text);
        } else if (plain instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (plain instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (plain instanceof Boolean bool) {
            statement.setBoolean(index, bool);
        } else if (plain == null) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setObject(index, plain);
        }
    }

    private Answer read(Statement statement, boolean givesRows) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<List<AttributeValue>> values = new ArrayList<>();
        long count = statement.getLargeUpdateCount();
        if (givesRows) {
            try (ResultSet result = statement.getResultSet()) {
                ResultSetMetaData metadata = result.getMetaData();
                for (int i = 1; i <= metadata.getColumnCount(); i++) {
                    columns.add(metadata.getColumnLabel(i) + " " + metadata.getColumnTypeName(i));
                }
                while (result.next()) {
                    readRow(result, metadata, rows, values);
                }
            }
        }
        List<String> warnings = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            warnings.add(warning.getMessage());
        }
        long examined = statement.isWrapperFor(StatementCost.class)
                ? statement.unwrap(StatementCost.class).itemsExamined()
                : -1;
        return new Answer(Optional.empty(), count, columns, rows, values, warnings, examined);
    }

    /** A value of another class than the metadata tells breaks the tools that believe them. */
    private static void checkClass(Object value, ResultSetMetaData metadata, int column) throws SQLException {
        String told = metadata.getColumnClassName(column);
        boolean any = told.equals(Object.class.getName());
        if (value != null && !any && !value.getClass().getName().equals(told)) {
            throw new IllegalStateException("column " + metadata.getColumnLabel(column) + " is told as " + told
                    + ", but gives the " + value.getClass().getName() + " " + value);
        }
    }

    /** No item can hold such a value, so there is no attribute value to ask for. */
    private static boolean isTemporal(int type) {
        return type == Types.DATE || type == Types.TIME || type == Types.TIMESTAMP;
    }

    private void readRow(
            ResultSet result, ResultSetMetaData metadata, List<String> rows, List<List<AttributeValue>> values)
            throws SQLException {
        List<String> cells = new ArrayList<>();
        List<AttributeValue> row = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            checkClass(result.getObject(i), metadata, i);
            Object value = isTemporal(metadata.getColumnType(i)) ? result.getString(i) : source.read(result, i);
            if (value == null || value instanceof AttributeValue) {
                AttributeValue attribute = (AttributeValue) value;
                row.add(attribute);
                cells.add(Literals.text(attribute));
            } else {
                row.add(null);
                cells.add(metadata.getColumnTypeName(i) + " '" + result.getString(i) + "'");
            }
        }
        rows.add(cells.stream().collect(Collectors.joining(" | ")));
        values.add(row);
    }
}
