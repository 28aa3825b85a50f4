package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code Statement.setMaxFieldSize}. */
class FieldSizeTest {
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE texts (id INT PARTITION KEY)");
        statement.execute("INSERT INTO texts VALUE {'id': 123456789, 'plain': 'abcdefgh', 'wide': 'aé€\ud83d\ude00z',"
                + " 'bytes': X'0102030405', 'list': ['a long list', 'of texts']}");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private ResultSet read() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT id, plain, wide, bytes, list FROM texts");
        assertTrue(rows.next());
        return rows;
    }

    @Test
    void textsAndBinariesAreCutOff() throws SQLException {
        assertEquals(0, statement.getMaxFieldSize());
        statement.setMaxFieldSize(4);
        assertEquals(4, statement.getMaxFieldSize());
        ResultSet rows = read();
        assertEquals("abcd", rows.getString("plain"));
        assertEquals("abcd", rows.getObject("plain"));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, rows.getBytes("bytes"));
        assertEquals(123_456_789, rows.getInt("id"));
        assertEquals("[\"a long list\",\"of texts\"]", rows.getString("list"));
    }

    @Test
    void noCharacterIsSplit() throws SQLException {
        for (int size : new int[] {1, 2, 3, 5, 6, 9, 10, 11, 100}) {
            statement.setMaxFieldSize(size);
            String expected =
                    size < 3 ? "a" : size < 6 ? "aé" : size < 10 ? "aé€" : size < 11 ? "aé€\ud83d\ude00" : null;
            assertEquals(expected == null ? "aé€\ud83d\ude00z" : expected, read().getString("wide"), "size " + size);
        }
    }

    @Test
    void theLimitOfAnExecutionStays() throws SQLException {
        statement.setMaxFieldSize(2);
        ResultSet rows = read();
        statement.setMaxFieldSize(0);
        assertEquals("ab", rows.getString("plain"));
        assertEquals("abcdefgh", read().getString("plain"));
        assertThrows(SQLException.class, () -> statement.setMaxFieldSize(-1));
    }
}
