package io.itemql.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reports over a million items: beside two threads that each walk half of a raw MVStore and decode what they need, written
 * by hand for each report, and beside SQLite over JSON documents. Prints the best of some runs in milliseconds.
 *
 * <p>Arguments: how many items (1,000,000), how many runs (5).
 */
public final class Reporting {
    private static final int ITEMS = 1_000_000;
    private static final int RUNS = 5;
    private static final int BATCH_ROWS = 1000;

    private Reporting() {}

    /** @throws SQLException if an engine refuses a statement */
    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int items = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ITEMS;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RUNS;
        try (SqlPeer itemQl = SqlPeer.open("itemql");
                RawStore raw = RawStore.inMemory();
                Connection sqlite = documents(items)) {
            itemQl.load(0, items);
            raw.load(0, items);
            output.printf("%-16s %10s %10s %10s%n", "report", "ItemQL ms", "raw ms", "SQLite ms");
            for (Report report : Report.values()) {
                List<String> ours = rows(itemQl.connection(), report.sql());
                List<String> theirs = rows(sqlite, report.sqliteSql());
                if (ours.size() != theirs.size()) {
                    throw new IllegalStateException(report + ": " + ours + " and " + theirs);
                }
                output.printf(
                        "%-16s %10.1f %10.1f %10.1f%n",
                        report,
                        best(() -> rows(itemQl.connection(), report.sql()), runs),
                        best(() -> report.byHand(raw), runs),
                        best(() -> rows(sqlite, report.sqliteSql()), 2));
            }
        }
    }

    /** Something to measure. */
    @FunctionalInterface
    private interface Work {
        Object run() throws SQLException, InterruptedException;
    }

    private static double best(Work work, int runs) throws SQLException, InterruptedException {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= width; i++) {
                    row.append(result.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    private static Connection documents(int items) throws SQLException, IOException {
        Path file = Files.createTempDirectory("bench").resolve("documents.db");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("CREATE TABLE readings (device TEXT, reading_time INTEGER, document TEXT,"
                    + " PRIMARY KEY (device, reading_time))");
        }
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO readings VALUES (?, ?, ?)")) {
            for (int i = 0; i < items; i++) {
                Reading reading = new Reading(i);
                insert.setString(1, reading.device());
                insert.setLong(2, reading.time());
                insert.setString(3, document(reading));
                insert.addBatch();
                if ((i + 1) % BATCH_ROWS == 0 || i == items - 1) {
                    insert.executeBatch();
                }
            }
        }
        connection.commit();
        return connection;
    }

    private static String document(Reading reading) {
        return "{\"city\":\"" + reading.city() + "\",\"temperature\":" + reading.temperature() + ",\"humidity\":"
                + reading.humidity() + ",\"battery\":" + reading.battery() + ",\"status\":\"" + reading.status()
                + "\",\"firmware\":\"" + reading.firmware() + "\",\"owner\":\"" + reading.owner() + "\",\"payload\":\""
                + reading.payload() + "\"}";
    }
}
