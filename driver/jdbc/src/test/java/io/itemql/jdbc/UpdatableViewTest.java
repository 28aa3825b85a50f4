package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a view that are changed through a result: the view demands of them what it demands of statements. */
class UpdatableViewTest {
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        execute("CREATE TABLE users (id VARCHAR PARTITION KEY, n INTEGER SORT KEY)");
        execute("INSERT INTO users (id, n, name, age, town) VALUES ('a', 1, 'Ann', 30, {'zip': '1'}),"
                + " ('a', 2, 'Ben', 40, {'zip': '2'}), ('a', 9, 'Cy', 5, {'zip': '3'})");
        execute("CREATE VIEW grown AS SELECT id, n, name, age FROM users WHERE age >= 18");
        execute("CREATE VIEW renamed (who, name, nr, zip, next) AS"
                + " SELECT name, id, n, town.zip, n + 1 FROM users WHERE n < 5");
        execute("CREATE VIEW above AS SELECT nr AS n, name AS id, who FROM renamed WHERE who <> 'Cy'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private ResultSet updatable(String sql) throws SQLException {
        return connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                .executeQuery(sql);
    }

    private String users() throws SQLException {
        StringBuilder users = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT id, n, name, age, town.zip FROM users ORDER BY id, n")) {
            while (rows.next()) {
                for (int i = 1; i <= 5; i++) {
                    users.append(rows.getString(i));
                }
                users.append(' ');
            }
        }
        return users.toString();
    }

    private static String state(Executable call) {
        return assertThrows(SQLException.class, call).getSQLState();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM grown ORDER BY n",
                "SELECT * FROM grown AS g WHERE g.n < 5 ORDER BY n",
                "SELECT age, n, id FROM grown ORDER BY n",
                "SELECT g.x2, g.x1, g.x4 AS age FROM grown AS g (x1, x2, x3, x4) ORDER BY g.x2",
                "SELECT id, n, age FROM grown WHERE n IN (SELECT MIN(n) FROM users)"
            })
    void noRowLeavesItsView(String sql) throws SQLException {
        ResultSet rows = updatable(sql);
        assertEquals(ResultSet.CONCUR_UPDATABLE, rows.getConcurrency());
        assertTrue(rows.next());
        rows.updateInt("age", 3);
        assertEquals("42I32", state(rows::updateRow));
        assertEquals("a1Ann301 a2Ben402 a9Cy53 ", users());
    }

    @Test
    void noRowComesThatTheViewWouldNotShow() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM grown");
        rows.moveToInsertRow();
        rows.updateString("id", "b");
        rows.updateInt("n", 1);
        rows.updateInt("age", 3);
        assertEquals("44000", state(rows::insertRow));
        assertEquals("a1Ann301 a2Ben402 a9Cy53 ", users());
        rows.updateInt("age", 20);
        rows.insertRow();
        assertEquals("a1Ann301 a2Ben402 a9Cy53 b1null20null ", users());
    }

    @Test
    void whatTheViewDoesNotDecideIsWritten() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM grown ORDER BY n");
        assertTrue(rows.next());
        rows.updateString("name", "Anna");
        rows.updateRow();
        rows.refreshRow();
        assertEquals("Anna", rows.getString("name"));
        rows.updateInt("n", 4);
        rows.updateRow();
        rows.updateString("name", "Annie");
        rows.updateRow();
        assertTrue(rows.next());
        rows.deleteRow();
        assertEquals("a4Annie301 a9Cy53 ", users());
    }

    /** Somebody else took the row out of the view. */
    @Test
    void aRowThatLeftMeanwhileIsGone() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM grown ORDER BY n");
        assertTrue(rows.next());
        execute("UPDATE users SET age = 3 WHERE id = 'a' AND n = 1");
        rows.updateString("name", "X");
        assertEquals("24I02", state(rows::updateRow));
        assertEquals("a1Ann31 a2Ben402 a9Cy53 ", users());
    }

    @Test
    void columnsHaveTheNamesOfTheView() throws SQLException {
        ResultSet rows = updatable("SELECT * FROM renamed ORDER BY nr");
        assertEquals(ResultSet.CONCUR_UPDATABLE, rows.getConcurrency());
        ResultSetMetaData columns = rows.getMetaData();
        assertEquals("renamed", columns.getTableName(1));
        assertEquals("who", columns.getColumnName(1));
        assertEquals("zip", columns.getColumnName(4));
        assertTrue(columns.isWritable(4));
        assertTrue(columns.isReadOnly(5));
        assertTrue(rows.next());
        assertEquals(2, rows.getInt("next"));
        assertEquals("0AX01", state(() -> rows.updateInt("next", 5)));
        rows.updateString("who", "Anna");
        rows.updateString("zip", "11");
        rows.updateRow();
        assertEquals("a1Anna3011 a2Ben402 a9Cy53 ", users());
        assertEquals(2, rows.getInt("next"));
        rows.updateInt("nr", 4);
        assertEquals("42I32", state(rows::updateRow));
        assertEquals("a1Anna3011 a2Ben402 a9Cy53 ", users());
    }

    /** Both conditions hold, and each name goes all the way down. */
    @Test
    void aViewOverAView() throws SQLException {
        ResultSet rows = updatable("SELECT x.id AS i, x.n, x.who FROM above x ORDER BY x.n");
        assertEquals("above", rows.getMetaData().getTableName(1));
        assertEquals("id", rows.getMetaData().getColumnName(1));
        assertTrue(rows.next());
        rows.updateString("who", "Z");
        assertEquals("42I32", state(rows::updateRow));
        rows.cancelRowUpdates();
        rows.updateString("i", "b");
        rows.updateRow();
        rows.moveToInsertRow();
        rows.updateString("i", "c");
        rows.updateInt("n", 7);
        rows.updateString("who", "Dee");
        assertEquals("44000", state(rows::insertRow));
        rows.updateInt("n", 3);
        rows.insertRow();
        assertEquals("a2Ben402 a9Cy53 b1Ann301 c3Deenullnull ", users());
    }

    @Test
    void aComputedColumnFollowsItsRow() throws SQLException {
        execute("CREATE VIEW shouted AS SELECT id, n, name, UPPER(name) AS loud FROM users");
        ResultSet rows = updatable("SELECT * FROM shouted ORDER BY n");
        assertTrue(rows.next());
        rows.updateString("name", "Anna");
        rows.updateRow();
        assertEquals("ANNA", rows.getString("loud"));
        execute("UPDATE users SET name = 'Bo' WHERE n = 2");
        assertTrue(rows.next());
        assertEquals("BEN", rows.getString("loud"));
        rows.refreshRow();
        assertEquals("BO", rows.getString("loud"));
    }

    @Test
    void aViewOfWholeItemsTakesNewAttributes() throws SQLException {
        execute("CREATE VIEW everything AS SELECT * FROM users WHERE n < 5");
        ResultSet rows = updatable("SELECT id, n, brand_new FROM everything ORDER BY n");
        assertEquals(ResultSet.CONCUR_UPDATABLE, rows.getConcurrency());
        assertTrue(rows.next());
        rows.updateInt("brand_new", 1);
        rows.updateRow();
        try (ResultSet again = connection.createStatement().executeQuery("SELECT brand_new FROM users WHERE n = 1")) {
            assertTrue(again.next());
            assertEquals(1, again.getInt(1));
        }
    }

    @Test
    void whatCannotBeChangedSaysSo() throws SQLException {
        ResultSet rows = updatable("SELECT name FROM grown");
        assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
        assertTrue(rows.next());
        String refusal = assertThrows(SQLException.class, () -> rows.updateString(1, "x"))
                .getMessage();
        assertTrue(refusal.contains("a warning of the statement says why"), refusal);
    }

    private String columns(String sql) throws SQLException {
        StringBuilder columns = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData shown = rows.getMetaData();
            for (int i = 1; i <= shown.getColumnCount(); i++) {
                columns.append(shown.getTableName(i))
                        .append('.')
                        .append(shown.getColumnName(i))
                        .append(' ');
            }
        }
        return columns.toString();
    }

    /** A column has the name of the view that the statement names, whatever is around; a computed one has no table. */
    @Test
    void columnsOfViewsAreTheirs() throws SQLException {
        execute("CREATE VIEW sums AS SELECT name, SUM(age) AS total FROM users GROUP BY name");
        execute("CREATE VIEW pairs AS SELECT g.id, r.who FROM grown g JOIN renamed r ON g.id = r.name AND g.n = r.nr");
        assertEquals("renamed.who renamed.nr .next ", columns("SELECT who, nr, next FROM renamed"));
        assertEquals(
                "renamed.who users.age ",
                columns("SELECT r.who AS x, u.age FROM renamed r JOIN users u ON r.name = u.id"));
        assertEquals(
                "above.n above.id above.who users.age ",
                columns("SELECT a.*, u.age FROM above a JOIN users u ON a.id = u.id"));
        assertEquals("renamed.who .COUNT(*) ", columns("SELECT who, COUNT(*) FROM renamed GROUP BY who"));
        assertEquals("sums.name .total ", columns("SELECT * FROM sums"));
        assertEquals(
                "sums.name users.id ",
                columns("SELECT s.name, u.id FROM sums AS s (name, t) JOIN users u ON s.name = u.name"));
        assertEquals("pairs.id pairs.who ", columns("SELECT * FROM pairs AS p ORDER BY who"));
        assertEquals("renamed.who ", columns("SELECT DISTINCT who FROM renamed"));
        assertEquals(".y ", columns("SELECT who || 'x' AS y FROM renamed r JOIN users u ON r.name = u.id"));
        DatabaseMetaData metadata = connection.getMetaData();
        try (ResultSet described = metadata.getColumns(null, "main", "pairs", "who")) {
            assertTrue(described.next());
            assertTrue(described.getString("REMARKS").startsWith("attribute name of users; 100% of 3 items"));
        }
    }
}
