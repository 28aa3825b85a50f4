package io.itemql.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.itemql.jdbc.ItemQlDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * HikariCP with many threads: no connection is thrown away, whatever was refused, and nothing is left behind. {@code
 * -Ditemql.pool.seconds=60} makes it longer.
 */
class HikariTest {
    private static final int THREADS = 32;
    private static final int CONNECTIONS = 8;
    private static final long SECONDS = Long.getLong("itemql.pool.seconds", 3);
    private static final long LEAK_BYTES = 32L << 20;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Set<Connection> physical =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final AtomicLong statements = new AtomicLong();

    @Test
    void manyThreadsOnFewConnections() throws Exception {
        try (ExampleStore store = new ExampleStore("hikari");
                HikariDataSource pool = pool(store)) {
            work(pool, 1);
            long before = usedBytes();
            work(pool, SECONDS);
            long after = usedBytes();
            assertEquals(0, pool.getHikariPoolMXBean().getActiveConnections());
            assertTrue(physical.size() <= CONNECTIONS, physical.size() + " connections: some were thrown away");
            assertTrue(after - before < LEAK_BYTES, "memory grew from " + before + " to " + after + ", seed " + seed);
            assertTrue(statements.get() > 0);
            // Nothing is left open in the store but the question itself.
            assertEquals("1", store.value("SELECT COUNT(*) FROM system.transactions"));
            assertEquals("12", store.value("SELECT COUNT(*) FROM orders WHERE customer <> 'pool'"));
        }
    }

    /** Closing comes back at once although a scan is running, also for the pool as a whole. */
    @Test
    void closingDoesNotWaitForAScan() throws Exception {
        try (ExampleStore store = new ExampleStore("hikari2")) {
            HikariDataSource pool = pool(store);
            Connection connection = pool.getConnection();
            Statement statement = connection.createStatement();
            ResultSet rows =
                    statement.executeQuery("SELECT a.total FROM orders a, orders b, orders c, orders d, orders e");
            assertTrue(rows.next());
            long start = System.nanoTime();
            connection.close();
            pool.close();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertTrue(millis < 1000, "closing took " + millis + " ms");
            assertTrue(rows.isClosed() && statement.isClosed());
        }
    }

    private static HikariDataSource pool(ExampleStore store) {
        ItemQlDataSource source = new ItemQlDataSource();
        source.setUrl(store.url());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setLeakDetectionThreshold(TimeUnit.SECONDS.toMillis(20));
        return new HikariDataSource(config);
    }

    private void work(HikariDataSource pool, long seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Void>> done = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            done.add(threads.submit(() -> {
                while (System.nanoTime() < end) {
                    step(pool, random);
                }
                return null;
            }));
        }
        for (Future<Void> each : done) {
            each.get();
        }
        threads.shutdown();
    }

    private void step(HikariDataSource pool, Random random) throws SQLException {
        statements.incrementAndGet();
        try (Connection connection = pool.getConnection()) {
            physical.add(connection.unwrap(Connection.class));
            switch (random.nextInt(5)) {
                case 0 -> {
                    try (PreparedStatement upsert = connection.prepareStatement(
                            "UPSERT INTO orders (customer, orderId, total) VALUES ('pool', ?, ?)")) {
                        upsert.setInt(1, random.nextInt(100));
                        upsert.setInt(2, random.nextInt(100));
                        assertEquals(1, upsert.executeUpdate());
                    }
                }
                case 1 -> {
                    // Left open: the pool closes it with the connection.
                    ResultSet rows = connection
                            .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                            .executeQuery("SELECT * FROM orders WHERE customer = 'u1' ORDER BY orderId");
                    assertTrue(rows.last());
                    assertEquals(4, rows.getRow());
                }
                case 2 -> refused(connection, "SELECT * FROM nope", "42S02");
                case 3 -> refused(connection, "INSERT INTO orders (customer, orderId) VALUES ('u1', 3)", "23505");
                default -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(
                                    "SELECT u.name, SUM(o.total) FROM users u JOIN orders o ON o.customer = u.userId"
                                            + " GROUP BY u.name")) {
                        int count = 0;
                        while (rows.next()) {
                            count++;
                        }
                        assertEquals(3, count);
                    }
                }
            }
        }
    }

    private static void refused(Connection connection, String sql, String state) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            assertEquals(state, e.getSQLState());
            return;
        }
        throw new AssertionError(sql + " was not refused");
    }

    private static long usedBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
