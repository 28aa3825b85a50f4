package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How failures become exceptions of java.sql. */
class EveryErrorTest {
    @Test
    void everyCodeKeepsItsStateNumberAndMessage() {
        for (ErrorCode code : ErrorCode.values()) {
            Object[] arguments = new Object[code.template().split("\\{}", -1).length - 1];
            Arrays.fill(arguments, "x");
            ItemException failure = new ItemException(code, arguments);
            SQLException exception = SqlExceptions.of(failure);
            assertEquals(code.sqlState(), exception.getSQLState());
            assertEquals(code.vendorCode(), exception.getErrorCode());
            assertEquals(failure.getMessage(), exception.getMessage());
            assertSame(failure, exception.getCause());
        }
    }

    @Test
    void theClassFollowsFromTheState() {
        assertClass(SQLSyntaxErrorException.class, ErrorCode.SYNTAX_ERROR, "x");
        assertClass(SQLDataException.class, ErrorCode.DIVISION_BY_ZERO);
        assertClass(SQLIntegrityConstraintViolationException.class, ErrorCode.DUPLICATE_KEY, "t", "k");
        assertClass(SQLTransactionRollbackException.class, ErrorCode.WRITE_CONFLICT, "x");
        assertClass(SQLTimeoutException.class, ErrorCode.TIMEOUT, 1);
        assertClass(SQLTransientException.class, ErrorCode.CANCELLED);
        assertClass(SQLFeatureNotSupportedException.class, ErrorCode.UNSUPPORTED, "x", "");
        assertClass(SQLNonTransientConnectionException.class, ErrorCode.STORE_CLOSED, "x");
    }

    private static void assertClass(Class<?> expected, ErrorCode code, Object... arguments) {
        assertEquals(expected, SqlExceptions.of(code, arguments).getClass(), code.name());
    }

    @Test
    void theUnexpectedIsNamed() {
        SQLException internal = SqlExceptions.translate(new IllegalStateException("boom"));
        assertEquals(ErrorCode.INTERNAL_ERROR.sqlState(), internal.getSQLState());
        assertTrue(internal.getMessage().contains("boom"));
        assertEquals(
                ErrorCode.MEMORY_EXCEEDED.sqlState(),
                SqlExceptions.translate(new OutOfMemoryError()).getSQLState());
        assertEquals(
                ErrorCode.STATEMENT_TOO_DEEP.sqlState(),
                SqlExceptions.translate(new StackOverflowError()).getSQLState());
    }
}
