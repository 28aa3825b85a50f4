package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.jdbc.extension.StatementCost;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LIMIT, setMaxRows, close, cancel and a timeout stop the reading of items, not only the giving of rows. */
class ReadingStopsTest {
    private static final int ITEMS = 20_000;
    /** A join of the table with itself, far too large to end within any test. */
    private static final String ENDLESS = "SELECT COUNT(*) FROM big a, big b, big c WHERE a.v + b.v + c.v < 0";

    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE big (p BIGINT PARTITION KEY, s BIGINT SORT KEY)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO big (p, s, v) VALUES (?, ?, ?)")) {
            for (int i = 0; i < ITEMS; i++) {
                insert.setInt(1, i % 10);
                insert.setInt(2, i);
                insert.setInt(3, i % 7);
                insert.addBatch();
                if (i % 1000 == 999) {
                    insert.executeBatch();
                }
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void allItemsAreExaminedWhenAllAreWanted() throws SQLException {
        assertEquals(ITEMS, examined("SELECT COUNT(*) AS n FROM big WHERE v >= 0", 0, Integer.MAX_VALUE));
    }

    @Test
    void aLimitStopsTheReading() throws SQLException {
        assertAtMost(100, examined("SELECT s FROM big LIMIT 5", 0, Integer.MAX_VALUE));
        assertAtMost(100, examined("SELECT s FROM big WHERE v = 3 LIMIT 5", 0, Integer.MAX_VALUE));
        assertAtMost(100, examined("SELECT s FROM big WHERE p = 1 ORDER BY s DESC LIMIT 5", 0, Integer.MAX_VALUE));
        assertAtMost(200, examined("SELECT s FROM big WHERE p = 1 LIMIT 5 OFFSET 50", 0, Integer.MAX_VALUE));
    }

    @Test
    void aJoinOnKeysLooksThemUp() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE few (id BIGINT PARTITION KEY)");
            statement.execute("INSERT INTO few (id, p, s) VALUES (1, 1, 11), (2, 2, 12), (3, 3, 3)");
        }
        assertAtMost(20, examined("SELECT b.v FROM few f JOIN big b ON b.p = f.p AND b.s = f.s", 0, Integer.MAX_VALUE));
    }

    @Test
    void maxRowsStops() throws SQLException {
        assertAtMost(100, examined("SELECT s FROM big", 5, Integer.MAX_VALUE));
    }

    @Test
    void closingAResultStopsTheReading() throws SQLException {
        assertAtMost(3000, examined("SELECT s FROM big", 0, 3));
    }

    /** @param wanted how many rows are read before the result is closed */
    private static long examined(String sql, int maxRows, int wanted) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(maxRows);
            try (ResultSet rows = statement.executeQuery(sql)) {
                for (int i = 0; i < wanted && rows.next(); i++) {
                    rows.getLong(1);
                }
            }
            return statement.unwrap(StatementCost.class).itemsExamined();
        }
    }

    private static void assertAtMost(long limit, long examined) {
        assertTrue(examined > 0 && examined <= limit, examined + " items were examined");
    }

    @Test
    void cancelFromAnotherThread() throws Exception {
        try (Statement statement = connection.createStatement()) {
            CountDownLatch started = new CountDownLatch(1);
            Thread canceller = new Thread(() -> {
                try {
                    started.await();
                    // A cancel that comes before the statement runs has nothing to stop, so it is repeated.
                    while (!Thread.interrupted()) {
                        statement.cancel();
                        Thread.onSpinWait();
                    }
                } catch (InterruptedException | SQLException e) {
                    Thread.currentThread().interrupt();
                }
            });
            canceller.start();
            started.countDown();
            SQLException failure = assertThrows(SQLException.class, () -> drain(statement));
            canceller.interrupt();
            canceller.join();
            assertEquals("57014", failure.getSQLState(), failure.getMessage());
        }
        assertStillWorks();
    }

    @Test
    void aQueryTimeoutStopsTheReading() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            long start = System.nanoTime();
            SQLException failure = assertThrows(SQLException.class, () -> drain(statement));
            assertEquals("57I01", failure.getSQLState(), failure.getMessage());
            assertTrue(
                    failure instanceof SQLTimeoutException, failure.getClass().getName());
            assertTrue(System.nanoTime() - start < 20_000_000_000L, "it took too long to notice");
        }
        assertStillWorks();
    }

    private static void drain(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(ENDLESS)) {
            while (rows.next()) {
                rows.getLong(1);
            }
        }
    }

    private static void assertStillWorks() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT v FROM big WHERE p = 1 AND s = 11")) {
            assertTrue(rows.next());
            assertEquals(4, rows.getInt(1));
        }
    }

    @Test
    void memoryIsBounded() throws SQLException {
        String url = "jdbc:itemql:mem:bounded";
        try (Connection bounded = DriverManager.getConnection(url + "?memory=256KB");
                Statement statement = bounded.createStatement()) {
            statement.execute("CREATE TABLE wide (id BIGINT PARTITION KEY)");
            try (PreparedStatement insert = bounded.prepareStatement("INSERT INTO wide (id, text) VALUES (?, ?)")) {
                for (int i = 0; i < 3000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "x".repeat(300) + i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            for (String sql : new String[] {
                "SELECT text FROM wide ORDER BY text",
                "SELECT text, COUNT(*) FROM wide GROUP BY text",
                "SELECT DISTINCT text FROM wide",
                "SELECT a.id FROM wide a JOIN wide b ON a.text = b.text"
            }) {
                SQLException failure = assertThrows(SQLException.class, () -> drain(statement, sql), sql);
                assertEquals("53200", failure.getSQLState(), failure.getMessage());
            }
            drain(statement, "SELECT text FROM wide");
            drain(statement, "SELECT COUNT(*) AS n FROM wide WHERE text LIKE 'x%'");
            drain(statement, "SELECT text FROM wide ORDER BY text LIMIT 3");
            statement.execute("SHUTDOWN");
        }
    }

    private static void drain(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }
}
