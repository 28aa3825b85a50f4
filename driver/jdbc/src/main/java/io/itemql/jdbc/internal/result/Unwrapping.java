package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.SQLException;
import java.sql.Wrapper;

/** The driver's objects are no wrappers: they unwrap to what they are themselves. */
public interface Unwrapping extends Wrapper {
    @Override
    default <T> T unwrap(Class<T> type) throws SQLException {
        if (type != null && type.isInstance(this)) {
            return type.cast(this);
        }
        throw SqlExceptions.of(
                ErrorCode.INVALID_JDBC_ARGUMENT,
                "This object of ItemQL is no " + (type == null ? "null" : type.getName()));
    }

    @Override
    default boolean isWrapperFor(Class<?> type) throws SQLException {
        return type != null && type.isInstance(this);
    }
}
