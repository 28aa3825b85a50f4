package io.itemql.bench.tpch;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * How long joins of three and of six tables are planned in a warm JVM: TPC-H's queries 3 and 5, each time with other names
 * for its columns, so that no plan is known. From the text to a statement that could run, which includes all that is made
 * of the plan. Prints the median and the largest of some runs in milliseconds.
 *
 * <p>Arguments: how many runs (200), of which the first half is for the JVM to get warm.
 */
public final class PlanningTimes {
    private static final double SCALE = 0.01;
    private static final int RUNS = 200;

    private static final String THREE_TABLES = "SELECT l.orderkey, SUM(l.extendedprice * (1 - l.discount)) AS name%d,"
            + " o.orderdate, o.shippriority FROM customer c, orders o, lineitem l WHERE c.mktsegment = 'BUILDING'"
            + " AND c.custkey = o.custkey AND l.orderkey = o.orderkey AND o.orderdate < DATE '1995-03-15'"
            + " AND l.shipdate > DATE '1995-03-15' GROUP BY l.orderkey, o.orderdate, o.shippriority"
            + " ORDER BY 2 DESC, o.orderdate LIMIT 10";

    private static final String SIX_TABLES = "SELECT n.name, SUM(l.extendedprice * (1 - l.discount)) AS name%d"
            + " FROM customer c, orders o, lineitem l, supplier s, nation n, region r WHERE c.custkey = o.custkey"
            + " AND l.orderkey = o.orderkey AND l.suppkey = s.suppkey AND c.nationkey = s.nationkey"
            + " AND s.nationkey = n.nationkey AND n.regionkey = r.regionkey AND r.name = 'ASIA'"
            + " AND o.orderdate >= DATE '1994-01-01' AND o.orderdate < DATE '1995-01-01' GROUP BY n.name ORDER BY 2 DESC";

    private PlanningTimes() {}

    /** @throws SQLException if a query is refused */
    public static void main(String[] arguments) throws SQLException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : RUNS;
        try (TpchDatabase database = TpchDatabase.itemQl(SCALE)) {
            output.printf("%-12s %10s %10s %10s%n", "join", "first ms", "median ms", "largest ms");
            measure("of 3 tables", THREE_TABLES, database, runs, output);
            measure("of 6 tables", SIX_TABLES, database, runs, output);
        }
    }

    private static void measure(String join, String query, TpchDatabase database, int runs, PrintStream output)
            throws SQLException {
        double[] millis = new double[runs];
        for (int run = 0; run < runs; run++) {
            String text = String.format(query, run);
            long start = System.nanoTime();
            database.prepare(text);
            millis[run] = (System.nanoTime() - start) / 1e6;
        }
        double[] warm = Arrays.copyOfRange(millis, runs / 2, runs);
        Arrays.sort(warm);
        output.printf("%-12s %10.1f %10.1f %10.1f%n", join, millis[0], warm[warm.length / 2], warm[warm.length - 1]);
    }
}
