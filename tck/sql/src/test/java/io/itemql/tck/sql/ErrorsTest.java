package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Wrong statements get an answer that a person can use: one short message, a state of its own, and the place. */
class ErrorsTest {
    private static final int STATEMENTS_MIN = 60;
    private static final int MESSAGE_MAX = 300;
    /** States that say no more than that something is wrong. */
    private static final Set<String> CATCH_ALL = Set.of("XX000", "HY000", "42000", "0A000", "22000", "99999");

    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");

    private final GoldenScript script = GoldenScript.read(Path.of("src/test/resources/golden/errors.pql"));

    @Test
    void thereAreManyWrongStatementsAndEachIsAnother() {
        List<GoldenScript.Case> wrong = wrong();
        assertTrue(wrong.size() >= STATEMENTS_MIN, "only " + wrong.size());
        Set<String> statements = new HashSet<>();
        wrong.forEach(statement -> assertTrue(statements.add(statement.sql()), statement.sql()));
    }

    private List<GoldenScript.Case> wrong() {
        return script.cases().stream()
                .filter(statement -> !statement.expected("error").isEmpty())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> messages() throws SQLException {
        List<DynamicTest> tests = new ArrayList<>();
        ConnectionSource source = ConnectionSource.of("jdbc:itemql:mem:errors");
        Connection connection = source.open(Map.of());
        StatementExecution execution = new StatementExecution(source);
        for (GoldenScript.Case statement : script.cases()) {
            Answer answer = execution.run(connection, statement.sql(), statement.parameters());
            if (!statement.expected("error").isEmpty()) {
                tests.add(dynamicTest(statement.sql(), () -> check(answer)));
            }
        }
        connection.close();
        source.close();
        return tests.stream();
    }

    private static void check(Answer answer) {
        assertTrue(answer.failure().isPresent(), "it succeeded");
        SQLException failure = answer.failure().get();
        String message = failure.getMessage();
        assertTrue(!CATCH_ALL.contains(failure.getSQLState()), failure.getSQLState() + " " + message);
        assertTrue(failure.getSQLState().matches("[0-9A-Z]{5}"), failure.getSQLState());
        assertTrue(message.length() < MESSAGE_MAX, message.length() + " characters: " + message);
        assertTrue(!message.contains("Exception") && !message.contains("org.apache"), message);
        assertTrue(failure.getErrorCode() > 0, "no vendor code");
        assertEquals(false, failure instanceof SQLFeatureNotSupportedException, message);
        if (failure.getSQLState().equals("42601")) {
            assertTrue(PLACE.matcher(message).find(), "no place: " + message);
        }
    }
}
