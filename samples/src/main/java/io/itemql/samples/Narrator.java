package io.itemql.samples;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs statements and prints each with its plan and what came of it. */
final class Narrator {
    private static final int ROWS_SHOWN = 8;
    private static final int CELL_WIDTH_MAX = 44;

    private final Connection connection;
    private final PrintStream out;

    Narrator(Connection connection, PrintStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Prints a headline, the statement, its plan, and its rows, its count or its refusal. */
    void show(String headline, String sql) throws SQLException {
        out.println();
        out.println("== " + headline);
        out.println("   " + sql);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet plan = statement.executeQuery("EXPLAIN " + sql)) {
                while (plan.next()) {
                    out.println("   -> " + plan.getString(1));
                }
            }
            run(statement, sql);
        }
    }

    private void run(Statement statement, String sql) throws SQLException {
        try {
            boolean hasRows = statement.execute(sql);
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                out.println("   warning: " + warning.getMessage());
            }
            if (hasRows) {
                try (ResultSet rows = statement.getResultSet()) {
                    print(rows);
                }
            } else {
                out.println("   " + statement.getUpdateCount() + " item(s)");
            }
        } catch (SQLException e) {
            out.println("   refused with SQLState " + e.getSQLState() + ": " + e.getMessage());
        }
    }

    private void print(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String[]> lines = new ArrayList<>();
        int[] widths = new int[meta.getColumnCount()];
        String[] labels = new String[widths.length];
        for (int i = 0; i < widths.length; i++) {
            labels[i] = meta.getColumnLabel(i + 1);
        }
        lines.add(labels);
        long count = 0;
        while (rows.next()) {
            if (++count <= ROWS_SHOWN) {
                String[] cells = new String[widths.length];
                for (int i = 0; i < widths.length; i++) {
                    cells[i] = shortened(rows.getString(i + 1));
                }
                lines.add(cells);
            }
        }
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        for (String[] line : lines) {
            StringBuilder text = new StringBuilder("   ");
            for (int i = 0; i < widths.length; i++) {
                text.append("| ").append(line[i]).append(" ".repeat(widths[i] - line[i].length() + 1));
            }
            out.println(text.append('|'));
        }
        out.println("   " + count + " row(s)");
    }

    private static String shortened(String cell) {
        if (cell == null) {
            return "";
        }
        return cell.length() <= CELL_WIDTH_MAX ? cell : cell.substring(0, CELL_WIDTH_MAX - 1) + "…";
    }
}
