package io.itemql.tck.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The child of {@link LargeScanTest}: loads items, then scans them while a thread writes further ones. */
public final class LargeScanProgram {
    private static final int BATCH = 500;
    /** Makes the items many times larger than the heap. */
    private static final String NOTE = "a long text ".repeat(400) + " ";
    /** Items of the writer lie above. */
    private static final long WRITER_FROM = 1L << 40;

    private LargeScanProgram() {}

    /** @param arguments the URL and the number of items */
    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        int items = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection(url)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE readings (id BIGINT PARTITION KEY)");
            }
            write(connection, 0, items, new AtomicBoolean(true));
            AtomicBoolean goesOn = new AtomicBoolean(true);
            AtomicReference<SQLException> failure = new AtomicReference<>();
            Thread writer = new Thread(() -> {
                try (Connection other = DriverManager.getConnection(url)) {
                    write(other, WRITER_FROM, Integer.MAX_VALUE, goesOn);
                } catch (SQLException e) {
                    failure.set(e);
                }
            });
            writer.start();
            long rows = scan(connection, items);
            goesOn.set(false);
            writer.join();
            if (failure.get() != null) {
                throw failure.get();
            }
            System.out.println("scanned " + rows);
        }
    }

    private static void write(Connection connection, long from, int items, AtomicBoolean goesOn) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO readings (id, device, v, note) VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < items && goesOn.get(); i++) {
                insert.setLong(1, from + i);
                insert.setString(2, "device-" + i % 1000);
                insert.setInt(3, i % 100);
                insert.setString(4, NOTE + i);
                insert.addBatch();
                if (i % BATCH == BATCH - 1 || i == items - 1) {
                    insert.executeBatch();
                }
            }
        }
    }

    /** Counts the items that were there before the writer, and checks each of them. */
    private static long scan(Connection connection, int items) throws SQLException {
        long rows = 0;
        long sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, v, note FROM readings")) {
            while (result.next()) {
                long id = result.getLong(1);
                if (id < WRITER_FROM) {
                    rows++;
                    sum += id;
                    if (result.getInt(2) != id % 100 || !result.getString(3).endsWith(" " + id)) {
                        throw new IllegalStateException("item " + id + " is not what was written");
                    }
                }
            }
        }
        if (sum != (long) items * (items - 1) / 2) {
            throw new IllegalStateException("the ids add up to " + sum);
        }
        return rows;
    }
}
