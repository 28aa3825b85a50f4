package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.extension.StatementCost;
import io.itemql.store.ItemStore;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executing, counting, batching, stopping. */
class StatementTest {
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        statement = connection.createStatement();
        statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
        statement.execute("INSERT INTO users VALUE {'id': 'a', 'n': 1}");
        statement.execute("INSERT INTO users VALUE {'id': 'b', 'n': 2}");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private long count() throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM users")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void assertFails(ErrorCode expected, Executable action) {
        SQLException failure = assertThrows(SQLException.class, action);
        assertEquals(expected.vendorCode(), failure.getErrorCode(), failure.getMessage());
        assertEquals(expected.sqlState(), failure.getSQLState());
    }

    @Test
    void countsAndRows() throws SQLException {
        assertEquals(2, statement.executeUpdate("UPDATE users SET n = n + 1"));
        assertEquals(2, statement.executeLargeUpdate("UPDATE users SET n = n + 1"));
        assertEquals(0, statement.executeUpdate("UPDATE users SET n = 0 WHERE id = 'nobody'"));
        assertTrue(statement.execute("SELECT id FROM users"));
        assertEquals(-1, statement.getUpdateCount());
        assertFalse(statement.getMoreResults());
        assertEquals(-1, statement.getUpdateCount());
        assertFails(ErrorCode.NOT_A_QUERY, () -> statement.executeQuery("DELETE FROM users"));
        assertFails(ErrorCode.NOT_A_QUERY, () -> statement.executeUpdate("SELECT id FROM users"));
        assertEquals(2, count());
    }

    @Test
    void returningGivesRowsThenTheCount() throws SQLException {
        String sql = "UPDATE users SET n = 7 WHERE id = 'a' RETURNING ALL NEW *";
        assertTrue(statement.execute(sql));
        try (ResultSet rows = statement.getResultSet()) {
            assertTrue(rows.next());
            assertEquals(7, rows.getInt("n"));
            assertEquals(-1, statement.getUpdateCount());
        }
        assertFalse(statement.getMoreResults());
        assertEquals(1, statement.getUpdateCount());
        assertFalse(statement.getMoreResults());
        assertEquals(-1, statement.getUpdateCount());
        assertEquals(1, statement.executeUpdate(sql));
        assertTrue(statement.executeQuery(sql).next());
    }

    @Test
    void generatedKeysComeBack() throws SQLException {
        statement.execute("CREATE TABLE logs (line VARCHAR)");
        assertEquals(
                2,
                statement.executeUpdate(
                        "INSERT INTO logs (line) VALUES ('x'), ('y') -- two", Statement.RETURN_GENERATED_KEYS));
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertEquals("_id", keys.getMetaData().getColumnLabel(1));
            assertTrue(keys.next());
            assertNotNull(keys.getString(1));
            assertTrue(keys.next());
            assertFalse(keys.next());
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO logs (line) VALUES (?)", new String[] {"_id", "line"})) {
            insert.setString(1, "z");
            assertEquals(1, insert.executeUpdate());
            ResultSet keys = insert.getGeneratedKeys();
            assertTrue(keys.next());
            assertEquals("z", keys.getString("line"));
            assertEquals("logs", keys.getMetaData().getTableName(2));
        }
        statement.executeUpdate("INSERT INTO users VALUE {'id': 'k'}", Statement.RETURN_GENERATED_KEYS);
        assertFalse(statement.getGeneratedKeys().next());
    }

    /** A name that nothing has would silently be NULL; one that the statement itself writes is known. */
    @Test
    void aKeyWithoutANameIsRefused() throws SQLException {
        String insert = "INSERT INTO users (id) VALUES ('1')";
        String[] names = {"id", null};
        try (Statement statement = connection.createStatement()) {
            assertFails(ErrorCode.INVALID_JDBC_ARGUMENT, () -> statement.executeUpdate(insert, names));
        }
        assertFails(ErrorCode.INVALID_JDBC_ARGUMENT, () -> connection.prepareStatement(insert, names));
    }

    @Test
    void keysOfUnknownNamesAreRefused() throws SQLException {
        statement.execute("CREATE TABLE logs (line VARCHAR)");
        String sql = "INSERT INTO logs (line, extra) VALUES ('x', 1)";
        SQLException refusal =
                assertThrows(SQLException.class, () -> statement.executeUpdate(sql, new String[] {"_id", "lin"}));
        assertEquals("42S22", refusal.getSQLState());
        assertTrue(refusal.getMessage().contains("did you mean line"), refusal.getMessage());
        assertThrows(SQLException.class, () -> statement.execute(sql, new String[] {"nope"}));
        try (PreparedStatement insert = connection.prepareStatement(sql, new String[] {"nope"})) {
            assertFails(ErrorCode.UNKNOWN_ATTRIBUTE, insert::executeUpdate);
            insert.addBatch();
            assertFails(ErrorCode.UNKNOWN_ATTRIBUTE, insert::executeBatch);
        }
        assertFalse(statement.executeQuery("SELECT * FROM logs").next());
        assertEquals("No item of logs has an attribute lin; did you mean line?", refusal.getMessage());
        // The same mistake elsewhere in the statement is a warning, as it is without keys.
        assertEquals(
                0, statement.executeUpdate("INSERT INTO logs (line)\nSELECT nope FROM logs", new String[] {"line"}));
        assertEquals(1, statement.executeUpdate(sql, new String[] {"_id", "extra"}));
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertTrue(keys.next());
            assertNotNull(keys.getString(1));
            assertEquals(1, keys.getInt("extra"));
        }
        assertNull(statement.getWarnings());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO logs VALUE ?", new String[] {"other"})) {
            insert.setObject(1, Map.of("other", 7));
            assertEquals(1, insert.executeUpdate());
            assertTrue(insert.getGeneratedKeys().next());
            assertNull(insert.getWarnings());
        }
    }

    /** Whoever waits for a row is told what was closed, not that somebody cancelled. */
    @ParameterizedTest
    @ValueSource(strings = {"Connection", "abort", "Statement", "ResultSet"})
    void aRunningStatementIsToldWhatWasClosed(String closed) throws Exception {
        fill(1000);
        String endless = ENDLESS.replace("COUNT(*)", "a.n");
        ResultSet rows = statement.executeQuery(endless);
        AtomicReference<SQLException> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                rows.next();
            } catch (SQLException e) {
                failure.set(e);
            }
        });
        reader.start();
        Thread.sleep(100);
        switch (closed) {
            case "Connection" -> connection.close();
            case "abort" -> connection.abort(Runnable::run);
            case "Statement" -> statement.close();
            default -> rows.close();
        }
        reader.join();
        String expected =
                switch (closed) {
                    case "Statement" -> "HY010";
                    case "ResultSet" -> "24000";
                    default -> "08003";
                };
        assertEquals(expected, failure.get().getSQLState(), failure.get().getMessage());
    }

    @Test
    void aBatchGoesOnBehindAFailureAndTellsAllCounts() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users (id, n) VALUES (?, ?)")) {
            for (String id : new String[] {"c", "a", "d", "c"}) {
                insert.setString(1, id);
                insert.setInt(2, 5);
                insert.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
            int failed = Statement.EXECUTE_FAILED;
            assertArrayEquals(new int[] {1, failed, 1, failed}, failure.getUpdateCounts());
            assertArrayEquals(new long[] {1, failed, 1, failed}, failure.getLargeUpdateCounts());
            assertEquals("23505", failure.getSQLState());
            assertTrue(failure.getNextException() instanceof SQLIntegrityConstraintViolationException);
            assertNotNull(failure.getNextException().getNextException());
            assertArrayEquals(new int[0], insert.executeBatch());
        }
        assertEquals(4, count());
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET n = ? WHERE n = ?")) {
            update.setInt(1, 6);
            update.setInt(2, 5);
            update.addBatch();
            update.setInt(2, 99);
            update.addBatch();
            assertArrayEquals(new long[] {2, 0}, update.executeLargeBatch());
        }
        statement.addBatch("INSERT INTO users VALUE {'id': 'e'}");
        statement.addBatch("SELECT id FROM users");
        statement.addBatch("DELETE FROM users WHERE id = 'e'");
        BatchUpdateException failure = assertThrows(BatchUpdateException.class, statement::executeBatch);
        assertArrayEquals(new int[] {1, Statement.EXECUTE_FAILED, 1}, failure.getUpdateCounts());
        assertEquals(ErrorCode.BATCH_HAS_RESULT.sqlState(), failure.getSQLState());
    }

    @Test
    void aBatchThatGivesRowsFailsAsABatch() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM users WHERE n = ?")) {
            select.setInt(1, 6);
            select.addBatch();
            select.addBatch();
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, select::executeBatch);
            assertArrayEquals(
                    new int[] {Statement.EXECUTE_FAILED, Statement.EXECUTE_FAILED}, failure.getUpdateCounts());
            assertEquals(ErrorCode.BATCH_HAS_RESULT.sqlState(), failure.getSQLState());
        }
    }

    @Test
    void aLargeBatchIsWrittenWhole() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users (id, n) VALUES (?, ?)")) {
            for (int i = 0; i < 2500; i++) {
                insert.setString(1, "row-" + i);
                insert.setInt(2, i);
                insert.addBatch();
            }
            assertEquals(2500, Arrays.stream(insert.executeBatch()).sum());
        }
        assertEquals(2502, count());
    }

    @Test
    void parametersAreChecked() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT n FROM users WHERE id = ? AND n = ?")) {
            assertFails(ErrorCode.PARAMETER_NOT_SET, select::executeQuery);
            select.setString(1, "a");
            assertFails(ErrorCode.PARAMETER_NOT_SET, select::executeQuery);
            select.setInt(2, 1);
            assertTrue(select.executeQuery().next());
            assertFails(ErrorCode.INVALID_PARAMETER_INDEX, () -> select.setInt(3, 1));
            assertFails(ErrorCode.INVALID_PARAMETER_INDEX, () -> select.setInt(0, 1));
            assertFails(ErrorCode.UNSUPPORTED_PARAMETER_TYPE, () -> select.setObject(1, new Object()));
            // Items have no times with an offset; without it it would be another time.
            OffsetTime offsetTime = OffsetTime.parse("03:04:05+02:00");
            assertFails(ErrorCode.UNSUPPORTED_PARAMETER_TYPE, () -> select.setObject(1, offsetTime));
            assertFails(ErrorCode.UNSUPPORTED_PARAMETER_TYPE, () -> select.setObject(1, offsetTime, Types.TIME));
            assertFails(ErrorCode.INVALID_JDBC_ARGUMENT, () -> select.executeQuery("SELECT 1"));
            select.clearParameters();
            assertFails(ErrorCode.PARAMETER_NOT_SET, select::executeQuery);
            assertEquals(2, select.getParameterMetaData().getParameterCount());
            assertEquals("n", select.getMetaData().getColumnName(1));
        }
    }

    @Test
    void maxRowsEndTheResult() throws SQLException {
        statement.setMaxRows(1);
        try (ResultSet rows = statement.executeQuery("SELECT id FROM users")) {
            assertTrue(rows.isBeforeFirst());
            assertTrue(rows.next());
            assertTrue(rows.isFirst());
            assertEquals(1, rows.getRow());
            assertFalse(rows.next());
            assertTrue(rows.isAfterLast());
            assertFails(ErrorCode.NO_CURRENT_ROW, () -> rows.getString(1));
        }
        try (ResultSet none = statement.executeQuery("SELECT id FROM users WHERE n = 99")) {
            assertFalse(none.isBeforeFirst());
            assertFalse(none.next());
            assertFalse(none.isAfterLast());
        }
    }

    @Test
    void statementsAreCommittedByThemselvesAtFirst() throws SQLException {
        assertTrue(connection.getAutoCommit());
        assertFails(ErrorCode.NO_TRANSACTION, connection::commit);
        assertFails(ErrorCode.NO_TRANSACTION, connection::rollback);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertEquals(Connection.TRANSACTION_SERIALIZABLE, connection.getTransactionIsolation());
        assertNull(connection.getWarnings());
        assertThrows(SQLFeatureNotSupportedException.class, () -> connection.prepareCall("x"));
    }

    @Test
    void wishesAreLoweredWithAWarning() throws SQLException {
        try (PreparedStatement lowered = connection.prepareStatement(
                "SELECT id FROM users", ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            assertNotNull(connection.getWarnings());
            assertEquals(ResultSet.TYPE_SCROLL_INSENSITIVE, lowered.getResultSetType());
            assertEquals(ResultSet.CONCUR_UPDATABLE, lowered.executeQuery().getConcurrency());
        }
        try (Statement plain = connection.createStatement();
                ResultSet rows = plain.executeQuery("SELECT id FROM users")) {
            assertEquals(ResultSet.TYPE_FORWARD_ONLY, rows.getType());
            assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
            assertTrue(rows.next());
            assertFails(ErrorCode.UNSUPPORTED, () -> rows.updateString(1, "x"));
            assertFails(ErrorCode.UNSUPPORTED, () -> rows.updateString("id", "x"));
            assertFails(ErrorCode.UNSUPPORTED, rows::previous);
            assertFalse(rows.rowUpdated());
        }
    }

    @Test
    void readOnlyConnectionsRefuseWrites() throws SQLException {
        PreparedStatement insert = connection.prepareStatement("INSERT INTO users (id) VALUES (?)");
        insert.setString(1, "q");
        connection.setReadOnly(true);
        assertFails(ErrorCode.READ_ONLY, insert::executeUpdate);
        assertFails(ErrorCode.READ_ONLY, () -> statement.executeUpdate("DELETE FROM users"));
        assertFails(ErrorCode.READ_ONLY, () -> statement.execute("SHUTDOWN"));
        insert.addBatch();
        assertThrows(BatchUpdateException.class, insert::executeBatch);
        connection.setReadOnly(false);
        assertEquals(1, insert.executeUpdate());
    }

    @Test
    void closingGoesDownAndCompletionGoesUp() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT id FROM users");
        statement.execute("SELECT id FROM users");
        assertTrue(rows.isClosed());
        statement.closeOnCompletion();
        ResultSet last = statement.getResultSet();
        last.close();
        last.close();
        assertTrue(statement.isClosed());
        assertFails(ErrorCode.STATEMENT_CLOSED, () -> statement.execute("SELECT 1"));
        Statement other = connection.createStatement();
        ResultSet open = other.executeQuery("SELECT id FROM users");
        connection.close();
        connection.close();
        assertTrue(open.isClosed());
        assertTrue(other.isClosed());
        assertFails(ErrorCode.CONNECTION_CLOSED, connection::createStatement);
        assertFalse(connection.isValid(1));
    }

    private void fill(int rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users (id, n) VALUES (?, ?)")) {
            for (int i = 0; i < rows; i++) {
                insert.setString(1, "row-" + i);
                insert.setInt(2, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A cross join that no machine finishes, so that only the cancellation can end it. */
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM users a, users b, users c, users d WHERE a.n + b.n + c.n + d.n < 0";

    @Test
    void cancelStopsARunningStatement() throws Exception {
        fill(1000);
        CountDownLatch started = new CountDownLatch(1);
        Thread canceller = new Thread(() -> {
            try {
                started.await();
                while (!Thread.currentThread().isInterrupted()) {
                    statement.cancel();
                    Thread.onSpinWait();
                }
            } catch (InterruptedException | SQLException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();
        started.countDown();
        assertFails(ErrorCode.CANCELLED, () -> statement.executeQuery(ENDLESS).next());
        canceller.interrupt();
        canceller.join();
        assertTrue(statement.executeQuery("SELECT id FROM users").next());
    }

    @Test
    void aTimeoutStopsARunningStatement() throws SQLException {
        fill(1000);
        statement.setQueryTimeout(1);
        assertThrows(
                SQLTimeoutException.class, () -> statement.executeQuery(ENDLESS).next());
        statement.setQueryTimeout(0);
        assertTrue(statement.executeQuery("SELECT id FROM users").next());
    }

    @Test
    void abortStopsAndCloses() throws Exception {
        fill(1000);
        Thread aborter = new Thread(() -> {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        ResultSet rows = statement.executeQuery("SELECT id FROM users");
        assertTrue(rows.next());
        aborter.start();
        aborter.join();
        assertTrue(connection.isClosed());
        assertTrue(rows.isClosed());
        assertThrows(SQLException.class, rows::next);
    }

    @Test
    void costsAndStoresUnwrap() throws SQLException {
        StatementCost cost = statement.unwrap(StatementCost.class);
        try (ResultSet rows = statement.executeQuery("SELECT id FROM users WHERE n > 0")) {
            while (rows.next()) {
                assertNotNull(rows.getString(1));
            }
        }
        assertEquals(2, cost.itemsExamined());
        assertTrue(cost.consumedCapacity().readUnits() > 0);
        assertTrue(connection.isWrapperFor(ItemStore.class));
        assertEquals(2, connection.unwrap(ItemStore.class).statistics("users").itemCount());
        assertFails(ErrorCode.INVALID_JDBC_ARGUMENT, () -> connection.unwrap(String.class));
    }

    @Test
    void missingAttributesWarnAtTheStatement() throws SQLException {
        ResultSet rows = statement.executeQuery("SELECT nn FROM users");
        assertTrue(rows.next());
        assertNull(rows.getString(1));
        assertTrue(rows.wasNull());
        assertTrue(statement.getWarnings().getMessage().contains("nn"), "" + statement.getWarnings());
        statement.clearWarnings();
        assertNull(statement.getWarnings());
    }

    @Test
    void escapesAreTranslatedWhereTheyAreNoTexts() throws SQLException {
        assertEquals("SELECT '{oj x}' -- {oj\n", connection.nativeSQL("SELECT '{oj x}' -- {oj\n"));
        assertEquals(
                "SELECT * FROM     a LEFT JOIN b ON a.x = b.x ",
                connection.nativeSQL("SELECT * FROM {oj a LEFT JOIN b ON a.x = b.x}"));
        assertEquals("a LIKE 'x\\%'  escape '\\' ", connection.nativeSQL("a LIKE 'x\\%' {escape '\\'}"));
        assertEquals("{'oj': {'limit': 1}}", connection.nativeSQL("{'oj': {'limit': 1}}"));
        assertEquals("{fn NOW()} {d '2020-01-01'}", connection.nativeSQL("{fn NOW()} {d '2020-01-01'}"));
        assertEquals("{ oj : 1}", connection.nativeSQL("{ oj : 1}"));
        statement.execute("INSERT INTO users VALUE {'id': '100%'}");
        assertTrue(statement
                .executeQuery("SELECT id FROM users WHERE id LIKE '%!%' {escape '!'}")
                .next());
    }
}
