package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;

/**
 * What holds for every result set unless it says otherwise: forward-only, read-only, held over commits, without
 * warnings.
 */
interface FixedTraits extends ResultSet {
    /** @throws SQLException if the result set is closed */
    void checkOpen() throws SQLException;

    @Override
    default void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != FETCH_FORWARD) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "A forward-only result is fetched forward");
        }
    }

    @Override
    default int getFetchDirection() throws SQLException {
        checkOpen();
        return FETCH_FORWARD;
    }

    @Override
    default int getType() throws SQLException {
        checkOpen();
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    default int getConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    default int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    default boolean rowUpdated() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    default boolean rowInserted() throws SQLException {
        checkOpen();
        return false;
    }

    @Override
    default boolean rowDeleted() throws SQLException {
        checkOpen();
        return false;
    }

    /** Always {@code null}: what there is to warn of is at the statement. */
    @Override
    default SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    default void clearWarnings() throws SQLException {
        checkOpen();
    }
}
