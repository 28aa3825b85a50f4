package io.itemql.bench.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The time of each of the 22 queries beside H2, which has typed tables, keys, an index for each foreign key and fresh
 * statistics. Prints the best of some runs in milliseconds and their quotient, and a sum at the end.
 *
 * <p>Arguments: the scale (0.1), how many runs (3), the numbers of queries (all).
 */
public final class TpchBesideH2 {
    private static final int QUERIES = 22;
    private static final double SCALE = 0.1;
    private static final int RUNS = 3;

    private TpchBesideH2() {}

    /** @throws SQLException if an engine refuses a statement */
    public static void main(String[] arguments) throws SQLException, IOException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : SCALE;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RUNS;
        List<Integer> numbers = numbers(arguments);
        try (TpchDatabase itemQl = TpchDatabase.itemQl(scale);
                TpchDatabase h2 = TpchDatabase.h2(scale)) {
            output.printf("%-5s %10s %10s %8s %6s%n", "query", "ItemQL ms", "H2 ms", "quotient", "rows");
            double ours = 0;
            double theirs = 0;
            for (int number : numbers) {
                String query = query(number);
                List<String> rows = itemQl.run(query);
                double our = best(itemQl, query, runs);
                double their = best(h2, query, runs);
                ours += our;
                theirs += their;
                output.printf("Q%-4d %10.1f %10.1f %8.2f %6d%n", number, our, their, our / their, rows.size());
            }
            output.printf("%-5s %10.1f %10.1f %8.2f%n", "all", ours, theirs, ours / theirs);
        }
    }

    private static List<Integer> numbers(String[] arguments) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            numbers.add(Integer.parseInt(arguments[i]));
        }
        for (int number = 1; numbers.size() < QUERIES && arguments.length <= 2; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static double best(TpchDatabase database, String query, int runs) throws SQLException {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            database.run(query);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }

    /** The text of a query; the one over a view as one with a named query in front. */
    private static String query(int number) throws IOException {
        String text;
        try (InputStream stream =
                TpchBesideH2.class.getResourceAsStream("/io/trino/tpch/queries/q" + number + ".sql")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> statements = Arrays.stream(text.replaceAll("(?m)^--.*$", "")
                        // H2 has no such literals; a plain one is as exact.
                        .replaceAll("(?i)\\bdecimal '([0-9.]+)'", "$1")
                        .replaceAll("(?i)\\bdate\\('([0-9-]+)'\\)", "date '$1'")
                        .split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
        return statements.size() == 1
                ? statements.get(0)
                : statements.get(0).replaceFirst("CREATE OR REPLACE VIEW revenue AS", "WITH revenue AS (") + ")\n"
                        + statements.get(1);
    }
}
