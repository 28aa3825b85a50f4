package io.itemql.console;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong, with a caret under the place. */
final class Failures {
    private static final Pattern PLACE = Pattern.compile("\\(at line (\\d+), column (\\d+)\\)");

    private Failures() {}

    /** The message and, if it names a place in the statement, the line with a caret under it. */
    static String text(SQLException failure, String statement) {
        StringBuilder text =
                new StringBuilder("Error ").append(failure.getSQLState()).append(": ");
        text.append(failure.getMessage());
        Matcher place = PLACE.matcher(failure.getMessage());
        if (place.find()) {
            String[] lines = statement.split("\n", -1);
            int line = Integer.parseInt(place.group(1));
            int column = Integer.parseInt(place.group(2));
            if (line <= lines.length && column <= lines[line - 1].length() + 1) {
                String shown = lines[line - 1].replace('\t', ' ');
                text.append(System.lineSeparator()).append("  ").append(shown);
                text.append(System.lineSeparator())
                        .append("  ")
                        .append(" ".repeat(column - 1))
                        .append('^');
            }
        }
        return text.toString();
    }
}
