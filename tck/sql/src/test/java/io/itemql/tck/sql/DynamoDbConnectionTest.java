package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.sql.dynamodb.service.ErrorType;
import io.itemql.sql.dynamodb.service.ExecuteStatementRequest;
import io.itemql.sql.dynamodb.service.StatementFailure;
import io.itemql.sql.dynamodb.service.StatementService;
import io.itemql.store.ItemStore;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What JDBC shows of a connection with {@code dialect=dynamodb}. */
class DynamoDbConnectionTest {
    private static final String URL = "jdbc:itemql:mem:dynamodbconnection";

    private Connection owner;
    private Connection connection;

    @BeforeEach
    void createTable() throws SQLException {
        owner = DriverManager.getConnection(URL);
        connection = DriverManager.getConnection(URL + "?dialect=dynamodb");
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE visits (who VARCHAR, day DECIMAL, PRIMARY KEY (who, day))");
        }
        update("INSERT INTO visits VALUE {'who': 'ann', 'day': 1, 'note': 'x', 'place': {'city': 'Oslo'}}");
        update("INSERT INTO visits VALUE {'who': 'ann', 'day': 2, 'paid': 7, 'note': NULL}");
        update("INSERT INTO visits VALUE {'who': 'bob', 'day': 1.5}");
    }

    @AfterEach
    void shutDown() throws SQLException {
        connection.close();
        try (Statement statement = owner.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        owner.close();
    }

    private int update(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(text);
        }
    }

    private List<String> query(String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            return rows(rows);
        }
    }

    private static List<String> rows(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            StringBuilder text = new StringBuilder();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                text.append(column == 1 ? "" : ", ")
                        .append(columns.getColumnLabel(column))
                        .append('=')
                        .append(rows.getString(column));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void wholeItemsHaveTheColumnsOfTheTableAndTheItem() throws SQLException {
        assertEquals(
                List.of(
                        "who=ann, day=1, note=x, paid=null, place={\"city\":\"Oslo\"}, "
                                + "_item={\"who\":\"ann\",\"day\":1,\"note\":\"x\",\"place\":{\"city\":\"Oslo\"}}",
                        "who=ann, day=2, note=null, paid=7, place=null, "
                                + "_item={\"who\":\"ann\",\"day\":2,\"note\":null,\"paid\":7}"),
                query("SELECT * FROM visits WHERE who = 'ann'"));
    }

    @Test
    void attributesThatAStatementAddsAreColumnsOfIt() throws SQLException {
        assertEquals(
                List.of("who=null, day=null, note=null, paid=null, place=null, tip=3, "
                        + "rates={\"a\":1}, _item={\"tip\":3,\"rates\":{\"a\":1}}"),
                query(
                        "UPDATE visits SET tip = 3, rates = {'a': 1} WHERE who = 'bob' AND day = 1.5 RETURNING MODIFIED NEW *"));
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE visits SET extra = ? WHERE who = 'bob' AND day = 1.5 RETURNING ALL NEW *")) {
            statement.setInt(1, 5);
            try (ResultSet row = statement.executeQuery()) {
                assertTrue(row.next());
                assertEquals(5, row.getInt("extra"));
                assertEquals(3, row.getInt("tip"));
            }
        }
    }

    @Test
    void attributesThatATransactionAddsAreColumnsInIt() throws SQLException {
        connection.setAutoCommit(false);
        String select = "SELECT * FROM visits WHERE who = 'bob'";
        assertFalse(query(select).get(0).contains("tip="));
        update("UPDATE visits SET tip = 3 WHERE who = 'bob' AND day = 1.5");
        assertTrue(query(select).get(0).contains(", tip=3,"), () -> "no column tip");
        connection.rollback();
        assertFalse(query(select).get(0).contains("tip="));
        connection.setAutoCommit(true);
    }

    @Test
    void viewsAreNoTablesOfTheService() throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE VIEW guests AS SELECT who, day FROM visits");
        }
        String missing = "Requested resource not found";
        StatementService service = new StatementService(connection.unwrap(ItemStore.class));
        for (String text : List.of(
                "SELECT * FROM guests",
                "SELECT who FROM guests WHERE who = 'ann' AND day = 1",
                "INSERT INTO guests VALUE {'who': 'x', 'day': 1}",
                "DELETE FROM guests WHERE who = 'ann' AND day = 1")) {
            assertEquals(
                    missing, assertThrows(SQLException.class, () -> query(text)).getMessage(), text);
            StatementFailure failure = assertThrows(
                    StatementFailure.class, () -> service.executeStatement(ExecuteStatementRequest.of(text)), text);
            assertEquals(missing, failure.getMessage());
            assertEquals(ErrorType.RESOURCE_NOT_FOUND, failure.type());
        }
    }

    @Test
    void aStatementHasTheLengthThatTheServiceAllows() throws SQLException {
        String select = "SELECT who FROM visits WHERE who = 'ann' AND day = 1";
        assertEquals(List.of("who=ann"), query(select + " ".repeat(8192 - select.length())));
        SQLException tooLong =
                assertThrows(SQLException.class, () -> query(select + " ".repeat(8193 - select.length())));
        assertTrue(tooLong.getMessage().endsWith("Member must have length less than or equal to 8192"));
        SQLException empty = assertThrows(SQLException.class, () -> query(""));
        assertTrue(empty.getMessage().endsWith("Member must have length greater than or equal to 1"));
    }

    @Test
    void pathsAreNamedAsTheServiceNamesThem() throws SQLException {
        assertEquals(
                List.of("city=Oslo, note=x"), query("SELECT place.city, note FROM visits WHERE who='ann' AND day=1"));
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT who, paid FROM visits WHERE who = ? AND day = ?")) {
            assertEquals("paid", statement.getMetaData().getColumnLabel(2));
            statement.setString(1, "ann");
            statement.setInt(2, 2);
            try (ResultSet row = statement.executeQuery()) {
                assertEquals(List.of("who=ann, paid=7"), rows(row));
            }
            statement.setString(2, "two");
            SQLException refused = assertThrows(SQLException.class, statement::executeQuery);
            assertEquals(
                    "Key attribute's data type should match its data type in table's schema: Key day",
                    refused.getMessage());
        }
    }

    @Test
    void changesCountAndReturn() throws SQLException {
        assertEquals(1, update("UPDATE visits SET paid = paid + 1 WHERE who='ann' AND day=2"));
        assertEquals(0, update("DELETE FROM visits WHERE who='ann' AND day=99"));
        List<String> returned =
                query("UPDATE visits SET fresh = 'f' WHERE who='bob' AND day=1.5 RETURNING MODIFIED NEW *");
        assertEquals(1, returned.size());
        assertTrue(returned.get(0).endsWith("_item={\"fresh\":\"f\"}"), returned.get(0));
        assertEquals(1, update("DELETE FROM visits WHERE who='bob' AND day=1.5"));
    }

    @Test
    void failuresHaveTheServicesWordsAndSqlStates() throws SQLException {
        SQLException twice = assertThrows(
                SQLIntegrityConstraintViolationException.class,
                () -> update("INSERT INTO visits VALUE {'who': 'ann', 'day': 1.0}"));
        assertEquals("Duplicate primary key exists in table", twice.getMessage());
        assertEquals("23505", twice.getSQLState());
        SQLException malformed = assertThrows(SQLSyntaxErrorException.class, () -> query("SELECT * FORM visits"));
        assertEquals(
                "Statement wasn't well formed, can't be processed: Expected FROM after SELECT list",
                malformed.getMessage());
        assertThrows(SQLSyntaxErrorException.class, () -> query("SELECT * FROM nowhere"));
        assertThrows(
                SQLIntegrityConstraintViolationException.class,
                () -> update("UPDATE visits SET a = 1 WHERE who = 'nobody' AND day = 1"));
    }

    @Test
    void aBatchRunsEachListOfParameters() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO visits VALUE {'who': ?, 'day': ?}")) {
            for (int day = 1; day <= 3; day++) {
                insert.setString(1, "ann");
                insert.setInt(2, day);
                insert.addBatch();
            }
            BatchUpdateException failed = assertThrows(BatchUpdateException.class, insert::executeBatch);
            assertEquals(3, failed.getUpdateCounts().length);
            assertEquals(1, failed.getUpdateCounts()[2]);
        }
    }

    @Test
    void explainShowsTheReads() throws SQLException {
        assertEquals(
                List.of("PLAN=QUERY visits [who = 'ann', day > 1] | FILTER paid <> 3 | PROJECT paid"),
                query("EXPLAIN SELECT paid FROM visits WHERE who='ann' AND day > 1 AND paid <> 3"));
        assertEquals(List.of("PLAN=SCAN visits | FILTER day = 1"), query("EXPLAIN SELECT * FROM visits WHERE day = 1"));
        List<String> analyzed = query("EXPLAIN ANALYZE SELECT * FROM visits WHERE day = 1");
        assertEquals("PLAN=SCAN visits | FILTER day = 1", analyzed.get(0));
        assertTrue(analyzed.get(1).startsWith("PLAN=TOTAL rows 1, examined 3, read units 0.5, "), analyzed.get(1));
    }

    @Test
    void optionsHold() throws SQLException {
        try (Connection careful = DriverManager.getConnection(URL + "?dialect=dynamodb&scan=deny&readOnly=true");
                Connection warned = DriverManager.getConnection(URL + "?dialect=dynamodb&scan=warn");
                Statement statement = careful.createStatement();
                Statement warning = warned.createStatement()) {
            assertThrows(SQLException.class, () -> statement.executeQuery("SELECT * FROM visits"));
            assertThrows(
                    SQLException.class, () -> statement.executeUpdate("DELETE FROM visits WHERE who='ann' AND day=1"));
            assertTrue(statement.execute("SELECT * FROM visits WHERE who = 'ann'"));
            warning.executeQuery("SELECT * FROM visits").close();
            SQLWarning told = warning.getWarnings();
            assertTrue(told.getMessage().contains("scans visits"), told.getMessage());
            warning.executeQuery("SELECT * FROM visits WHERE who = 'ann'").close();
            assertFalse(warning.getWarnings() != null);
        }
    }

    @Test
    void aPlanFollowsNewAttributes() throws SQLException {
        try (PreparedStatement all = connection.prepareStatement("SELECT * FROM visits WHERE who = ?")) {
            all.setString(1, "bob");
            all.executeQuery().close();
            update("UPDATE visits SET zebra = 1 WHERE who='bob' AND day=1.5");
            try (ResultSet rows = all.executeQuery()) {
                assertTrue(rows(rows).get(0).contains("zebra=1"));
            }
        }
    }

    @Test
    void rowsComeInTheSameOrderWithoutKeys() throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE INDEX \"byRoom\" ON visits (room VARCHAR, slot DECIMAL)");
        }
        for (int day = 10; day < 20; day++) {
            for (String who : List.of("cyd", "dan")) {
                update("INSERT INTO visits VALUE {'who': '" + who + "', 'day': " + day + ", 'room': 'r', 'slot': "
                        + day * 7 % 5 + "}");
            }
        }
        try (Connection byScan = DriverManager.getConnection(URL + "?dialect=dynamodb&keyAccess=false");
                Statement scanning = byScan.createStatement()) {
            for (String query : List.of(
                    "SELECT * FROM visits WHERE who = 'cyd' ORDER BY day DESC",
                    "SELECT day FROM visits WHERE who = 'cyd' ORDER BY day",
                    "SELECT day FROM visits WHERE who = 'cyd' ORDER BY who",
                    "SELECT who, day FROM visits WHERE who IN ['cyd', 'dan', 'ann'] ORDER BY who DESC, day",
                    "SELECT who, day FROM visits WHERE who IN ['dan', 'cyd', 'ann'] ORDER BY who",
                    "SELECT day FROM visits WHERE who = 'cyd' AND day IN [13, 11, 12] ORDER BY day DESC",
                    "SELECT who, day, slot FROM visits.byRoom WHERE room = 'r' ORDER BY slot DESC",
                    "SELECT who, day, slot FROM visits.byRoom WHERE room = 'r' ORDER BY slot",
                    "SELECT place.city FROM visits WHERE who = 'ann' ORDER BY day")) {
                try (ResultSet rows = scanning.executeQuery(query)) {
                    assertEquals(query(query), rows(rows), query);
                }
            }
        }
    }

    @Test
    void anAttributeNamedAsTheItemLeavesTheItemLast() throws SQLException {
        update("INSERT INTO visits VALUE {'who': 'fay', 'day': 1, '_item': 'mine'}");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM visits WHERE who = 'fay'")) {
            assertTrue(rows.next());
            assertEquals("mine", rows.getString("_item"));
            assertEquals(
                    "{\"who\":\"fay\",\"day\":1,\"_item\":\"mine\"}",
                    rows.getString(rows.getMetaData().getColumnCount()));
        }
    }

    @Test
    void resultsAreReadOnlyAndSayWhy() throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery("SELECT * FROM visits WHERE who = 'ann' AND day = 1")) {
            assertEquals(ResultSet.CONCUR_READ_ONLY, rows.getConcurrency());
            assertEquals(
                    "The result is read-only: with dialect=dynamodb all results are",
                    statement.getWarnings().getMessage());
            assertTrue(rows.next());
            String refusal = assertThrows(SQLException.class, () -> rows.updateInt("paid", 1))
                    .getMessage();
            assertTrue(refusal.contains("a warning of the statement says why"), refusal);
        }
    }

    @Test
    void anOrderWithoutKeyAccessKeepsToTheMemory() throws SQLException {
        String insert = "INSERT INTO visits VALUE {'who': 'cat', 'day': ?, 'note': ?}";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int day = 10; day < 40; day++) {
                statement.setInt(1, day);
                statement.setString(2, "x".repeat(60_000));
                statement.executeUpdate();
            }
        }
        String text = "SELECT * FROM visits WHERE who = 'cat' ORDER BY day DESC";
        String url = URL + "?dialect=dynamodb&keyAccess=false&memory=";
        try (Connection small = DriverManager.getConnection(url + "1MB");
                Statement statement = small.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            assertEquals("53200", assertThrows(SQLException.class, rows::next).getSQLState());
        }
        try (Connection large = DriverManager.getConnection(url + "4MB");
                Statement statement = large.createStatement()) {
            // Twice: what the first took is given back.
            for (int round = 0; round < 2; round++) {
                try (ResultSet rows = statement.executeQuery(text)) {
                    assertTrue(rows.next());
                    assertEquals(39, rows.getInt("day"));
                }
            }
        }
    }
}
