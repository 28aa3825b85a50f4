package io.itemql.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** An engine behind JDBC with the table of the benchmarks. All of them see the same statements. */
final class SqlPeer implements AutoCloseable {
    static final String READ_ONE = "SELECT city, temperature FROM readings WHERE device = ? AND reading_time = ?";

    private static final String INSERT = "INSERT INTO readings (device, reading_time, city, temperature, humidity,"
            + " battery, status, firmware, owner, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int BATCH_ROWS = 500;

    private final Connection connection;

    private SqlPeer(Connection connection) {
        this.connection = connection;
    }

    /** Opens an engine by the name that the benchmarks use for it, empty. */
    static SqlPeer open(String engine) throws SQLException {
        Connection connection =
                switch (engine) {
                    case "itemql" -> DriverManager.getConnection("jdbc:itemql:mem:");
                    case "itemqlFile" -> DriverManager.getConnection("jdbc:itemql:file:" + directory());
                    case "itemqlFileOs" ->
                        DriverManager.getConnection("jdbc:itemql:file:" + directory() + "?durability=os");
                    case "h2" -> DriverManager.getConnection("jdbc:h2:mem:" + System.nanoTime());
                    case "hsqldb" -> DriverManager.getConnection("jdbc:hsqldb:mem:m" + System.nanoTime(), "SA", "");
                    case "sqlite" ->
                        DriverManager.getConnection("jdbc:sqlite:" + directory().resolve("data.db"));
                    default -> throw new IllegalArgumentException("Unknown engine " + engine);
                };
        SqlPeer peer = new SqlPeer(connection);
        peer.prepare(engine);
        return peer;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare(String engine) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (engine.equals("sqlite")) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
            statement.execute("CREATE TABLE readings (device VARCHAR(40), reading_time BIGINT, city VARCHAR(40),"
                    + " temperature BIGINT, humidity BIGINT, battery BIGINT, status VARCHAR(40), firmware VARCHAR(40),"
                    + " owner VARCHAR(40), payload VARCHAR(400), PRIMARY KEY (device, reading_time))");
        }
        if (engine.equals("sqlite")) {
            // Otherwise each batch entry is a transaction of its own.
            connection.setAutoCommit(false);
        }
    }

    /** Puts items {@code from} (inclusive) to {@code to} (exclusive) into the table by JDBC batches. */
    void load(int from, int to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = from; i < to; i++) {
                Reading reading = new Reading(i);
                insert.setString(1, reading.device());
                insert.setLong(2, reading.time());
                insert.setString(3, reading.city());
                insert.setLong(4, reading.temperature());
                insert.setLong(5, reading.humidity());
                insert.setLong(6, reading.battery());
                insert.setString(7, reading.status());
                insert.setString(8, reading.firmware());
                insert.setString(9, reading.owner());
                insert.setString(10, reading.payload());
                insert.addBatch();
                if ((i + 1) % BATCH_ROWS == 0 || i == to - 1) {
                    insert.executeBatch();
                }
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
