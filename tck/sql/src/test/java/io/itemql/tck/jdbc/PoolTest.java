package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A connection pool under mixed work: many threads, few connections, many refusals. */
class PoolTest {
    private static final int THREADS = 32;
    private static final int CONNECTIONS = 8;
    private static final int STEPS = 60;

    private final Set<Connection> physical =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    @Test
    void mixedWorkOfManyThreads() throws Exception {
        long seed = Long.getLong("seed", 42);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:itemql:mem:pool");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE counters (id BIGINT PARTITION KEY)");
                statement.execute("CREATE TABLE events (thread BIGINT PARTITION KEY, step BIGINT SORT KEY)");
                statement.execute("INSERT INTO counters (id, n) VALUES (0, 0), (1, 0), (2, 0), (3, 0)");
            }
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                done.add(threads.submit(() -> work(pool, number, new Random(seed + number))));
            }
            for (Future<?> each : done) {
                assertNotNull(each.get(), "seed " + seed);
            }
            threads.shutdown();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                assertEquals(THREADS * STEPS, number(statement, "SELECT COUNT(*) FROM events"));
                assertEquals(THREADS * STEPS, number(statement, "SELECT SUM(n) FROM counters"));
            }
            assertTrue(
                    physical.size() <= CONNECTIONS,
                    physical.size() + " connections were opened: refusals made the pool throw some away");
        }
        shutDown("jdbc:itemql:mem:pool");
    }

    /** Outside of the pool, because it closes the connection that does it. */
    private static void shutDown(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("SHUTDOWN");
        }
    }

    private Integer work(HikariDataSource pool, int thread, Random random) throws SQLException {
        for (int step = 0; step < STEPS; step++) {
            try (Connection connection = pool.getConnection()) {
                physical.add(connection.unwrap(Connection.class));
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO events (thread, step, v) VALUES (?, ?, ?)")) {
                    insert.setInt(1, thread);
                    insert.setInt(2, step);
                    insert.setInt(3, random.nextInt(10));
                    assertEquals(1, insert.executeUpdate());
                    refused(insert::executeUpdate, "23505");
                }
                try (Statement statement = connection.createStatement()) {
                    assertEquals(
                            1,
                            statement.executeUpdate("UPDATE counters SET n = n + 1 WHERE id = " + random.nextInt(4)));
                    assertEquals(step + 1, number(statement, "SELECT COUNT(*) FROM events WHERE thread = " + thread));
                    refused(() -> statement.executeQuery("SELECT * FROM nope"), "42S02");
                    refused(() -> statement.executeQuery("SELECT FROM"), "42601");
                    refused(() -> connection.prepareCall("{call x}"), "0AX01");
                }
            }
        }
        return thread;
    }

    private interface Work {
        Object run() throws SQLException;
    }

    private static void refused(Work work, String state) throws SQLException {
        try {
            work.run();
        } catch (SQLException e) {
            assertEquals(state, e.getSQLState(), e.getMessage());
            return;
        }
        throw new AssertionError("expected " + state);
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    @Test
    void connectionsComeBackAsTheyWere() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName("io.itemql.jdbc.ItemQlDataSource");
        config.addDataSourceProperty("url", "jdbc:itemql:mem:pool2");
        config.setMaximumPoolSize(1);
        Set<Boolean> readOnly = new HashSet<>();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection()) {
                    readOnly.add(connection.isReadOnly());
                    connection.setReadOnly(true);
                    assertTrue(connection.isValid(1));
                }
            }
        }
        shutDown("jdbc:itemql:mem:pool2");
        assertEquals(Set.of(false), readOnly);
    }
}
