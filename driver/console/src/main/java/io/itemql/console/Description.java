package io.itemql.console;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What {@code \d} and {@code \df} show, from the metadata. */
final class Description {
    private final Connection connection;
    private final PrintWriter out;

    Description(Connection connection, PrintWriter out) {
        this.connection = connection;
        this.out = out;
    }

    /** All tables with their keys and sizes. */
    void tables() throws SQLException {
        List<String[]> lines = new ArrayList<>();
        List<String[]> ofSystem = new ArrayList<>();
        try (ResultSet tables = metadata().getTables(null, null, "%", null)) {
            while (tables.next()) {
                String schema = tables.getString("TABLE_SCHEM");
                boolean own = schema.equals(connection.getSchema());
                String name = (own ? "" : schema + ".") + tables.getString("TABLE_NAME");
                (own ? lines : ofSystem).add(new String[] {name, tables.getString("REMARKS")});
            }
        }
        if (lines.isEmpty()) {
            out.println("There are no tables of items yet; CREATE TABLE t (id VARCHAR PARTITION KEY) makes one");
        }
        lines.addAll(ofSystem);
        print(lines);
    }

    /** One table: its attributes with their types and how many items have them, and its indexes. */
    void table(String name) throws SQLException {
        List<String[]> lines = new ArrayList<>();
        int point = name.indexOf('.');
        boolean qualified = point > 0 && isSchema(name.substring(0, point));
        String schema = qualified ? name.substring(0, point) : null;
        String exact = pattern(qualified ? name.substring(point + 1) : name);
        try (ResultSet columns = metadata().getColumns(null, schema, exact, "%")) {
            while (columns.next()) {
                lines.add(new String[] {
                    columns.getString("COLUMN_NAME"),
                    columns.getString("TYPE_NAME")
                            + (columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " NOT NULL" : ""),
                    Objects.requireNonNullElse(columns.getString("REMARKS"), "")
                });
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("There is no table " + name + "; \\d lists them");
        }
        print(lines);
        indexes(name);
    }

    private boolean isSchema(String name) throws SQLException {
        try (ResultSet schemas = metadata().getSchemas(null, pattern(name))) {
            return schemas.next();
        }
    }

    private static String pattern(String name) {
        return name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    private void indexes(String table) throws SQLException {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        try (ResultSet rows = metadata().getIndexInfo(null, null, table, false, true)) {
            while (rows.next()) {
                if (rows.getString("COLUMN_NAME") != null) {
                    indexes.computeIfAbsent(rows.getString("INDEX_NAME"), key -> new ArrayList<>())
                            .add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        indexes.forEach((index, columns) -> out.println("index " + index + " (" + String.join(", ", columns) + ")"));
    }

    /** All functions with their arguments and results. */
    void functions() throws SQLException {
        List<String[]> lines = new ArrayList<>();
        try (ResultSet functions = metadata().getFunctions(null, null, "%")) {
            while (functions.next()) {
                lines.add(new String[] {functions.getString("FUNCTION_NAME"), functions.getString("REMARKS")});
            }
        }
        print(lines);
    }

    private DatabaseMetaData metadata() throws SQLException {
        return connection.getMetaData();
    }

    private void print(List<String[]> lines) {
        int[] widths = new int[lines.isEmpty() ? 0 : lines.get(0).length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        for (String[] line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                text.append(line[i]).append(" ".repeat(widths[i] - line[i].length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
