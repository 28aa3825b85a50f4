package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that is large enough for several threads gives the same aggregates as one that reads it page by page. */
class SharedScanTest {
    private static final int ITEMS = 8 * 10_000 + 7;
    private static final String URL = "jdbc:itemql:mem:shared";

    private static Connection shared;
    private static Connection alone;

    @BeforeAll
    static void fill() throws SQLException {
        shared = DriverManager.getConnection(URL);
        alone = DriverManager.getConnection(URL + "?pageSize=10000");
        try (Statement statement = shared.createStatement()) {
            statement.execute("CREATE TABLE big (p BIGINT PARTITION KEY)");
        }
        try (PreparedStatement insert = shared.prepareStatement("INSERT INTO big (p, g, v, w) VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < ITEMS; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 11 == 0 ? null : "g" + i % 5);
                insert.setBigDecimal(3, BigDecimal.valueOf(i % 1000, i % 4));
                insert.setObject(4, i % 3 == 0 ? "text " + i % 50 : (Object) (i % 100));
                insert.addBatch();
                if (i % 1000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    @AfterAll
    static void close() throws SQLException {
        alone.close();
        try (Statement statement = shared.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        shared.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*), COUNT(g), SUM(v), AVG(v), MIN(w), MAX(w) FROM big WHERE p >= 0",
                "SELECT g, COUNT(*), SUM(v), AVG(v), MIN(w), MAX(v) FROM big GROUP BY g ORDER BY g",
                "SELECT g, w, COUNT(*) AS n, SUM(v * 1.5) FROM big WHERE v < 50 GROUP BY ROLLUP (g, w) ORDER BY n, g, w",
                "SELECT SUM(v) FILTER (WHERE g = 'g1'), COUNT_IF(v > 3), EVERY(v >= 0), SOME(v > 900) FROM big",
                "SELECT STDDEV_POP(v), VAR_SAMP(v), BIT_AND(p), BIT_OR(p) FROM big",
                "SELECT p, COUNT(*) FROM big WHERE v = 7 GROUP BY p ORDER BY p",
                "SELECT COUNT(DISTINCT w), STRING_AGG(g, ',' ORDER BY p) FROM big WHERE v = 3",
                "SELECT g, MAX(n) FROM (SELECT g, w, COUNT(*) AS n FROM big GROUP BY g, w) d GROUP BY g ORDER BY g",
                "SELECT COUNT(*) FROM big"
            })
    void severalThreadsGiveWhatOneGives(String query) throws SQLException {
        assertEquals(rows(alone, query), rows(shared, query));
    }

    @Test
    void explainTellsHowManyThreadsReadAndWhatTheyHeld() throws SQLException {
        String plan = String.join("\n", rows(shared, "EXPLAIN ANALYZE SELECT g, SUM(v) FROM big GROUP BY g"));

        assertTrue(plan.contains("AGGREGATE SUM(v) BY g (rows 6, memory "), plan);
        assertTrue(plan.contains("(rows " + ITEMS + ", examined " + ITEMS), plan);
        if (Runtime.getRuntime().availableProcessors() > 1) {
            assertTrue(plan.contains(", threads "), plan);
        }
    }

    @Test
    void aPlanIsADocumentAsWell() throws SQLException {
        List<String> analyzed = rows(shared, "EXPLAIN ANALYZE AS JSON SELECT g, SUM(v) FROM big GROUP BY g");
        assertEquals(1, analyzed.size());
        String document = analyzed.get(0);
        assertTrue(document.startsWith("{\"plan\":{\"operator\":\"AGGREGATE SUM(v) BY g\",\"rows\":6,"), document);
        assertTrue(document.contains("\"inputs\":[{\"operator\":\"SCAN big\",\"rows\":" + ITEMS), document);
        assertTrue(document.contains("\"examined\":" + ITEMS), document);
        assertTrue(document.contains("\"total\":{\"rows\":6,"), document);
        assertEquals(
                List.of("{\"plan\":{\"operator\":\"GET big [p = 7]\",\"steps\":[\"PROJECT v\"],"
                        + "\"expected\":\"~1 row, 0.5 read units\"}}"),
                rows(shared, "EXPLAIN AS JSON SELECT v FROM big WHERE p = 7"));
        assertEquals(
                List.of("{\"plan\":{\"lines\":[\"DELETE big [p = 7]\"]}}"),
                rows(shared, "EXPLAIN AS JSON DELETE FROM big WHERE p = 7"));
    }

    @Test
    void anErrorInAnyThreadIsTheErrorOfTheStatement() {
        SQLException failure = assertThrows(
                SQLException.class, () -> rows(shared, "SELECT SUM(1 / (p - " + (ITEMS - 1) + ")) FROM big"));

        assertEquals("22012", failure.getSQLState());
    }

    @Test
    void ownWritesOfATransactionAreCounted() throws SQLException {
        shared.setAutoCommit(false);
        try (Statement statement = shared.createStatement()) {
            statement.executeUpdate("INSERT INTO big (p, v) VALUES (-1, 1)");
            assertEquals(List.of("" + (ITEMS + 1)), rows(shared, "SELECT COUNT(*) FROM big"));
            assertEquals(List.of("" + (ITEMS + 1)), rows(shared, "SELECT COUNT(v) FROM big"));
        } finally {
            shared.rollback();
            shared.setAutoCommit(true);
        }
        assertEquals(List.of("" + ITEMS), rows(shared, "SELECT COUNT(*) FROM big"));
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= width; i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }
}
