package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A statement for which one waits longer than the network timeout closes its connection, as JDBC says. */
class NetworkTimeoutTest {
    private static final String URL = "jdbc:itemql:mem:networkTimeout";
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM u a, u b, u c, u d, u e, u f, u g, u h, u i, u j, u k, u l, u m, u n, u o, u p, u q";

    private Connection connection;
    private Statement statement;
    private ExecutorService executor;

    @BeforeEach
    void open() throws SQLException {
        executor = Executors.newSingleThreadExecutor();
        connection = DriverManager.getConnection(URL);
        statement = connection.createStatement();
        statement.execute("CREATE TABLE u (id INT PARTITION KEY)");
        statement.execute("INSERT INTO u (id) VALUES (1), (2), (3), (4), (5), (6)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        executor.shutdownNow();
        try (Connection last = DriverManager.getConnection(URL)) {
            last.createStatement().execute("SHUTDOWN");
        }
    }

    private static void assertCloses(Connection connection, Executable request) throws SQLException {
        SQLException failure =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThrows(SQLException.class, request));
        assertEquals("08006", failure.getSQLState(), failure.getMessage());
        assertTrue(connection.isClosed());
        assertFalse(connection.isValid(1));
        assertEquals(
                "08003",
                assertThrows(SQLException.class, connection::createStatement).getSQLState());
        connection.close();
    }

    @Test
    void aLongQueryClosesTheConnection() throws Exception {
        connection.setNetworkTimeout(executor, 100);
        assertEquals(100, connection.getNetworkTimeout());
        assertCloses(connection, () -> statement.executeQuery(ENDLESS).next());
        executor.shutdown();
        assertTrue(executor.awaitTermination(20, TimeUnit.SECONDS));
        assertTrue(statement.isClosed());
    }

    /** The executor may be the thread itself, as pools have it. */
    @Test
    void theThreadItselfMayClose() throws SQLException {
        Executor direct = Runnable::run;
        connection.setNetworkTimeout(direct, 100);
        assertCloses(connection, () -> statement.executeQuery(ENDLESS).next());
    }

    /** A pool may have shut its executor down; the store is given back all the same, and the reason is told. */
    @Test
    void anExecutorThatRefusesHidesNothing() throws SQLException {
        executor.shutdown();
        connection.setNetworkTimeout(executor, 100);
        assertCloses(connection, () -> statement.executeQuery(ENDLESS).next());
        assertTrue(statement.isClosed());
        try (Connection other = DriverManager.getConnection(URL)) {
            Executor failing = task -> {
                throw new IllegalStateException("planted");
            };
            other.setNetworkTimeout(failing, 100);
            assertCloses(
                    other, () -> other.createStatement().executeQuery(ENDLESS).next());
        }
    }

    @Test
    void scrollingResultsAndChangesWaitNoLonger() throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 100);
        Statement scrolling = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        assertCloses(connection, () -> scrolling.executeQuery(ENDLESS).last());
        try (Connection other = DriverManager.getConnection(URL);
                PreparedStatement update = other.prepareStatement("UPDATE u SET n = (" + ENDLESS + ") WHERE id = ?")) {
            other.setNetworkTimeout(Runnable::run, 100);
            update.setInt(1, 1);
            assertCloses(other, update::executeUpdate);
        }
    }

    /** What was not committed is gone, and nothing is held. */
    @Test
    void theTransactionIsRolledBack() throws SQLException {
        connection.setAutoCommit(false);
        statement.executeUpdate("INSERT INTO u (id) VALUES (7)");
        connection.setNetworkTimeout(Runnable::run, 100);
        assertCloses(connection, () -> statement.executeQuery(ENDLESS).next());
        try (Connection other = DriverManager.getConnection(URL);
                ResultSet rows = other.createStatement().executeQuery("SELECT COUNT(*) FROM u")) {
            assertTrue(rows.next());
            assertEquals(6, rows.getInt(1));
        }
    }

    /** Only waiting counts: a program may look at a row as long as it likes. */
    @Test
    void timeBetweenRequestsDoesNotCount() throws Exception {
        connection.setNetworkTimeout(executor, 200);
        try (ResultSet rows = statement.executeQuery("SELECT id FROM u")) {
            int count = 0;
            while (rows.next()) {
                count++;
                Thread.sleep(80);
            }
            assertEquals(6, count);
        }
        connection.setNetworkTimeout(executor, 0);
        assertFalse(connection.isClosed());
    }
}
