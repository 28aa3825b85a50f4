package io.itemql.bench;

import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long does a fresh JVM take to the first row of a key look-up? Starts one JVM a run, ItemQL and H2 in turn, and
 * prints the medians and their ratio.
 *
 * <pre>
 *   java -cp tck/bench/target/itemql-bench.jar io.itemql.bench.ColdStart [RUNS]
 * </pre>
 */
public final class ColdStart {
    private ColdStart() {}

    /** Starts the JVMs, or is the program that runs in them. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        if (arguments.length == 2 && arguments[0].equals("child")) {
            readFirstRow(arguments[1]);
            return;
        }
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
        List<Long> itemQl = new ArrayList<>();
        List<Long> h2 = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            itemQl.add(millisOf("jdbc:itemql:mem:"));
            h2.add(millisOf("jdbc:h2:mem:"));
        }
        System.out.printf("ItemQL %s ms, H2 %s ms%n", itemQl, h2);
        System.out.printf(
                "median ItemQL %d ms, H2 %d ms, ratio %.2f%n",
                median(itemQl), median(h2), (double) median(itemQl) / median(h2));
    }

    private static void readFirstRow(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE items (id VARCHAR(10), PRIMARY KEY (id))");
            statement.execute("INSERT INTO items (id) VALUES ('a')");
            try (ResultSet rows = statement.executeQuery("SELECT * FROM items WHERE id = 'a'")) {
                if (!rows.next() || !rows.getString(1).equals("a")) {
                    throw new IllegalStateException("no row");
                }
            }
        }
    }

    private static long millisOf(String url) throws IOException, InterruptedException {
        List<String> command = List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                ColdStart.class.getName(),
                "child",
                url);
        long start = System.nanoTime();
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("exit " + exit + " of " + command);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static long median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }
}
