package io.itemql.console;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Rows as a table of text. Some hundred rows are kept to find the widths; then they are written. */
final class TableText {
    private static final int ROWS_KEPT = 200;
    /** A wider cell makes its own row longer, not all the others. */
    private static final int WIDTH_MAX = 60;

    private final List<String> labels = new ArrayList<>();
    private final boolean[] right;
    private final List<String[]> kept = new ArrayList<>();
    private boolean headed;
    private int[] widths;

    TableText(ResultSetMetaData columns) throws SQLException {
        right = new boolean[columns.getColumnCount()];
        widths = new int[right.length];
        for (int i = 0; i < right.length; i++) {
            labels.add(columns.getColumnLabel(i + 1));
            int type = columns.getColumnType(i + 1);
            right[i] = type == Types.BIGINT || type == Types.DECIMAL || type == Types.INTEGER || type == Types.SMALLINT;
        }
    }

    void add(ResultSet rows, PrintWriter out) throws SQLException {
        String[] row = new String[right.length];
        for (int i = 0; i < row.length; i++) {
            String text = rows.getString(i + 1);
            row[i] = text == null
                    ? ""
                    : text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", " ");
        }
        kept.add(row);
        if (kept.size() >= ROWS_KEPT) {
            write(out);
            out.flush();
        }
    }

    void end(PrintWriter out) {
        if (!headed || !kept.isEmpty()) {
            write(out);
        }
    }

    private void write(PrintWriter out) {
        if (!headed) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = labels.get(i).length();
            }
        }
        for (String[] row : kept) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Math.min(WIDTH_MAX, row[i].length()));
            }
        }
        if (!headed) {
            headed = true;
            out.println(line(labels.toArray(String[]::new)));
            StringBuilder rule = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                rule.append(i == 0 ? "-" : "+-").append("-".repeat(widths[i] + (i == widths.length - 1 ? 0 : 1)));
            }
            out.println(rule);
        }
        for (String[] row : kept) {
            out.println(line(row));
        }
        kept.clear();
    }

    private String line(String... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? " " : "| ");
            String blanks = " ".repeat(Math.max(0, widths[i] - cells[i].length()));
            line.append(right[i] ? blanks + cells[i] : cells[i] + blanks).append(' ');
        }
        return line.toString().stripTrailing();
    }
}
