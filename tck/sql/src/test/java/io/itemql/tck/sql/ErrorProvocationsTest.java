package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.itemql.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every error that an application can provoke through JDBC is provoked; docs/errors.md has them all. */
class ErrorProvocationsTest {
    /**
     * What JDBC does not reach: requests of the item API in Java, and accidents (a full disk, a damaged file, a second
     * process), which have tests of their own beside the store.
     */
    private static final Set<ErrorCode> BEYOND_JDBC = EnumSet.of(
            ErrorCode.KEY_SCHEMA_MISMATCH,
            ErrorCode.OPERAND_TYPE,
            ErrorCode.VIEW_BROKEN,
            ErrorCode.INVALID_START_KEY,
            ErrorCode.INVALID_BETWEEN,
            ErrorCode.INVALID_REQUEST,
            ErrorCode.CONDITION_FAILED,
            ErrorCode.LIMIT_EXCEEDED,
            ErrorCode.STORE_IN_USE,
            ErrorCode.TABLE_IN_USE,
            ErrorCode.INDEX_NOT_READY,
            ErrorCode.WRITE_CONFLICT,
            ErrorCode.TRANSACTION_CANCELLED,
            ErrorCode.TRANSACTION_TOO_LARGE,
            ErrorCode.TRANSACTION_IN_PROGRESS,
            ErrorCode.TRANSACTION_ENDED,
            ErrorCode.TOKEN_REUSED,
            ErrorCode.VIEW_EXPIRED,
            ErrorCode.IO_ERROR,
            ErrorCode.HEAP_EXHAUSTED,
            ErrorCode.FORMAT_TOO_NEW,
            ErrorCode.STORE_DAMAGED,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.TRANSACTIONS_UNSUPPORTED);

    private static final List<String> TABLES = List.of(
            "CREATE TABLE users (userId VARCHAR PARTITION KEY)",
            "INSERT INTO users VALUE {'userId': '1', 'name': 'Ann', 'age': 28}",
            "INSERT INTO users VALUE {'userId': '2', 'address': {'city': 'Pune'}}");

    @TempDir
    static Path directory;

    @Test
    void everyErrorHasItsProvocation() {
        Set<ErrorCode> left = EnumSet.allOf(ErrorCode.class);
        left.removeIf(ErrorExamplesTest::isChecked);
        left.removeAll(new ErrorProvocations(directory).all().keySet());
        assertEquals(BEYOND_JDBC, left);
    }

    @TestFactory
    Stream<DynamicTest> provocations() {
        return new ErrorProvocations(directory)
                .all().entrySet().stream()
                        .map(entry ->
                                dynamicTest(entry.getKey().toString(), () -> check(entry.getKey(), entry.getValue())));
    }

    private static void check(ErrorCode code, ErrorProvocations.Provocation provocation) throws Exception {
        String url = "jdbc:itemql:mem:provoked-" + code.vendorCode();
        SQLException failure = null;
        try (Connection connection = DriverManager.getConnection(url)) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : TABLES) {
                    statement.execute(sql);
                }
            }
            try {
                provocation.run(connection);
            } catch (SQLException e) {
                failure = e;
            }
        }
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        assertEquals(
                code.vendorCode() + " " + code.sqlState(),
                failure == null ? "it succeeded" : failure.getErrorCode() + " " + failure.getSQLState(),
                String.valueOf(failure));
    }
}
