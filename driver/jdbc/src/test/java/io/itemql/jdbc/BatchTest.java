package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of prepared statements that name one item each: forced together, and meaning what they mean one by one. */
class BatchTest {
    private static final int ROWS = 500;
    /** One for the batch, and room for what else happens in the store. */
    private static final int FORCES_MAX = 20;

    @TempDir
    Path directory;

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:file:" + directory.resolve("store"));
        statement = connection.createStatement();
        statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users (id, n) VALUES (?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                insert.setString(1, "u" + i);
                insert.setInt(2, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String keys(PreparedStatement insert, String column) throws SQLException {
        StringBuilder found = new StringBuilder();
        try (ResultSet keys = insert.getGeneratedKeys();
                PreparedStatement read = connection.prepareStatement("SELECT x FROM notes WHERE _id = ?")) {
            while (keys.next()) {
                read.setString(1, keys.getString(column));
                try (ResultSet row = read.executeQuery()) {
                    assertTrue(row.next());
                    found.append(row.getString(1)).append(' ');
                }
            }
        }
        return found.toString();
    }

    @Test
    void keysThatWereMadeComeInTheOrderOfTheBatch() throws SQLException {
        statement.execute("CREATE TABLE notes (x INT)");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO notes (x) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 3; i++) {
                    insert.setInt(1, 10 * round + i);
                    insert.addBatch();
                }
                assertArrayEquals(new int[] {1, 1, 1}, insert.executeBatch());
                assertEquals(round == 0 ? "0 1 2 " : "10 11 12 ", keys(insert, "_id"));
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO notes (x) VALUES (?), (?)", new String[] {"x", "_id"})) {
            insert.setInt(1, 20);
            insert.setInt(2, 21);
            insert.addBatch();
            assertArrayEquals(new long[] {2}, insert.executeLargeBatch());
            assertEquals("20 21 ", keys(insert, "_id"));
        }
    }

    /** Keys of what was written, although something else failed. */
    @Test
    void aBatchThatFailsInPartHasTheKeysOfTheRest() throws SQLException {
        statement.execute("CREATE TABLE notes (x INT)");
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO notes (x, _id) VALUES (?, ?)", Statement.RETURN_GENERATED_KEYS)) {
            for (String id : new String[] {"a", "a", "b"}) {
                insert.setString(1, "for " + id);
                insert.setString(2, id);
                insert.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertArrayEquals(new int[] {1, Statement.EXECUTE_FAILED, 1}, failure.getUpdateCounts());
            assertEquals("for a for b ", keys(insert, "_id"));
        }
    }

    /** A table with a key of its own makes none, and is written as fast as without the wish. */
    @Test
    void aTableWithAKeyGivesNoneAndStaysFast() throws SQLException {
        long before = forces();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO users (id) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (int i = 0; i < ROWS; i++) {
                insert.setString(1, "k" + i);
                insert.addBatch();
            }
            insert.executeBatch();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertEquals("_id", keys.getMetaData().getColumnName(1));
                assertFalse(keys.next());
            }
        }
        assertTrue(forces() - before < FORCES_MAX);
    }

    private long number(String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertTrue(rows.next(), query);
            return rows.getLong(1);
        }
    }

    private long forces() throws SQLException {
        return number("SELECT \"value\" FROM system.metrics WHERE name = 'journal.forces'");
    }

    @Test
    void updatesAndDeletesAreForcedTogether() throws SQLException {
        long before = forces();
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET n = ? WHERE id = ?")) {
            for (int i = 0; i < ROWS; i++) {
                update.setInt(1, -i);
                update.setString(2, "u" + i);
                update.addBatch();
            }
            assertEquals(ROWS, Arrays.stream(update.executeBatch()).sum());
        }
        assertEquals(-ROWS * (ROWS - 1) / 2, number("SELECT SUM(n) FROM users"));
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM users WHERE id = ?")) {
            for (int i = 0; i < ROWS; i++) {
                delete.setString(1, "u" + i);
                delete.addBatch();
            }
            assertEquals(ROWS, Arrays.stream(delete.executeBatch()).sum());
        }
        assertEquals(0, number("SELECT COUNT(*) FROM users"));
        long forces = forces() - before;
        assertTrue(forces >= 2 && forces <= FORCES_MAX, forces + " forces");
    }

    @Test
    void writesOfOneItemKeepTheirOrder() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET n = n * 2 + ? WHERE id = ?")) {
            for (int i : new int[] {1, 2, 3}) {
                for (String id : new String[] {"u1", "u2"}) {
                    update.setInt(1, i);
                    update.setString(2, id);
                    update.addBatch();
                }
            }
            assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1}, update.executeBatch());
        }
        assertEquals(((1 * 2 + 1) * 2 + 2) * 2 + 3, number("SELECT n FROM users WHERE id = 'u1'"));
        assertEquals(((2 * 2 + 1) * 2 + 2) * 2 + 3, number("SELECT n FROM users WHERE id = 'u2'"));
    }

    @Test
    void keysAreMovedOneByOne() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET id = ? WHERE id = ?")) {
            String[][] moves = {{"v1", "u1"}, {"u1", "u2"}, {"u3", "u4"}, {"w", "nobody"}, {"v2", "v1"}};
            for (String[] move : moves) {
                update.setString(1, move[0]);
                update.setString(2, move[1]);
                update.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, update::executeBatch);
            assertEquals("23505", failure.getSQLState());
            assertArrayEquals(new int[] {1, 1, Statement.EXECUTE_FAILED, 0, 1}, failure.getUpdateCounts());
        }
        assertEquals(1, number("SELECT n FROM users WHERE id = 'v2'"));
        assertEquals(2, number("SELECT n FROM users WHERE id = 'u1'"));
        assertEquals(4, number("SELECT n FROM users WHERE id = 'u4'"));
        assertEquals(ROWS, number("SELECT COUNT(*) FROM users"));
    }

    @Test
    void eachRowHasItsOwnOutcome() throws SQLException {
        statement.execute("UPDATE users REMOVE n WHERE id = 'u3'");
        statement.execute("UPDATE users SET n = 'text' WHERE id = 'u4'");
        int failed = Statement.EXECUTE_FAILED;
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE users SET m = n + 1, s = ? WHERE id = ? AND n IS NOT MISSING")) {
            String[] ids = {"u1", "nobody", "u2", "u4", "u5", "u3", "u6"};
            for (String id : ids) {
                update.setString(1, id.equals("u5") ? "x".repeat(500_000) : id);
                update.setString(2, id);
                update.addBatch();
            }
            BatchUpdateException failure = assertThrows(BatchUpdateException.class, update::executeBatch);
            int[] counts = failure.getUpdateCounts();
            int[] alone = oneByOne(update, ids);
            assertArrayEquals(alone, counts);
            assertArrayEquals(new int[] {1, 0, 1}, Arrays.copyOf(counts, 3));
            assertEquals(failed, counts[4]);
            assertEquals(1, counts[6]);
        }
        assertEquals(7, number("SELECT m FROM users WHERE id = 'u6'"));
    }

    /** What the statements give when each is executed by itself; they may be repeated. */
    private static int[] oneByOne(PreparedStatement update, String[] ids) throws SQLException {
        int[] counts = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            update.setString(1, ids[i].equals("u5") ? "x".repeat(500_000) : ids[i]);
            update.setString(2, ids[i]);
            try {
                counts[i] = update.executeUpdate();
            } catch (SQLException e) {
                counts[i] = Statement.EXECUTE_FAILED;
            }
        }
        return counts;
    }
}
