package io.itemql.jdbc;

import static io.itemql.jdbc.Statements.rows;
import static io.itemql.jdbc.Statements.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Commit, rollback, savepoints, levels; and that a statement happens as a whole or not at all. */
class TransactionTest {
    private static final AtomicInteger STORES = new AtomicInteger();

    private final String url = "jdbc:itemql:mem:transactions" + STORES.incrementAndGet();
    private Connection connection;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection(url);
        other = DriverManager.getConnection(url);
        run(connection, "CREATE TABLE users (id VARCHAR PARTITION KEY)");
        run(connection, "CREATE TABLE songs (artist VARCHAR PARTITION KEY, title VARCHAR SORT KEY)");
        run(connection, "INSERT INTO users VALUE {'id': 'a', 'n': 1}");
        run(connection, "INSERT INTO users VALUE {'id': 'b', 'n': 2}");
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        run(other, "SHUTDOWN");
        other.close();
    }

    private static void assertFails(ErrorCode expected, Executable action) {
        SQLException failure = assertThrows(SQLException.class, action);
        assertEquals(expected.vendorCode(), failure.getErrorCode(), failure.getMessage());
        assertEquals(expected.sqlState(), failure.getSQLState());
    }

    @Test
    void commitKeepsAndRollbackDrops() throws SQLException {
        run(connection, "INSERT INTO users VALUE {'id': 'c', 'n': 3}");
        run(connection, "UPDATE users SET n = n + 10 WHERE id = 'a'");
        run(connection, "DELETE FROM users WHERE id = 'b'");
        assertEquals(List.of("a|1", "b|2"), rows(other, "SELECT id, n FROM users ORDER BY id"));
        connection.commit();
        assertEquals(List.of("a|11", "c|3"), rows(other, "SELECT id, n FROM users ORDER BY id"));
        run(connection, "DELETE FROM users");
        assertEquals(List.of(), rows(connection, "SELECT id FROM users"));
        connection.rollback();
        assertEquals(List.of("a", "c"), rows(connection, "SELECT id FROM users ORDER BY id"));
        assertEquals(List.of("a", "c"), rows(other, "SELECT id FROM users ORDER BY id"));
    }

    @Test
    void ownWritesAreReadInEveryKindOfPlan() throws SQLException {
        for (int i = 0; i < 10; i++) {
            run(other, "INSERT INTO songs VALUE {'artist': 'x', 'title': 't" + i + "', 'plays': " + i + "}");
        }
        run(connection, "DELETE FROM songs WHERE artist = 'x' AND title = 't3'");
        run(connection, "UPDATE songs SET plays = 100 WHERE artist = 'x' AND title = 't5'");
        run(connection, "INSERT INTO songs VALUE {'artist': 'x', 'title': 't55', 'plays': 55}");
        run(connection, "UPSERT INTO songs VALUE {'artist': 'y', 'title': 'u', 'plays': 7}");
        // GET, BATCH GET, QUERY in both directions, SCAN
        assertEquals(List.of("100"), rows(connection, "SELECT plays FROM songs WHERE artist = 'x' AND title = 't5'"));
        assertEquals(
                List.of("t5", "t55"),
                rows(
                        connection,
                        "SELECT title FROM songs WHERE artist = 'x' AND title IN ('t3', 't5', 't55') ORDER BY 1"));
        assertEquals(
                List.of("t2", "t4", "t5", "t55", "t6"),
                rows(
                        connection,
                        "SELECT title FROM songs WHERE artist = 'x' AND title BETWEEN 't2' AND 't6' ORDER BY title"));
        assertEquals(
                List.of("t6", "t55", "t5"),
                rows(
                        connection,
                        "SELECT title FROM songs WHERE artist = 'x' AND title <= 't6' ORDER BY title DESC LIMIT 3"));
        assertEquals(List.of("t5", "t55"), rows(connection, "SELECT title FROM songs WHERE plays > 50 ORDER BY title"));
        // aggregate, join, sub-query, window, set operation
        assertEquals(
                List.of("x|10|192", "y|1|7"),
                rows(connection, "SELECT artist, COUNT(*), SUM(plays) FROM songs GROUP BY artist ORDER BY 1"));
        run(connection, "INSERT INTO users VALUE {'id': 'y', 'n': 9}");
        assertEquals(
                List.of("9|u"), rows(connection, "SELECT u.n, s.title FROM users u JOIN songs s ON s.artist = u.id"));
        assertEquals(
                List.of("y"),
                rows(
                        connection,
                        "SELECT id FROM users WHERE id IN (SELECT artist FROM songs WHERE plays < 8 AND artist = 'y')"));
        assertEquals(
                List.of("t5|1", "t55|2"),
                rows(
                        connection,
                        "SELECT title, ROW_NUMBER() OVER (ORDER BY title) FROM songs WHERE plays > 50 ORDER BY 1"));
        assertEquals(
                List.of("a", "b", "x", "y"),
                rows(connection, "SELECT id FROM users UNION SELECT artist FROM songs ORDER BY 1"));
        assertEquals(10, rows(other, "SELECT title FROM songs").size());
    }

    @Test
    void ownAttributesAreColumnsAtOnce() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM users WHERE id = 'c'")) {
            run(connection, "INSERT INTO users VALUE {'id': 'c', 'fresh': 'x'}");
            try (ResultSet row = select.executeQuery()) {
                assertTrue(row.next());
                assertEquals("x", row.getString("fresh"));
            }
        }
        assertEquals(List.of("x"), rows(connection, "SELECT fresh FROM users WHERE fresh IS NOT NULL"));
        assertEquals(2, columns(other));
        assertEquals(3, columns(connection));
        connection.rollback();
        assertEquals(2, columns(connection));
    }

    private static int columns(Connection on) throws SQLException {
        try (Statement statement = on.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM users")) {
            return result.getMetaData().getColumnCount();
        }
    }

    @Test
    void aStatementDoesNotMeetItsOwnWrites() throws SQLException {
        run(connection, "INSERT INTO users VALUE {'id': 'c', 'n': 3}");
        assertEquals(3, run(connection, "INSERT INTO users (id, n) SELECT id || 'x', n FROM users"));
        assertEquals(6, run(connection, "UPDATE users SET n = n + 1 WHERE n < 100"));
        assertEquals(List.of("18"), rows(connection, "SELECT SUM(n) FROM users"));
    }

    @Test
    void aFailedStatementLeavesNothingAndTheTransactionGoesOn() throws SQLException {
        run(connection, "INSERT INTO users VALUE {'id': 'c', 'n': 3}");
        assertFails(
                ErrorCode.DUPLICATE_KEY, () -> run(connection, "INSERT INTO users (id, n) VALUES ('d', 4), ('a', 5)"));
        assertFails(ErrorCode.DIVISION_BY_ZERO, () -> run(connection, "UPDATE users SET n = 6 / (n - 3)"));
        connection.commit();
        assertEquals(List.of("a|1", "b|2", "c|3"), rows(other, "SELECT id, n FROM users ORDER BY id"));
    }

    @Test
    void aStatementOfItsOwnHappensAsAWhole() throws SQLException {
        assertFails(
                ErrorCode.DUPLICATE_KEY,
                () -> run(other, "INSERT INTO users (id, n) VALUES ('0', 4), ('b', 5), ('z', 6)"));
        assertFails(ErrorCode.DIVISION_BY_ZERO, () -> run(other, "UPDATE users SET n = 6 / (n - 2)"));
        assertFails(
                ErrorCode.DUPLICATE_KEY,
                () -> run(other, "INSERT INTO users (id) SELECT CASE id WHEN 'a' THEN 'new' ELSE 'a' END FROM users"));
        assertEquals(List.of("a|1", "b|2"), rows(other, "SELECT id, n FROM users ORDER BY id"));
        try (PreparedStatement insert = other.prepareStatement("INSERT INTO users (id, n) VALUES (?, 1), (?, 2)")) {
            for (String id : List.of("c", "a", "e")) {
                insert.setString(1, id + "1");
                insert.setString(2, id);
                insert.addBatch();
            }
            assertThrows(BatchUpdateException.class, insert::executeBatch);
        }
        assertEquals(List.of("a", "b", "c", "c1", "e", "e1"), rows(other, "SELECT id FROM users ORDER BY id"));
    }

    @Test
    void theFirstToCommitWins() throws SQLException {
        other.setAutoCommit(false);
        run(connection, "UPDATE users SET n = n + 1 WHERE id = 'a'");
        run(other, "UPDATE users SET n = n + 10 WHERE id = 'a'");
        other.commit();
        SQLException failure = assertThrows(SQLTransactionRollbackException.class, connection::commit);
        assertEquals("40001", failure.getSQLState());
        // The next transaction begins afresh.
        run(connection, "UPDATE users SET n = n + 1 WHERE id = 'a'");
        connection.commit();
        other.setAutoCommit(true);
        assertEquals(List.of("12"), rows(other, "SELECT n FROM users WHERE id = 'a'"));
    }

    @Test
    void itemsMoveInTheTransaction() throws SQLException {
        run(connection, "UPDATE users SET id = id || id");
        assertEquals(List.of("aa|1", "bb|2"), rows(connection, "SELECT id, n FROM users ORDER BY id"));
        assertEquals(List.of("a|1", "b|2"), rows(other, "SELECT id, n FROM users ORDER BY id"));
        // The place is free again.
        run(connection, "INSERT INTO users (id, n) VALUES ('a', 9)");
        assertFails(ErrorCode.DUPLICATE_KEY, () -> run(connection, "UPDATE users SET id = 'a' WHERE id = 'bb'"));
        connection.rollback();
        assertEquals(List.of("a|1", "b|2"), rows(connection, "SELECT id, n FROM users ORDER BY id"));
        run(connection, "UPDATE users SET id = 'c' WHERE id = 'a'");
        // What another writer adds to the item meanwhile must not get lost.
        run(other, "UPDATE users SET extra = 'x' WHERE id = 'a'");
        assertFails(ErrorCode.TRANSACTION_CONFLICT, connection::commit);
        run(connection, "UPDATE users SET id = 'c' WHERE id = 'a'");
        run(other, "INSERT INTO users (id) VALUES ('c')");
        assertFails(ErrorCode.TRANSACTION_CONFLICT, connection::commit);
        assertEquals(List.of("a|x", "b|null", "c|null"), rows(other, "SELECT id, extra FROM users ORDER BY id"));
    }

    @Test
    void levelsAreSnapshotAndSerializable() throws SQLException {
        assertEquals(Connection.TRANSACTION_REPEATABLE_READ, connection.getTransactionIsolation());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertEquals(Connection.TRANSACTION_REPEATABLE_READ, connection.getTransactionIsolation());
        assertFails(
                ErrorCode.INVALID_JDBC_ARGUMENT, () -> connection.setTransactionIsolation(Connection.TRANSACTION_NONE));
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertEquals(Connection.TRANSACTION_SERIALIZABLE, connection.getTransactionIsolation());
        rows(connection, "SELECT SUM(n) FROM users");
        assertFails(
                ErrorCode.TRANSACTION_ACTIVE,
                () -> connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ));
        run(connection, "INSERT INTO users VALUE {'id': 'sum', 'n': 3}");
        run(other, "INSERT INTO users VALUE {'id': 'c', 'n': 5}");
        assertFails(ErrorCode.TRANSACTION_CONFLICT, connection::commit);
        assertEquals(List.of("8"), rows(other, "SELECT SUM(n) FROM users"));
    }

    @Test
    void metadataAnswersForTransactions() throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        assertTrue(data.supportsTransactions());
        assertTrue(data.supportsSavepoints());
        assertTrue(data.supportsMultipleTransactions());
        assertTrue(data.dataDefinitionCausesTransactionCommit());
        assertFalse(data.dataDefinitionIgnoredInTransactions());
        assertEquals(Connection.TRANSACTION_REPEATABLE_READ, data.getDefaultTransactionIsolation());
        assertTrue(data.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE));
        assertFalse(data.supportsTransactionIsolationLevel(Connection.TRANSACTION_READ_COMMITTED));
        assertEquals(ResultSet.HOLD_CURSORS_OVER_COMMIT, data.getResultSetHoldability());
        assertTrue(data.supportsOpenCursorsAcrossCommit());
    }

    @Test
    void savepointsTakeBackWhatCameLater() throws SQLException {
        run(connection, "INSERT INTO users VALUE {'id': 'c'}");
        Savepoint first = connection.setSavepoint();
        run(connection, "INSERT INTO users VALUE {'id': 'd'}");
        Savepoint second = connection.setSavepoint("second");
        assertEquals("second", second.getSavepointName());
        assertEquals(1, first.getSavepointId());
        assertThrows(SQLException.class, first::getSavepointName);
        assertThrows(SQLException.class, second::getSavepointId);
        run(connection, "DELETE FROM users");
        connection.rollback(second);
        assertEquals(List.of("a", "b", "c", "d"), rows(connection, "SELECT id FROM users ORDER BY id"));
        connection.rollback(first);
        assertFails(ErrorCode.INVALID_SAVEPOINT, () -> connection.rollback(second));
        connection.rollback(first);
        connection.releaseSavepoint(first);
        assertFails(ErrorCode.INVALID_SAVEPOINT, () -> connection.rollback(first));
        connection.commit();
        assertEquals(List.of("a", "b", "c"), rows(other, "SELECT id FROM users ORDER BY id"));
        assertFails(ErrorCode.INVALID_SAVEPOINT, () -> connection.rollback(first));
        assertFails(ErrorCode.NO_TRANSACTION, other::setSavepoint);
    }

    @Test
    void definitionsAndTheEndOfTheModeCommit() throws SQLException {
        run(connection, "INSERT INTO users VALUE {'id': 'c'}");
        run(connection, "CREATE TABLE more (id VARCHAR PARTITION KEY)");
        assertEquals(List.of("a", "b", "c"), rows(other, "SELECT id FROM users ORDER BY id"));
        run(connection, "INSERT INTO more VALUE {'id': '1'}");
        connection.rollback();
        assertEquals(List.of(), rows(connection, "SELECT id FROM more"));
        run(connection, "INSERT INTO more VALUE {'id': '2'}");
        connection.setAutoCommit(true);
        assertEquals(List.of("2"), rows(other, "SELECT id FROM more"));
        assertFails(ErrorCode.NO_TRANSACTION, connection::commit);
        assertFails(ErrorCode.NO_TRANSACTION, connection::rollback);
        connection.setAutoCommit(false);
        run(connection, "INSERT INTO more VALUE {'id': '3'}");
        connection.close();
        assertEquals(List.of("2"), rows(other, "SELECT id FROM more"));
    }

    @Test
    void theWordsOfSqlWorkToo() throws SQLException {
        run(other, "BEGIN");
        run(other, "INSERT INTO users VALUE {'id': 'c'}");
        assertEquals(2, rows(connection, "SELECT id FROM users").size());
        run(other, "ROLLBACK");
        run(other, "BEGIN");
        run(other, "INSERT INTO users VALUE {'id': 'd'}");
        run(other, "COMMIT");
        assertFails(ErrorCode.NO_TRANSACTION, () -> run(other, "COMMIT"));
        assertTrue(other.getAutoCommit());
        connection.commit();
        assertEquals(List.of("a", "b", "d"), rows(connection, "SELECT id FROM users ORDER BY id"));
        run(connection, "DELETE FROM users WHERE id = 'd'");
        run(connection, "COMMIT");
        assertEquals(2, rows(other, "SELECT id FROM users").size());
    }

    @Test
    void resultsStayOpenOverTheEnd() throws SQLException {
        run(connection, "INSERT INTO users VALUE {'id': 'c'}");
        for (boolean commit : List.of(true, false)) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT id FROM users")) {
                assertTrue(result.next());
                run(connection, "DELETE FROM users WHERE id = 'c'");
                if (commit) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                int left = 1;
                while (result.next()) {
                    left++;
                }
                assertEquals(commit ? 3 : 2, left);
            }
        }
    }

    @Test
    void batchesRunInTheTransaction() throws SQLException {
        int rows = 10_000;
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users (id, n) VALUES (?, ?)")) {
            for (int i = 0; i < rows; i++) {
                insert.setString(1, "k" + i);
                insert.setInt(2, i);
                insert.addBatch();
            }
            insert.executeBatch();
            insert.setString(1, "a");
            insert.setInt(2, 1);
            insert.addBatch();
            assertThrows(BatchUpdateException.class, insert::executeBatch);
        }
        assertEquals(List.of("2"), rows(other, "SELECT COUNT(*) FROM users"));
        assertEquals(List.of(String.valueOf(rows + 2)), rows(connection, "SELECT COUNT(*) FROM users"));
        connection.rollback();
        assertEquals(List.of("2"), rows(connection, "SELECT COUNT(*) FROM users"));
    }

    @Test
    void moreThanTheMemoryAllowsIsRefusedAndNothingIsLost() throws SQLException {
        String small = "jdbc:itemql:mem:small" + STORES.incrementAndGet() + "?transactionMegabytes=1";
        try (Connection own = DriverManager.getConnection(small)) {
            run(own, "CREATE TABLE items (id VARCHAR PARTITION KEY)");
            own.setAutoCommit(false);
            String filling = "x".repeat(100_000);
            for (int i = 0; i < 8; i++) {
                run(own, "INSERT INTO items VALUE {'id': '" + i + "', 'v': '" + filling + "'}");
            }
            assertFails(
                    ErrorCode.TRANSACTION_TOO_LARGE,
                    () -> run(own, "INSERT INTO items (id, v) SELECT id || 'x', v FROM items"));
            own.commit();
            assertEquals(List.of("8"), rows(own, "SELECT COUNT(*) FROM items"));
            own.commit();
            run(own, "INSERT INTO items VALUE {'id': 'x', 'v': '" + filling + "'}");
            own.commit();
            run(own, "SHUTDOWN");
        }
    }

    @Test
    void readOnlyConnectionsRefuseInTransactionsToo() throws SQLException {
        connection.setReadOnly(true);
        assertFails(ErrorCode.READ_ONLY, () -> run(connection, "DELETE FROM users"));
        connection.setReadOnly(false);
        run(connection, "DELETE FROM users");
        connection.rollback();
        assertNull(connection.getWarnings());
    }

    /** Money moves between accounts in transactions that are run again after a conflict; none appears or gets lost. */
    @Test
    void transfersAmongThreadsKeepTheSum() throws Exception {
        int accounts = 10;
        run(other, "CREATE TABLE accounts (id INTEGER PARTITION KEY)");
        for (int i = 0; i < accounts; i++) {
            run(other, "INSERT INTO accounts VALUE {'id': " + i + ", 'money': 100}");
        }
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int seed = thread;
            tasks.add(() -> transfers(seed, accounts));
        }
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Integer> conflicts : pool.invokeAll(tasks)) {
                assertTrue(conflicts.get() >= 0);
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(List.of(String.valueOf(accounts * 100)), rows(other, "SELECT SUM(money) FROM accounts"));
    }

    private int transfers(int thread, int accounts) throws SQLException {
        int conflicts = 0;
        try (Connection own = DriverManager.getConnection(url);
                PreparedStatement move = own.prepareStatement("UPDATE accounts SET money = money + ? WHERE id = ?")) {
            own.setAutoCommit(false);
            for (int round = 0; round < 100; round++) {
                int from = (thread * 31 + round * 7) % accounts;
                int to = (from + 1 + round % (accounts - 1)) % accounts;
                assertEquals(List.of(String.valueOf(accounts * 100)), rows(own, "SELECT SUM(money) FROM accounts"));
                for (int account : List.of(from, to)) {
                    move.setInt(1, account == from ? -1 : 1);
                    move.setInt(2, account);
                    assertEquals(1, move.executeUpdate());
                }
                try {
                    own.commit();
                } catch (SQLTransactionRollbackException e) {
                    conflicts++;
                    round--;
                }
            }
        }
        return conflicts;
    }

    /** Statements that write several items are run again by themselves when they meet others. */
    @Test
    void countersOfStatementsThatWriteSeveralItemsAreExact() throws Exception {
        int rounds = 50;
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            tasks.add(() -> {
                try (Connection own = DriverManager.getConnection(url)) {
                    for (int i = 0; i < rounds; i++) {
                        assertEquals(2, run(own, "UPDATE users SET n = n + 1"));
                    }
                }
                return rounds;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Integer> done : pool.invokeAll(tasks)) {
                assertEquals(rounds, done.get());
            }
        } finally {
            pool.shutdown();
        }
        assertEquals(List.of("201", "202"), rows(other, "SELECT n FROM users ORDER BY n"));
    }
}
