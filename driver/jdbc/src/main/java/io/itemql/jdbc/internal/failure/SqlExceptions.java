package io.itemql.jdbc.internal.failure;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientException;
import java.sql.SQLWarning;

/**
 * The one place that makes {@code SQLException}s. Each carries the SQLState and the vendor number of its
 * {@link ErrorCode}; the class follows from the class of the SQLState, so that clients may look at either.
 */
public final class SqlExceptions {
    /** A warning: the standard's class 01 and a subclass of our own. */
    private static final String WARNING_STATE = "01I01";

    private SqlExceptions() {}

    /** An exception of the driver itself. */
    public static SQLException of(ErrorCode code, Object... arguments) {
        return of(new ItemException(code, arguments));
    }

    /** The exception that says what {@code failure} says. */
    public static SQLException of(ItemException failure) {
        ErrorCode code = failure.code();
        String message = failure.getMessage();
        String state = code.sqlState();
        int number = code.vendorCode();
        return switch (code) {
            case TIMEOUT -> new SQLTimeoutException(message, state, number, failure);
            case STORE_CLOSED -> new SQLNonTransientConnectionException(message, state, number, failure);
            default ->
                switch (state.substring(0, 2)) {
                    case "0A" -> new SQLFeatureNotSupportedException(message, state, number, failure);
                    case "08" -> new SQLNonTransientConnectionException(message, state, number, failure);
                    case "22" -> new SQLDataException(message, state, number, failure);
                    case "23" -> new SQLIntegrityConstraintViolationException(message, state, number, failure);
                    case "40" -> new SQLTransactionRollbackException(message, state, number, failure);
                    case "42" -> new SQLSyntaxErrorException(message, state, number, failure);
                    case "55", "57" -> new SQLTransientException(message, state, number, failure);
                    default -> new SQLNonTransientException(message, state, number, failure);
                };
        };
    }

    /**
     * The exception for whatever came up from below. Nothing leaves the driver raw: an unexpected exception becomes
     * {@link ErrorCode#INTERNAL_ERROR} with its cause, a full heap {@link ErrorCode#MEMORY_EXCEEDED}, a full stack
     * {@link ErrorCode#STATEMENT_TOO_DEEP}.
     */
    public static SQLException translate(Throwable failure) {
        if (failure instanceof ItemException known) {
            return of(known);
        }
        if (failure instanceof StackOverflowError) {
            return of(ItemException.causedBy(failure, ErrorCode.STATEMENT_TOO_DEEP));
        }
        if (failure instanceof OutOfMemoryError) {
            return of(ItemException.causedBy(
                    failure,
                    ErrorCode.MEMORY_EXCEEDED,
                    "The heap of the JVM is full: the statement",
                    Runtime.getRuntime().maxMemory()));
        }
        return of(ItemException.causedBy(failure, ErrorCode.INTERNAL_ERROR, failure));
    }

    /** The exception of a method that ItemQL does not have; {@code why} begins with a colon or is empty. */
    public static SQLException unsupported(String what, String why) {
        return of(ErrorCode.UNSUPPORTED, what, why);
    }

    /** A warning with the given text. */
    public static SQLWarning warning(String text) {
        return new SQLWarning(text, WARNING_STATE);
    }
}
