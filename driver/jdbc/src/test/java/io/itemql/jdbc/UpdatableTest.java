package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.rowset.JdbcRowSet;
import javax.sql.rowset.RowSetProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results whose rows can be changed: each row finds its item by the key. */
class UpdatableTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY, n INTEGER SORT KEY)");
            statement.execute("INSERT INTO users (id, n, name, age) VALUES ('a', 1, 'Ann', 30), ('a', 2, 'Ben', 40),"
                    + " ('a', 3, 'Cy', 50)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private ResultSet updatable(String sql) throws SQLException {
        return connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                .executeQuery(sql);
    }

    private String names() throws SQLException {
        StringBuilder names = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, name, age FROM users WHERE id = 'a' ORDER BY n")) {
            while (rows.next()) {
                names.append(rows.getInt(1))
                        .append(rows.getString(2))
                        .append(rows.getString(3))
                        .append(' ');
            }
        }
        return names.toString();
    }

    @Test
    void aRowWhoseKeyWasTakenBackTouchesNoOtherItem() throws SQLException {
        connection.setAutoCommit(false);
        ResultSet rows = updatable("SELECT id, n, name, age FROM users WHERE n = 1");
        assertTrue(rows.next());
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM users WHERE id = 'a' AND n = 2");
        }
        rows.updateInt("n", 2);
        rows.updateRow();
        // As long as nothing is taken back the row goes on with its new key.
        rows.updateString("name", "Moved");
        rows.updateRow();
        connection.rollback(before);
        rows.updateString("name", "Wrong");
        assertEquals("24I03", assertThrows(SQLException.class, rows::updateRow).getSQLState());
        rows.cancelRowUpdates();
        assertEquals("24I03", assertThrows(SQLException.class, rows::deleteRow).getSQLState());
        assertEquals("24I03", assertThrows(SQLException.class, rows::refreshRow).getSQLState());
        connection.commit();
        assertEquals("1Ann30 2Ben40 3Cy50 ", names());
        connection.setAutoCommit(true);
    }

    @Test
    void aRowIsUpdated() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM users WHERE id = 'a' ORDER BY n");
        assertEquals(ResultSet.CONCUR_UPDATABLE, rows.getConcurrency());
        assertTrue(rows.absolute(2));
        rows.updateString("name", "Bob");
        rows.updateInt("age", 41);
        assertEquals("Bob", rows.getString("name"));
        assertEquals("1Ann30 2Ben40 3Cy50 ", names());
        rows.updateRow();
        assertTrue(rows.rowUpdated());
        assertEquals("1Ann30 2Bob41 3Cy50 ", names());
        assertTrue(rows.first());
        assertTrue(rows.next());
        assertEquals("Bob", rows.getString("name"));
        assertEquals(41, rows.getInt("age"));
    }

    @Test
    void whatIsNotWrittenIsDropped() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM users WHERE id = 'a' ORDER BY n");
        assertTrue(rows.next());
        rows.updateString("name", "X");
        rows.cancelRowUpdates();
        assertEquals("Ann", rows.getString("name"));
        rows.updateString("name", "Y");
        assertTrue(rows.next());
        assertTrue(rows.previous());
        assertEquals("Ann", rows.getString("name"));
        rows.updateRow();
        assertFalse(rows.rowUpdated());
        assertEquals("1Ann30 2Ben40 3Cy50 ", names());
    }

    @Test
    void aDeletedRowIsAHole() throws SQLException {
        ResultSet rows = updatable("SELECT id, n, name FROM users WHERE id = 'a' ORDER BY n");
        assertTrue(rows.absolute(2));
        rows.deleteRow();
        assertTrue(rows.rowDeleted());
        assertEquals(
                "24I02",
                assertThrows(SQLException.class, () -> rows.getString(1)).getSQLState());
        assertEquals("24I02", assertThrows(SQLException.class, rows::updateRow).getSQLState());
        assertEquals("1Ann30 3Cy50 ", names());
        assertTrue(rows.next());
        assertEquals("Cy", rows.getString("name"));
    }

    @Test
    void aRowIsInserted() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM users WHERE id = 'a' ORDER BY n");
        assertTrue(rows.next());
        rows.moveToInsertRow();
        assertNull(rows.getString("id"));
        rows.updateString("id", "a");
        rows.updateInt("n", 4);
        rows.updateCharacterStream("name", new StringReader("Dan"));
        assertEquals("Dan", rows.getString("name"));
        rows.insertRow();
        rows.moveToCurrentRow();
        assertEquals("Ann", rows.getString("name"));
        assertEquals("1Ann30 2Ben40 3Cy50 4Dannull ", names());
        rows.moveToInsertRow();
        rows.updateString("id", "a");
        assertEquals("23502", assertThrows(SQLException.class, rows::insertRow).getSQLState());
        rows.updateInt("n", 4);
        assertEquals("23505", assertThrows(SQLException.class, rows::insertRow).getSQLState());
        assertEquals("HY024", assertThrows(SQLException.class, rows::deleteRow).getSQLState());
    }

    @Test
    void aRowIsReadAnew() throws SQLException {
        ResultSet rows = updatable("SELECT id, n, name FROM users WHERE id = 'a' ORDER BY n");
        assertTrue(rows.last());
        connection.createStatement().execute("UPDATE users SET name = 'Cyd' WHERE id = 'a' AND n = 3");
        assertEquals("Cy", rows.getString("name"));
        rows.refreshRow();
        assertEquals("Cyd", rows.getString("name"));
        connection.createStatement().execute("DELETE FROM users WHERE id = 'a' AND n = 3");
        rows.updateString("name", "Z");
        assertEquals("24I02", assertThrows(SQLException.class, rows::updateRow).getSQLState());
        assertTrue(rows.rowDeleted());
        assertEquals("1Ann30 2Ben40 ", names());
    }

    @Test
    void documentsAndNullsAreWritten() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM users WHERE n = 1");
        assertTrue(rows.next());
        rows.updateObject("name", Map.of("first", "Ann"));
        rows.updateNull("age");
        rows.updateRow();
        assertEquals(Map.of("first", "Ann"), rows.getObject("name", Map.class));
        try (ResultSet again = connection
                .createStatement()
                .executeQuery(
                        "SELECT name.first, age IS MISSING AS gone, age IS NULL AS none FROM users WHERE n = 1")) {
            assertTrue(again.next());
            assertEquals("Ann", again.getString(1));
            assertFalse(again.getBoolean(2));
            assertTrue(again.getBoolean(3));
        }
        rows.updateObject("age", "12.345", JDBCType.DECIMAL, 1);
        rows.updateRow();
        assertEquals(new BigDecimal("12.3"), rows.getBigDecimal("age"));
    }

    @Test
    void oneColumnHasOneValue() throws SQLException {
        ResultSet rows = updatable("SELECT id, n, name, name FROM users ORDER BY n");
        assertTrue(rows.next());
        rows.updateString(3, "X");
        rows.updateString(4, "Y");
        assertEquals("42701", assertThrows(SQLException.class, rows::updateRow).getSQLState());
        assertEquals("1Ann30 2Ben40 3Cy50 ", names());
        rows.updateString(4, "X");
        rows.updateRow();
        assertEquals("1X30 2Ben40 3Cy50 ", names());
    }

    @Test
    void aNewKeyMovesTheItem() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM users ORDER BY n");
        assertTrue(rows.next());
        rows.updateInt("n", 7);
        rows.updateString("name", "Anna");
        rows.updateRow();
        assertTrue(rows.rowUpdated());
        assertEquals(7, rows.getInt("n"));
        // The row knows its item by the new key.
        rows.updateInt("age", 31);
        rows.updateRow();
        assertEquals("2Ben40 3Cy50 7Anna31 ", names());
        rows.refreshRow();
        assertEquals("Anna", rows.getString("name"));
        rows.updateInt("n", 2);
        assertEquals("23505", assertThrows(SQLException.class, rows::updateRow).getSQLState());
        assertEquals("2Ben40 3Cy50 7Anna31 ", names());
        rows.cancelRowUpdates();
        rows.deleteRow();
        assertEquals("2Ben40 3Cy50 ", names());
    }

    @Test
    void aKeyIsNeverNull() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM users WHERE n = 1");
        assertTrue(rows.next());
        rows.updateNull("n");
        assertEquals("23502", assertThrows(SQLException.class, rows::updateRow).getSQLState());
        assertEquals("1Ann30 2Ben40 3Cy50 ", names());
    }

    @Test
    void aForwardResultIsUpdatedAsWell() throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)) {
            ResultSet rows = statement.executeQuery("SELECT id, n, age FROM users WHERE id = 'a' AND age > 30");
            while (rows.next()) {
                rows.updateInt(3, rows.getInt(3) + 1);
                rows.updateRow();
            }
            assertTrue(rows.isAfterLast());
        }
        assertEquals("1Ann30 2Ben41 3Cy51 ", names());
    }

    /** Rows that are not items of one table, or do not show its key, or have columns that are no attributes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n, name FROM users",
                "SELECT id, n, age + 1 AS next FROM users",
                "SELECT id, n, UPPER(name) FROM users",
                "SELECT DISTINCT id, n FROM users",
                "SELECT id, n FROM users GROUP BY id, n",
                "SELECT a.id, a.n, b.name FROM users a JOIN users b ON a.id = b.id AND a.n = b.n",
                "SELECT id, n, (SELECT x.name FROM users x WHERE x.id = 'a' AND x.n = 1) AS name FROM users",
                "SELECT id, n FROM users UNION SELECT id, n FROM users",
                "SELECT q.id, q.n, q.name FROM (SELECT id, n + 1 AS n, name FROM users) AS q",
                "SELECT COUNT(*) AS id FROM users",
                "SELECT 1 AS id, 2 AS n"
            })
    void whatCannotBeChangedIsReadOnlyWithAWarning(String sql) throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            ResultSet rows = statement.executeQuery(sql);
            assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
            assertTrue(statement.getWarnings().getMessage().contains("read-only"));
            assertTrue(rows.next());
            SQLException refusal = assertThrows(SQLException.class, () -> rows.updateInt(1, 1));
            assertEquals("0AX01", refusal.getSQLState());
            assertTrue(refusal.getMessage().contains("a warning of the statement says why"), refusal.getMessage());
            assertTrue(rows.first());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT name FROM users | the key attributes id, n are not among its columns",
                "SELECT n, name FROM users | the key attribute id is not among its columns",
                "SELECT id, n, age + 1 AS next FROM users | its column next is computed",
                "SELECT id, n, address.city FROM users | its column city is a part of an attribute",
                "SELECT id, n + 1 AS n FROM users | its column n is computed",
                "SELECT DISTINCT id, n FROM users | its rows are not the items of one table"
            })
    void theWarningSaysWhatMakesTheResultReadOnly(String sql, String why) throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            statement.executeQuery(sql);
            assertEquals(
                    "The result is read-only: " + why, statement.getWarnings().getMessage());
        }
    }

    @Test
    void conditionsThatNeedTheLongWayDoNotMatter() throws SQLException {
        for (String sql : List.of(
                "SELECT id, n, name FROM users u WHERE EXISTS (SELECT 1 FROM users x WHERE x.n = u.n) ORDER BY n",
                "SELECT u.id, u.n, u.name AS called FROM users AS u WHERE u.n IN (SELECT MAX(n) FROM users)")) {
            ResultSet rows = updatable(sql);
            assertEquals(ResultSet.CONCUR_UPDATABLE, rows.getConcurrency(), sql);
            assertTrue(rows.last());
            rows.updateString(3, rows.getString(3) + "!");
            rows.updateRow();
        }
        assertEquals("1Ann30 2Ben40 3Cy!!50 ", names());
    }

    /** The entry shows some attributes; the update touches the item, and no attribute that it does not set. */
    @Test
    void rowsOfAnIndexAreUpdated() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE INDEX by_name ON users (name) PROJECTION KEYS_ONLY");
        }
        ResultSet rows = updatable("SELECT id, n, name FROM \"users\".\"by_name\" WHERE name = 'Ben'");
        assertEquals(ResultSet.CONCUR_UPDATABLE, rows.getConcurrency());
        assertTrue(rows.next());
        rows.updateString("name", "Bob");
        rows.updateRow();
        assertEquals("1Ann30 2Bob40 3Cy50 ", names());
    }

    @Test
    void aHiddenKeyMustBeAskedFor() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notes (text VARCHAR)");
            statement.execute("INSERT INTO notes (text) VALUES ('one')");
        }
        assertEquals(
                ResultSet.CONCUR_READ_ONLY, updatable("SELECT * FROM notes").getConcurrency());
        ResultSet rows = updatable("SELECT _id, text FROM notes");
        assertTrue(rows.next());
        rows.updateString("text", "two");
        rows.updateRow();
        try (ResultSet again = connection.createStatement().executeQuery("SELECT text FROM notes")) {
            assertTrue(again.next());
            assertEquals("two", again.getString(1));
        }
    }

    @Test
    void aReadOnlyConnectionWritesNothing() throws SQLException {
        connection.setReadOnly(true);
        ResultSet rows = updatable("SELECT * FROM users WHERE n = 1");
        assertTrue(rows.next());
        rows.updateString("name", "X");
        assertEquals("25006", assertThrows(SQLException.class, rows::updateRow).getSQLState());
        assertEquals("25006", assertThrows(SQLException.class, rows::deleteRow).getSQLState());
        assertFalse(rows.rowDeleted());
    }

    /** The JDK's row set over a connection moves, updates, inserts and deletes through one result. */
    @Test
    void rowSetsOfTheJdk() throws SQLException {
        try (Connection holder = DriverManager.getConnection("jdbc:itemql:mem:rowset");
                JdbcRowSet rows = RowSetProvider.newFactory().createJdbcRowSet()) {
            holder.createStatement().execute("CREATE TABLE users (id VARCHAR PARTITION KEY, n INTEGER SORT KEY)");
            holder.createStatement()
                    .execute("INSERT INTO users (id, n, name) VALUES ('a', 1, 'Ann'), ('a', 2, 'Ben'), ('a', 3, 'Cy')");
            rows.setUrl("jdbc:itemql:mem:rowset");
            rows.setCommand("SELECT id, n, name FROM users WHERE n > ? ORDER BY id, n");
            rows.setInt(1, 0);
            rows.execute();
            assertTrue(rows.absolute(2));
            rows.updateString("name", "Bob");
            rows.updateRow();
            rows.moveToInsertRow();
            rows.updateString(1, "b");
            rows.updateInt(2, 4);
            rows.updateString(3, "Dan");
            rows.insertRow();
            rows.moveToCurrentRow();
            assertTrue(rows.first());
            rows.deleteRow();
            StringBuilder names = new StringBuilder();
            try (ResultSet left = holder.createStatement().executeQuery("SELECT name FROM users ORDER BY id, n")) {
                while (left.next()) {
                    names.append(left.getString(1)).append(' ');
                }
            }
            assertEquals("Bob Cy Dan ", names.toString());
            holder.createStatement().execute("SHUTDOWN");
        }
    }
}
