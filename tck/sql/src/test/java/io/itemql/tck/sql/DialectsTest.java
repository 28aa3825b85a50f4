package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every row of the tables in docs/dialects.md, in both dialects. */
class DialectsTest {
    private static final String URL = "jdbc:itemql:mem:dialects";
    private static final List<String> ITEMS = List.of(
            "{'id': 'five', 'v': 5}",
            "{'id': 'nine', 'v': 9}",
            "{'id': 'text', 'v': '5'}",
            "{'id': 'null', 'v': NULL}",
            "{'id': 'list', 'v': [5, 'a']}",
            "{'id': 'none'}");
    private static final int ROWS_MIN = 35;
    private static final Path PAGE = Path.of("../../docs/dialects.md");

    private Connection sql;
    private Connection dynamodb;

    @BeforeEach
    void createTable() throws SQLException {
        sql = DriverManager.getConnection(URL);
        dynamodb = DriverManager.getConnection(URL + "?dialect=dynamodb");
        try (Statement statement = sql.createStatement();
                Statement inserts = dynamodb.createStatement()) {
            statement.execute("CREATE TABLE shapes (id VARCHAR PARTITION KEY)");
            for (String item : ITEMS) {
                inserts.executeUpdate("INSERT INTO shapes VALUE " + item);
            }
        }
    }

    @AfterEach
    void shutDown() throws SQLException {
        dynamodb.close();
        try (Statement statement = sql.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        sql.close();
    }

    @Test
    void theTableOfDifferencesIsTrue() throws IOException {
        List<String> differences = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split(" \\| ", -1);
            if (cells.length != 3 || !cells[0].startsWith("| `") || cells[0].contains("condition")) {
                continue;
            }
            String text = cells[0].substring("| `".length(), cells[0].length() - 1);
            boolean isStatement = text.startsWith("SELECT");
            String left = isStatement ? rows(sql, text) : items(sql, text);
            String right = isStatement ? rows(dynamodb, text) : items(dynamodb, text);
            String actual = "| `" + text + "` | " + left + " | " + right + " |";
            if (!actual.equals(line)) {
                differences.add(actual);
            }
            rows++;
        }
        assertEquals(List.of(), differences, () -> "rows as they are:\n" + String.join("\n", differences));
        assertTrue(rows >= ROWS_MIN, "only " + rows + " rows were found");
    }

    /** The items that meet a condition, in the order of the table of items. */
    private static String items(Connection connection, String condition) {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM shapes WHERE " + condition)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException e) {
            return e.getMessage();
        }
        List<String> ordered = ITEMS.stream()
                .map(item -> item.substring("{'id': '".length(), "{'id': '".length() + 4))
                .filter(found::contains)
                .toList();
        assertEquals(found.size(), ordered.size(), condition);
        return ordered.isEmpty() ? "none of them" : String.join(", ", ordered);
    }

    /** How many rows a statement gives, or why it fails. */
    private static String rows(Connection connection, String text) {
        int count = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            while (rows.next()) {
                count++;
            }
        } catch (SQLException e) {
            return e.getMessage();
        }
        return String.valueOf(count);
    }
}
