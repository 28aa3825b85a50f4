package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results that scroll: where the moves lead is compared with a driver that people know. */
class ScrollingTest {
    private static final int RUNS = 200;
    private static final int MOVES = 40;

    private final long seed = Long.getLong("seed", System.nanoTime());

    private Connection connection;
    private Connection peer;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        peer = DriverManager.getConnection("jdbc:h2:mem:");
        for (Connection each : List.of(connection, peer)) {
            try (Statement statement = each.createStatement()) {
                statement.execute("CREATE TABLE numbers (p INTEGER, n INTEGER, PRIMARY KEY (p, n))");
                for (int n = 1; n <= 9; n++) {
                    statement.execute("INSERT INTO numbers (p, n) VALUES (1, " + n + ")");
                }
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        peer.close();
    }

    @Test
    void movesLeadWhereOthersLead() throws SQLException {
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            int below = random.nextInt(11);
            int max = random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 0;
            try (Statement ours =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
                    Statement theirs =
                            peer.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                ours.setMaxRows(max);
                theirs.setMaxRows(max);
                String sql = "SELECT n FROM numbers WHERE p = 1 AND n < " + below + " ORDER BY n";
                compare(random, ours.executeQuery(sql), theirs.executeQuery(sql), "seed " + seed + ", run " + run);
            }
        }
    }

    private static void compare(Random random, ResultSet ours, ResultSet theirs, String run) throws SQLException {
        List<String> moves = new ArrayList<>();
        for (int i = 0; i < MOVES; i++) {
            int kind = random.nextInt(9);
            int number = random.nextInt(25) - 12;
            moves.add(kind + ":" + number);
            String where = run + ", moves " + moves;
            assertEquals(move(theirs, kind, number), move(ours, kind, number), where);
            assertEquals(state(theirs), state(ours), where);
        }
    }

    private static String move(ResultSet rows, int kind, int number) throws SQLException {
        return switch (kind) {
            case 0 -> "" + rows.previous();
            case 1 -> "" + rows.first();
            case 2 -> "" + rows.last();
            case 3 -> "" + rows.absolute(number);
            case 4 -> "" + rows.relative(number / 3);
            case 5 -> {
                rows.beforeFirst();
                yield "";
            }
            case 6 -> {
                rows.afterLast();
                yield "";
            }
            default -> "" + rows.next();
        };
    }

    private static String state(ResultSet rows) throws SQLException {
        String value;
        try {
            value = rows.getString(1);
        } catch (SQLException e) {
            value = "none";
        }
        return value + " row " + rows.getRow() + (rows.isBeforeFirst() ? " before" : "")
                + (rows.isFirst() ? " first" : "") + (rows.isLast() ? " last" : "")
                + (rows.isAfterLast() ? " after" : "");
    }

    @Test
    void whatOthersWriteIsNotSeen() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT n FROM numbers", ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet rows = statement.executeQuery();
            assertTrue(rows.next());
            connection.createStatement().execute("DELETE FROM numbers");
            assertTrue(rows.last());
            assertEquals(9, rows.getRow());
            assertTrue(rows.first());
        }
    }

    @Test
    void aSensitiveResultBecomesAnInsensitiveOneWithAWarning() throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_READ_ONLY);
        assertEquals(ResultSet.TYPE_SCROLL_INSENSITIVE, statement.getResultSetType());
        assertTrue(connection.getWarnings().getMessage().contains("insensitive"));
        assertEquals(
                ResultSet.TYPE_SCROLL_INSENSITIVE,
                statement.executeQuery("SELECT 1 AS a").getType());
    }

    @Test
    void aForwardResultSaysHowToScroll() throws SQLException {
        for (int concurrency : new int[] {ResultSet.CONCUR_READ_ONLY, ResultSet.CONCUR_UPDATABLE}) {
            ResultSet rows = connection
                    .createStatement(ResultSet.TYPE_FORWARD_ONLY, concurrency)
                    .executeQuery("SELECT p, n FROM numbers");
            assertTrue(rows.next());
            SQLException refusal = assertThrows(SQLException.class, rows::previous);
            assertEquals("0AX01", refusal.getSQLState());
            assertTrue(refusal.getMessage().contains("TYPE_SCROLL_INSENSITIVE"), refusal.getMessage());
        }
    }

    @Test
    void keptRowsCountAsMemoryOfTheStatement() throws SQLException {
        connection
                .createStatement()
                .execute("INSERT INTO numbers VALUE {'p': 2, 'n': 1, 't': '" + "x".repeat(90_000) + "'}");
        try (Connection small = DriverManager.getConnection("jdbc:itemql:mem:small?memory=64KB");
                Statement statement =
                        small.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            statement.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY)");
            for (int i = 0; i < 9; i++) {
                statement.execute("INSERT INTO texts VALUE {'id': " + i + ", 't': '" + "x".repeat(9_000) + "'}");
            }
            ResultSet rows = statement.executeQuery("SELECT * FROM texts");
            assertTrue(rows.next());
            assertEquals("53200", assertThrows(SQLException.class, rows::last).getSQLState());
            statement.execute("SHUTDOWN");
        }
    }

    @Test
    void rowsOfAReturningClauseScrollToo() throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        assertTrue(statement.execute("DELETE FROM numbers WHERE p = 1 RETURNING ALL OLD *"));
        ResultSet rows = statement.getResultSet();
        assertTrue(rows.last());
        assertEquals(9, rows.getRow());
        assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
        assertNotNull(statement.getWarnings());
    }

    @Test
    void aPlainStatementWarnsOfNothing() throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM numbers");
        assertFalse(rows.rowDeleted() || rows.rowUpdated() || rows.rowInserted());
        assertNull(statement.getWarnings());
        assertNull(connection.getWarnings());
    }
}
