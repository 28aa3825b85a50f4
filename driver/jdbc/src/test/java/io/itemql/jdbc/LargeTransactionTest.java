package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One transaction of many rows in a table with an index: inserted, changed, read through the index, partly deleted, and
 * after the commit all there for others, also when the store is opened again. {@code -Dtransaction.rows=100000} makes it
 * larger.
 */
class LargeTransactionTest {
    private static final int ROWS = Integer.getInteger("transaction.rows", 10_000);
    private static final int BATCH = 1_000;
    private static final int CITIES = 100;

    @TempDir
    private Path directory;

    private static int count(Connection on, String condition) throws SQLException {
        try (Statement statement = on.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM people WHERE " + condition)) {
            assertTrue(result.next());
            return result.getInt(1);
        }
    }

    private static int run(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO people (id, n, city) VALUES (?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setInt(1, i);
                insert.setInt(2, i % 10);
                insert.setString(3, "city" + i % CITIES);
                insert.addBatch();
                if ((i + 1) % BATCH == 0) {
                    assertEquals(BATCH, insert.executeBatch().length);
                }
            }
        }
    }

    private static void assertAllThere(Connection on) throws SQLException {
        assertEquals(ROWS - ROWS / 10, count(on, "id >= 0"));
        assertEquals(0, count(on, "n = 0"));
        assertEquals(ROWS / CITIES, count(on, "city = 'city7'"));
        assertEquals(ROWS / 10, count(on, "n = 103"));
    }

    @Test
    void itHappensAsAWhole() throws SQLException {
        String url = "jdbc:itemql:file:" + directory.resolve("store");
        try (Connection connection = DriverManager.getConnection(url);
                Connection other = DriverManager.getConnection(url)) {
            run(connection, "CREATE TABLE people (id INTEGER PARTITION KEY)");
            run(connection, "CREATE INDEX by_city ON people (city VARCHAR, n INTEGER)");
            connection.setAutoCommit(false);
            insert(connection);
            assertEquals(ROWS, count(connection, "id >= 0"));
            assertEquals(ROWS / 10, run(connection, "UPDATE people SET n = n + 100 WHERE n = 3"));
            assertEquals(ROWS / 10, run(connection, "DELETE FROM people WHERE n = 0"));
            assertAllThere(connection);
            assertEquals(0, count(other, "id >= 0"));
            connection.commit();
            assertAllThere(other);
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            assertAllThere(connection);
            try (Statement statement = connection.createStatement();
                    ResultSet findings = statement.executeQuery("CHECK TABLE people")) {
                while (findings.next()) {
                    assertEquals(null, findings.getString("finding"));
                }
            }
        }
    }
}
