package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the metadata promises of words and functions is true. */
class VocabularyTest {
    /** How to call a function, where it is not with one number. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("ACOS", "ACOS(0.5)"),
            Map.entry("ASIN", "ASIN(0.5)"),
            Map.entry("ATAN2", "ATAN2(0, 1)"),
            Map.entry("PI", "PI()"),
            Map.entry("RAND", "RAND()"),
            Map.entry("DIFFERENCE", "DIFFERENCE('Robert', 'Rupert')"),
            Map.entry("INSERT", "INSERT('abcdef', 2, 3, 'x')"),
            Map.entry("SOUNDEX", "SOUNDEX('Robert')"),
            Map.entry("CURDATE", "CURDATE()"),
            Map.entry("CURTIME", "CURTIME()"),
            Map.entry("NOW", "NOW()"),
            Map.entry("TIMESTAMPADD", "TIMESTAMPADD(SQL_TSI_DAY, 1, DATE '2024-02-28')"),
            Map.entry("TIMESTAMPDIFF", "TIMESTAMPDIFF(SQL_TSI_DAY, DATE '2024-02-28', DATE '2024-03-01')"),
            Map.entry("MOD", "MOD(5, 3)"),
            Map.entry("POWER", "POWER(2, 3)"),
            Map.entry("ROUND", "ROUND(2.55, 1)"),
            Map.entry("TRUNCATE", "TRUNCATE(2.55, 1)"),
            Map.entry("ASCII", "ASCII('a')"),
            Map.entry("CHAR_LENGTH", "CHAR_LENGTH('a')"),
            Map.entry("CHARACTER_LENGTH", "CHARACTER_LENGTH('a')"),
            Map.entry("CHAR", "CHAR(65)"),
            Map.entry("CONCAT", "CONCAT('a', 'b')"),
            Map.entry("LCASE", "LCASE('A')"),
            Map.entry("LEFT", "LEFT('abc', 2)"),
            Map.entry("LENGTH", "LENGTH('abc')"),
            Map.entry("LOCATE", "LOCATE('b', 'abc')"),
            Map.entry("LTRIM", "LTRIM(' a')"),
            Map.entry("OCTET_LENGTH", "OCTET_LENGTH('abc')"),
            Map.entry("POSITION", "POSITION('b' IN 'abc')"),
            Map.entry("REPEAT", "REPEAT('a', 3)"),
            Map.entry("REPLACE", "REPLACE('abc', 'b', 'x')"),
            Map.entry("RIGHT", "RIGHT('abc', 2)"),
            Map.entry("RTRIM", "RTRIM('a ')"),
            Map.entry("SUBSTRING", "SUBSTRING('abc', 2, 1)"),
            Map.entry("UCASE", "UCASE('a')"),
            Map.entry("IFNULL", "IFNULL(NULL, 1)"),
            Map.entry("DATABASE", "DATABASE()"),
            Map.entry("USER", "USER()"),
            Map.entry("CURRENT_DATE", "CURRENT_DATE"),
            Map.entry("CURRENT_TIME", "CURRENT_TIME"),
            Map.entry("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"),
            Map.entry("EXTRACT", "EXTRACT(YEAR FROM DATE '2024-02-29')"),
            Map.entry("HOUR", "HOUR(TIMESTAMP '2024-02-29 12:30:15')"),
            Map.entry("MINUTE", "MINUTE(TIMESTAMP '2024-02-29 12:30:15')"),
            Map.entry("SECOND", "SECOND(TIMESTAMP '2024-02-29 12:30:15')"));

    private static final Set<String> DATE_PARTS =
            Set.of("DAYNAME", "DAYOFMONTH", "DAYOFWEEK", "DAYOFYEAR", "MONTH", "MONTHNAME", "QUARTER", "WEEK", "YEAR");

    @Test
    void everyFunctionCanBeCalled() throws SQLException {
        List<String> refused = new ArrayList<>();
        int called = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement statement = connection.createStatement()) {
            DatabaseMetaData metadata = connection.getMetaData();
            for (String list : List.of(
                    metadata.getNumericFunctions(),
                    metadata.getStringFunctions(),
                    metadata.getSystemFunctions(),
                    metadata.getTimeDateFunctions())) {
                for (String name : list.split(",", -1)) {
                    called++;
                    String call = CALLS.getOrDefault(
                            name, DATE_PARTS.contains(name) ? name + "(DATE '2024-02-29')" : name + "(4)");
                    try (ResultSet rows = statement.executeQuery("SELECT {fn " + call + "}")) {
                        assertTrue(rows.next() && rows.getString(1) != null, call);
                    } catch (SQLException e) {
                        refused.add(call + ": " + e.getMessage());
                    }
                }
            }
        }
        assertEquals(List.of(), refused);
        assertTrue(called > 40, "only " + called);
    }

    @Test
    void theSystemFunctionsAreThoseOfJdbc() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:")) {
            assertEquals("DATABASE,IFNULL,USER", connection.getMetaData().getSystemFunctions());
        }
    }

    /** Whatever the metadata lists as a function is one: called with too many arguments, it says how many it takes. */
    @Test
    void everyListedFunctionIsKnown() throws SQLException {
        List<String> wrong = new ArrayList<>();
        int listed = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement statement = connection.createStatement();
                ResultSet functions = connection.getMetaData().getFunctions(null, "main", "%")) {
            while (functions.next()) {
                listed++;
                String name = functions.getString("FUNCTION_NAME");
                try {
                    statement
                            .executeQuery("SELECT \"" + name + "\"(1, 1, 1, 1, 1, 1, 1, 1, 1)")
                            .close();
                } catch (SQLException e) {
                    if (e.getSQLState().equals("42883")) {
                        wrong.add(name + ": " + e.getMessage());
                    }
                }
            }
            assertEquals(List.of(), wrong);
            assertTrue(listed > 100, "only " + listed);
            ResultSet columns = connection.getMetaData().getFunctionColumns(null, null, "SUBSTRING", "%");
            List<String> shown = new ArrayList<>();
            while (columns.next()) {
                shown.add(columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME") + " "
                        + columns.getInt("ORDINAL_POSITION"));
            }
            assertEquals(
                    List.of("result VARCHAR 0", "argument1 VARCHAR 1", "argument2 VARCHAR 2", "argument3 VARCHAR 3"),
                    shown);
        }
    }

    @Test
    void everyKeywordNeedsQuotes() throws SQLException {
        Set<String> free = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
            for (String word : connection.getMetaData().getSQLKeywords().split(",", -1)) {
                assertTrue(statement.execute("SELECT \"" + word + "\" FROM users"));
                try {
                    statement.execute("SELECT " + word + " FROM users");
                    free.add(word);
                } catch (SQLException e) {
                    assertEquals("42601", e.getSQLState());
                }
            }
            assertThrows(SQLException.class, () -> statement.execute("SELECT select FROM users"));
        }
        assertEquals(Set.of(), free);
    }

    @Test
    void nullsSortAsPromised() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY)");
            statement.execute("INSERT INTO users (id, n) VALUES ('a', 1), ('b', NULL), ('c', 0)");
            DatabaseMetaData metadata = connection.getMetaData();
            assertTrue(metadata.nullsAreSortedHigh() && !metadata.nullsAreSortedLow());
            assertEquals("b", last(statement.executeQuery("SELECT id FROM users ORDER BY n")));
            assertEquals("c", last(statement.executeQuery("SELECT id FROM users ORDER BY n DESC")));
        }
    }

    private static String last(ResultSet rows) throws SQLException {
        String last = null;
        while (rows.next()) {
            last = rows.getString(1);
        }
        return last;
    }
}
