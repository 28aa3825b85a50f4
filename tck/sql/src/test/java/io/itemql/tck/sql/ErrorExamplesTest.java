package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.itemql.error.ErrorCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of docs/errors.md that are statements or URLs fail exactly as the page says. */
class ErrorExamplesTest {
    /** Options of the connection, the statement, and whether it only fails the second time. */
    private static final Pattern STATEMENT = Pattern.compile(
            "(?:(\\w+=\\S+): )?((?:SELECT|INSERT|UPSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH)\\b.*?)(, twice)?");

    private static final String URL = "jdbc:itemql:(?!file).*";

    private static final int STATEMENTS_MIN = 45;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE users (userId VARCHAR PARTITION KEY)",
            "INSERT INTO users VALUE {'userId': '1', 'name': 'Ann', 'age': 28}",
            "INSERT INTO users VALUE {'userId': '2', 'name': 'Bob', 'age': 30}");

    private static Stream<ErrorCode> statements() {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> STATEMENT.matcher(code.example()).matches());
    }

    /** True if the example of an error is a statement or URL, which is run here. */
    static boolean isChecked(ErrorCode code) {
        return STATEMENT.matcher(code.example()).matches() || code.example().matches(URL);
    }

    @Test
    void mostExamplesAreStatements() {
        assertTrue(statements().count() >= STATEMENTS_MIN, statements().count() + " statements");
    }

    @TestFactory
    Stream<DynamicTest> examplesThatAreStatements() {
        return statements()
                .map(code -> dynamicTest(
                        code + ": " + code.example(), () -> check(code, failure(STATEMENT.matcher(code.example())))));
    }

    private static SQLException failure(Matcher example) throws SQLException {
        assertTrue(example.matches());
        String options = example.group(1) == null ? "" : "?" + example.group(1);
        try (Connection keeper = DriverManager.getConnection("jdbc:itemql:mem:examples")) {
            try (Statement statement = keeper.createStatement()) {
                for (String sql : TABLES) {
                    statement.execute(sql);
                }
            }
            try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:examples" + options);
                    Statement statement = connection.createStatement()) {
                SQLException failure = run(statement, example.group(2));
                return example.group(3) == null ? failure : run(statement, example.group(2));
            } finally {
                try (Statement statement = keeper.createStatement()) {
                    statement.execute("SHUTDOWN");
                }
            }
        }
    }

    private static SQLException run(Statement statement, String sql) {
        try {
            if (statement.execute(sql)) {
                while (statement.getResultSet().next()) {
                    statement.getResultSet().getObject(1);
                }
            }
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    @TestFactory
    Stream<DynamicTest> examplesThatAreUrls() {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.example().matches(URL))
                .map(code -> dynamicTest(code + ": " + code.example(), () -> {
                    SQLException failure = null;
                    try (Connection connection = DriverManager.getConnection(code.example())) {
                        connection.isValid(0);
                    } catch (SQLException e) {
                        failure = e;
                    }
                    check(code, failure);
                }));
    }

    private static void check(ErrorCode code, SQLException failure) {
        assertNotNull(failure, "it succeeded");
        assertEquals(
                code.vendorCode() + " " + code.sqlState(),
                failure.getErrorCode() + " " + failure.getSQLState(),
                failure.getMessage());
    }
}
