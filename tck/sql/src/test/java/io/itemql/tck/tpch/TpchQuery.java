package io.itemql.tck.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A query of the jar and the result that is shipped with it.
 *
 * @param number from 1 to 22
 */
record TpchQuery(int number, String sql, List<List<String>> expected) {
    /** Columns that a division makes: their results are shipped with few digits, or as a double. */
    private static final List<Integer> DIVIDED_Q1 = List.of(6, 7, 8);

    private static final BigDecimal DOUBLE_ERROR = new BigDecimal("1E-12");

    static TpchQuery read(int number) throws IOException {
        String text = resource("q" + number + ".sql");
        List<String> statements = Arrays.stream(
                        text.replaceAll("(?m)^--.*$", "").split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        List<List<String>> rows = resource("q" + number + ".result")
                .lines()
                .filter(line -> !line.startsWith("--"))
                .map(line ->
                        Arrays.asList((line.endsWith("|") ? line.substring(0, line.length() - 1) : line).split("\\|")))
                .toList();
        return new TpchQuery(number, statements.size() == 1 ? statements.get(0) : inlined(statements), rows);
    }

    /** The query over a view as one with a named query in front. */
    private static String inlined(List<String> statements) {
        return statements.get(0).replaceFirst("CREATE OR REPLACE VIEW revenue AS", "WITH revenue AS (") + ")\n"
                + statements.get(1);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = TpchQuery.class.getResourceAsStream("/io/trino/tpch/queries/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Runs the query; its rows as texts. */
    List<List<String>> run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet result = statement.executeQuery(sql)) {
                List<List<String>> rows = new ArrayList<>();
                int width = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= width; i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /** What is wrong with rows; their order counts, as every query but those of one row has an ORDER BY. */
    Optional<String> difference(List<List<String>> actual) {
        if (actual.size() != expected.size()) {
            return Optional.of("Q" + number + " has " + actual.size() + " rows instead of " + expected.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            List<String> row = actual.get(i);
            for (int j = 0; j < row.size(); j++) {
                if (!isEqual(row.get(j), expected.get(i).get(j), j)) {
                    return Optional.of(
                            "Q" + number + " row " + (i + 1) + " is " + row + " instead of " + expected.get(i));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isEqual(String actual, String wanted, int column) {
        if (actual.equals(wanted)) {
            return true;
        }
        if (!actual.matches("-?\\d+(\\.\\d+)?") || !wanted.matches("-?\\d+(\\.\\d+)?")) {
            return false;
        }
        BigDecimal ours = new BigDecimal(actual);
        BigDecimal theirs = new BigDecimal(wanted);
        if (number == 1 && DIVIDED_Q1.contains(column)) {
            return ours.setScale(theirs.scale(), RoundingMode.HALF_UP).compareTo(theirs) == 0;
        }
        if (number == 14) {
            return ours.subtract(theirs).abs().compareTo(DOUBLE_ERROR) < 0;
        }
        return ours.compareTo(theirs) == 0;
    }
}
