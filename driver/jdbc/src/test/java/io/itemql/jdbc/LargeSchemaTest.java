package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 500 tables, one of them with 500 attributes: tools ask for all of it at once, and often. */
class LargeSchemaTest {
    private static final int VIEWS = 200;
    private static final int TABLES = 500;
    private static final int ATTRIBUTES = 500;
    private static final long MILLIS_MAX = Long.getLong("itemql.metadata.millis", 200);
    /** The best of some runs counts: the first ones load classes, and the machine may be busy. */
    private static final int RUNS = 7;

    private static Connection connection;
    private static DatabaseMetaData metadata;

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        metadata = connection.getMetaData();
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < TABLES; i++) {
                statement.execute("CREATE TABLE table_" + i + " (id VARCHAR PARTITION KEY, n BIGINT SORT KEY)");
            }
            StringBuilder item = new StringBuilder("INSERT INTO table_7 VALUE {'id': 'a', 'n': 1");
            for (int i = 2; i < ATTRIBUTES; i++) {
                item.append(", 'a").append(i).append("': ").append(i);
            }
            statement.execute(item.append('}').toString());
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private interface Question {
        ResultSet ask() throws SQLException;
    }

    private static int rows(ResultSet rows) throws SQLException {
        int count = 0;
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            count++;
            for (int i = 1; i <= columns; i++) {
                rows.getObject(i);
            }
        }
        return count;
    }

    private static void answersSoon(String what, int expected, Question question) throws SQLException {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            assertEquals(expected, rows(question.ask()), what);
            best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
        }
        assertTrue(best < MILLIS_MAX, what + " took " + best + " ms");
    }

    @Test
    void listingsOfAllTablesComeSoon() throws SQLException {
        answersSoon("getTables", TABLES, () -> metadata.getTables(null, "main", "%", null));
        answersSoon("getColumns", 2 * (TABLES - 1) + ATTRIBUTES, () -> metadata.getColumns(null, "main", "%", "%"));
        answersSoon("getPrimaryKeys", 2 * TABLES, () -> metadata.getPrimaryKeys(null, "main", "%"));
        answersSoon("getIndexInfo", 2 * TABLES, () -> metadata.getIndexInfo(null, "main", "%", false, true));
        answersSoon("getImportedKeys", 0, () -> metadata.getImportedKeys(null, "main", "%"));
        answersSoon("getPseudoColumns", TABLES, () -> metadata.getPseudoColumns(null, "main", "%", "%"));
    }

    @Test
    void listingsOfOneTableComeSoon() throws SQLException {
        answersSoon("getColumns of one", ATTRIBUTES, () -> metadata.getColumns(null, "main", "table\\_7", "%"));
        answersSoon("getTables of one", 1, () -> metadata.getTables(null, "main", "table\\_7", null));
        answersSoon("SELECT *", 1, () -> connection.createStatement().executeQuery("SELECT * FROM table_7"));
    }

    /** What a view is costs the planning of its query, once. */
    @Test
    void manyViewsComeSoon() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE app (pk VARCHAR PARTITION KEY, sk VARCHAR SORT KEY)");
            statement.execute("INSERT INTO app VALUE {'pk': 'a', 'sk': 'b', 'n': 1}");
            for (int i = 0; i < VIEWS; i++) {
                statement.execute(
                        "CREATE VIEW v" + i + " AS SELECT pk, sk AS id, n FROM app WHERE begins_with(sk, '" + i + "')");
            }
            DatabaseMetaData views = other.getMetaData();
            answersSoon("getTables of views", VIEWS + 1, () -> views.getTables(null, "main", "%", null));
            answersSoon("getColumns of views", 3 * VIEWS + 3, () -> views.getColumns(null, "main", "%", "%"));
            // What was found out does not outlive what it was found from.
            statement.execute("INSERT INTO app VALUE {'pk': 'a', 'sk': 'c', 'n': 'text'}");
            ResultSet column = views.getColumns(null, "main", "v7", "n");
            assertTrue(column.next());
            assertEquals("VARCHAR", column.getString("TYPE_NAME"));
            statement.execute("CREATE OR REPLACE VIEW v7 AS SELECT pk FROM app");
            assertEquals(1, rows(views.getColumns(null, "main", "v7", "%")));
        }
    }

    @Test
    void remarksTellWhatThereIs() throws SQLException {
        ResultSet table = metadata.getTables(null, null, "table_7", new String[] {"TABLE"});
        assertTrue(table.next());
        String remarks = table.getString("REMARKS");
        for (String part : List.of("partition key id (S)", "sort key n (N)", "1 item, ")) {
            assertTrue(remarks.contains(part), remarks);
        }
        ResultSet column = metadata.getColumns(null, null, "table_7", "a2");
        assertTrue(column.next());
        assertEquals("100% of 1 item: N 1", column.getString("REMARKS"));
    }
}
