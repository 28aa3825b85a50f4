package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Joins by key keep no more right rows than the statement may hold, however many one key has. */
final class LookupMemoryTest {
    private static final int ROWS = 10_000;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:?memory=1MB");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE a (id INTEGER PARTITION KEY)");
        statement.execute("CREATE TABLE b (pk VARCHAR PARTITION KEY, sk INTEGER SORT KEY)");
        statement.execute("INSERT INTO a (id, k) VALUES (1, 'x'), (2, 'x'), (3, 'y'), (4, 'none')");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO b (pk, sk, text) VALUES (?, ?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setString(1, i % 10 == 0 ? "y" : "x");
                insert.setInt(2, i);
                insert.setString(3, "text ".repeat(20));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({
        "INNER, a.id = 1, 9000",
        "INNER, 'a.id IN (1, 2)', 18000",
        "INNER, a.id > 0, 19000",
        "LEFT, a.id > 0, 19001",
        "LEFT, a.id = 4, 1"
    })
    void aKeyMayHaveMoreRowsThanTheMemoryHolds(String kind, String left, int expected) throws SQLException {
        String from = " FROM a " + kind + " JOIN b ON b.pk = a.k WHERE " + left;
        try (ResultSet plan = statement.executeQuery("EXPLAIN SELECT b.text" + from)) {
            StringBuilder text = new StringBuilder();
            while (plan.next()) {
                text.append(plan.getString(1)).append('\n');
            }
            assertTrue(text.toString().contains("LOOKUP JOIN"), text::toString);
        }
        int rows = 0;
        try (ResultSet result = statement.executeQuery("SELECT b.text" + from)) {
            while (result.next()) {
                rows++;
            }
        }
        assertEquals(expected, rows);
    }

    @Test
    void aLimitEndsTheReading() throws SQLException {
        try (ResultSet result =
                statement.executeQuery("SELECT b.sk FROM a JOIN b ON b.pk = a.k WHERE a.id = 1 LIMIT 1")) {
            assertTrue(result.next());
            assertEquals(1, result.getInt(1));
        }
    }
}
