package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.jdbc.extension.StatementCost;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next page of a tool: the same statement with a larger maximum of rows, of which the first ones are passed over. */
class NextPageTest {
    private static final int ITEMS = 100;
    private static final int PAGE = 20;
    private static final String ALL = "SELECT id, n FROM things";

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:pages");
        execute("CREATE TABLE things (p INT, id INT, PRIMARY KEY (p, id))");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO things (p, id, n, even) VALUES (?, ?, 1, ?)")) {
            for (int i = 0; i < ITEMS; i++) {
                insert.setInt(1, i % 3 == 0 ? 0 : i);
                insert.setInt(2, i);
                insert.setBoolean(3, i % 2 == 0);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void close() throws SQLException {
        execute("SHUTDOWN");
        connection.close();
    }

    /** What one execution has read. */
    private record Page(List<Integer> ids, long examined, long reads) {}

    /** The ids of the rows from an offset on; the execution ends at offset + PAGE rows. */
    private Page page(String sql, int offset) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(offset + PAGE);
            ResultSet rows = statement.executeQuery(sql);
            for (int i = 0; i < offset; i++) {
                assertTrue(rows.next());
            }
            List<Integer> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getInt("id"));
                assertEquals(offset + ids.size(), rows.getRow());
            }
            StatementCost cost = statement.unwrap(StatementCost.class);
            return new Page(ids, cost.itemsExamined(), cost.pagesRead());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Integer> all(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Integer> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getInt("id"));
            }
            return ids;
        }
    }

    /** Every page costs its own rows, the last one those that are left. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ALL,
                "SELECT * FROM things",
                "SELECT * FROM main.things WHERE n = 1",
                "SELECT id, n + 1 AS more FROM things WHERE id >= 0 AND n <> 7"
            })
    void nothingIsReadTwice(String sql) throws SQLException {
        List<Integer> seen = new ArrayList<>();
        for (int offset = 0; offset < ITEMS; offset += PAGE) {
            Page page = page(sql, offset);
            seen.addAll(page.ids());
            assertEquals(PAGE, page.examined(), "items of the page at " + offset);
            assertEquals(1, page.reads(), "reads of the page at " + offset);
        }
        assertEquals(all(sql), seen);
        assertEquals(List.of(), page(sql, ITEMS).ids());
    }

    /** What is filtered out behind a page is not read again either. */
    @Test
    void filteredPages() throws SQLException {
        String sql = "SELECT id FROM things WHERE even = true";
        List<Integer> seen = new ArrayList<>();
        long examined = 0;
        for (int offset = 0; offset < ITEMS / 2; offset += PAGE) {
            Page page = page(sql, offset);
            seen.addAll(page.ids());
            examined += page.examined();
        }
        assertEquals(all(sql), seen);
        assertEquals(ITEMS, examined);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ORDER BY id", " ORDER BY id DESC"})
    void queriesInBothDirections(String order) throws SQLException {
        String sql = "SELECT id FROM things WHERE p = 0" + order;
        Page first = page(sql, 0);
        Page second = page(sql, PAGE);
        List<Integer> seen = new ArrayList<>(first.ids());
        seen.addAll(second.ids());
        assertEquals(all(sql), seen);
        assertEquals(seen.size() - PAGE, second.examined());
    }

    /** These are read from the beginning: what they give depends on more than a place in one table. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM things ORDER BY n, id",
                "SELECT id FROM things ORDER BY id LIMIT 50",
                "SELECT DISTINCT id FROM things",
                "SELECT id FROM things WHERE n >= RAND()",
                "SELECT a.id FROM things a, things b WHERE a.id = b.id AND a.p = b.p",
                "SELECT id FROM things WHERE n IN (SELECT n FROM things)",
                "SELECT id FROM things WHERE p IN (0, 1, 2) OR id > 5"
            })
    void othersAreRightAsWell(String sql) throws SQLException {
        List<Integer> whole = all(sql);
        List<Integer> seen = new ArrayList<>();
        for (int offset = 0; offset < whole.size(); offset += PAGE) {
            seen.addAll(page(sql, offset).ids());
        }
        assertEquals(whole, seen);
    }

    @Test
    void parametersMatter() throws SQLException {
        List<Integer> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM things WHERE even = ?")) {
            select.setMaxRows(5);
            select.setBoolean(1, true);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getInt(1));
                }
            }
            select.setMaxRows(10);
            select.setBoolean(1, false);
            try (ResultSet rows = select.executeQuery()) {
                for (int i = 0; rows.next(); i++) {
                    if (i >= 5) {
                        assertEquals(1, rows.getInt(1) % 2);
                    }
                }
            }
            assertTrue(select.unwrap(StatementCost.class).itemsExamined() >= 10);
        }
        assertEquals(5, found.size());
    }

    @Test
    void whatWasWrittenMeanwhileIsSeen() throws SQLException {
        page(ALL, 0);
        execute("UPDATE things SET n = 2");
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(2 * PAGE);
            ResultSet rows = statement.executeQuery(ALL);
            for (int i = 0; i < 2 * PAGE; i++) {
                assertTrue(rows.next());
                assertEquals(2, i < PAGE ? 2 : rows.getInt("n"));
            }
            rows.close();
            assertEquals(2 * PAGE, statement.unwrap(StatementCost.class).itemsExamined());
        }
        page(ALL, 0);
        try (Connection other = DriverManager.getConnection("jdbc:itemql:mem:pages");
                Statement delete = other.createStatement()) {
            delete.execute("DELETE FROM things WHERE id <> 7");
        }
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(2 * PAGE);
            ResultSet rows = statement.executeQuery(ALL);
            assertTrue(rows.next());
            assertFalse(rows.next());
        }
        assertEquals(List.of(7), all(ALL));
    }

    /** Another table's changes do not matter. */
    @Test
    void writesToOtherTablesDoNotMatter() throws SQLException {
        page(ALL, 0);
        execute("CREATE TABLE others (id INT PARTITION KEY)");
        execute("INSERT INTO others VALUES (1)");
        assertEquals(PAGE, page(ALL, PAGE).examined());
    }

    /** Whoever looks at a row that was passed over finds it. */
    @Test
    void rowsThatWerePassedOverCanBeRead() throws SQLException {
        List<Integer> whole = all(ALL);
        page(ALL, 0);
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(2 * PAGE);
            ResultSet rows = statement.executeQuery(ALL);
            List<Integer> read = new ArrayList<>();
            for (int i = 0; i < 2 * PAGE; i++) {
                assertTrue(rows.next());
                if (i > 4) {
                    read.add(rows.getInt(1));
                }
            }
            assertFalse(rows.next());
            assertEquals(whole.subList(5, 2 * PAGE), read);
        }
        assertEquals(whole.subList(2 * PAGE, 3 * PAGE), page(ALL, 2 * PAGE).ids());
    }

    @Test
    void otherStatementsInBetweenChangeNothing() throws SQLException {
        List<Integer> whole = all(ALL);
        page(ALL, 0);
        assertEquals(ITEMS, all(ALL).size());
        page("SELECT id FROM things WHERE n = 1 AND even = false", 0);
        assertEquals(PAGE, page(ALL, PAGE).examined());
        assertEquals(whole.subList(0, PAGE), page(ALL, 0).ids());
        connection.setAutoCommit(false);
        assertEquals(whole.subList(PAGE, 2 * PAGE), page(ALL, PAGE).ids());
        execute("DELETE FROM things");
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(2 * PAGE);
            assertFalse(statement.executeQuery(ALL).next());
        }
        connection.rollback();
        connection.setAutoCommit(true);
        assertEquals(whole.subList(PAGE, 2 * PAGE), page(ALL, PAGE).ids());
    }

    /** The first half of a page is read, then its statement is closed. */
    @Test
    void aPageThatIsLeft() throws SQLException {
        List<Integer> whole = all(ALL);
        page(ALL, 0);
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(2 * PAGE);
            ResultSet rows = statement.executeQuery(ALL);
            for (int i = 0; i < PAGE + 3; i++) {
                assertTrue(rows.next());
            }
            assertEquals(whole.get(PAGE + 2), rows.getInt(1));
        }
        assertEquals(whole.subList(2 * PAGE, 3 * PAGE), page(ALL, 2 * PAGE).ids());
    }

    /** No view of the store stays open for a page that may never be asked for. */
    @Test
    void nothingIsHeldBack() throws SQLException {
        page(ALL, 0);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM system.transactions")) {
            assertTrue(rows.next());
            assertEquals(1, rows.getInt(1), "the statement itself");
        }
    }
}
