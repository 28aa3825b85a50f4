package io.itemql.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does one item by its full key cost in each dialect, two attributes read, at random over 20,000 items? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx2g")
public class DialectBenchmark {
    private static final int ITEMS = 20_000;
    private static final String URL = "jdbc:itemql:mem:dialects";

    /** A connection in one dialect to a loaded table. */
    @State(Scope.Benchmark)
    public static class Dialect {
        @Param({"sql", "dynamodb"})
        String dialect;

        private Connection owner;
        private Connection connection;
        private PreparedStatement readOne;
        private Statement adHoc;

        @Setup
        public void open() throws SQLException {
            owner = DriverManager.getConnection(URL);
            try (Statement statement = owner.createStatement()) {
                statement.execute("CREATE TABLE readings (device VARCHAR, reading_time BIGINT, city VARCHAR,"
                        + " temperature INT, PRIMARY KEY (device, reading_time))");
            }
            load();
            connection = DriverManager.getConnection(URL + "?dialect=" + dialect);
            readOne = connection.prepareStatement(SqlPeer.READ_ONE);
            adHoc = connection.createStatement();
        }

        private void load() throws SQLException {
            try (PreparedStatement insert = owner.prepareStatement(
                    "INSERT INTO readings (device, reading_time, city, temperature) VALUES (?, ?, ?, ?)")) {
                for (int i = 0; i < ITEMS; i++) {
                    Reading reading = new Reading(i);
                    insert.setString(1, reading.device());
                    insert.setLong(2, reading.time());
                    insert.setString(3, reading.city());
                    insert.setInt(4, reading.temperature());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }

        @TearDown
        public void close() throws SQLException {
            connection.close();
            owner.close();
        }
    }

    @Benchmark
    public long prepared(Dialect peer) throws SQLException {
        Reading reading = random();
        peer.readOne.setString(1, reading.device());
        peer.readOne.setLong(2, reading.time());
        try (ResultSet rows = peer.readOne.executeQuery()) {
            return sum(rows);
        }
    }

    @Benchmark
    public long newLiteralEachTime(Dialect peer) throws SQLException {
        Reading reading = random();
        String sql = "SELECT city, temperature FROM readings WHERE device = '" + reading.device()
                + "' AND reading_time = " + reading.time();
        try (ResultSet rows = peer.adHoc.executeQuery(sql)) {
            return sum(rows);
        }
    }

    private static long sum(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new IllegalStateException("the item is not there");
        }
        return rows.getString(1).length() + rows.getLong(2);
    }

    private static Reading random() {
        return new Reading(ThreadLocalRandom.current().nextInt(ITEMS));
    }
}
