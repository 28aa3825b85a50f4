package io.itemql.console;

import io.itemql.item.AttributeValue;
import io.itemql.item.Value;
import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How rows are shown. */
enum ResultFormat {
    /** Columns below each other; widths are those of the next rows, so that endless results come at once. */
    TABLE {
        @Override
        long print(ResultSet rows, PrintWriter out) throws SQLException {
            TableText text = new TableText(rows.getMetaData());
            long count = 0;
            while (rows.next()) {
                text.add(rows, out);
                count++;
            }
            text.end(out);
            return count;
        }
    },
    /** As RFC 4180 says: NULL is an empty field, an empty text a quoted one. */
    CSV {
        @Override
        long print(ResultSet rows, PrintWriter out) throws SQLException {
            List<String> fields = new ArrayList<>();
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                fields.add(csvField(columns.getColumnLabel(i)));
            }
            out.println(String.join(",", fields));
            long count = 0;
            while (rows.next()) {
                fields.clear();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    fields.add(csvField(rows.getString(i)));
                }
                out.println(String.join(",", fields));
                count++;
            }
            return count;
        }
    },
    /**
     * An object a line; numbers with all their digits; what is not there is left out. Readers of JSON keep one member of a
     * name, so a column whose label another has already gets a number behind it.
     */
    JSON {
        @Override
        long print(ResultSet rows, PrintWriter out) throws SQLException {
            List<String> names = names(rows.getMetaData());
            long count = 0;
            while (rows.next()) {
                List<String> members = new ArrayList<>();
                for (int i = 1; i <= names.size(); i++) {
                    String value = jsonValue(rows, i);
                    if (value != null) {
                        members.add(jsonText(names.get(i - 1)) + ": " + value);
                    }
                }
                out.println("{" + String.join(", ", members) + "}");
                count++;
            }
            return count;
        }
    };

    /** Writes all rows and gives their number. */
    abstract long print(ResultSet rows, PrintWriter out) throws SQLException;

    /** The labels, those that are taken by another column with the lowest number behind them that makes them unlike all. */
    private static List<String> names(ResultSetMetaData columns) throws SQLException {
        Set<String> taken = new HashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            taken.add(columns.getColumnLabel(i));
        }
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String label = columns.getColumnLabel(i);
            String name = label;
            for (int number = 2; names.contains(name) || (!name.equals(label) && taken.contains(name)); number++) {
                name = label + '_' + number;
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    private static String csvField(String text) {
        if (text == null) {
            return "";
        }
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** {@code null} for what is MISSING; documents are JSON already. */
    private static String jsonValue(ResultSet rows, int column) throws SQLException {
        Value value = rows.getObject(column, Value.class);
        if (value == null) {
            return null;
        }
        if (value instanceof AttributeValue attribute) {
            return switch (attribute.type()) {
                case NULL -> "null";
                case S, B -> jsonText(rows.getString(column));
                case N, BOOL, M, L, SS, NS, BS -> rows.getString(column);
            };
        }
        return jsonText(rows.getString(column));
    }

    private static String jsonText(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
