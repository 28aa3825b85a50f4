package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is the same for every statement: settings that have one value only. */
interface StatementTraits extends Statement {
    /** @throws SQLException if the statement or its connection is closed */
    void checkOpen() throws SQLException;

    @Override
    default int getMaxRows() throws SQLException {
        return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
    }

    @Override
    default void setMaxRows(int rows) throws SQLException {
        setLargeMaxRows(rows);
    }

    @Override
    default void setCursorName(String name) throws SQLException {
        checkOpen();
        // ignored: JDBC wants no more of a driver without positioned updates
    }

    @Override
    default void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, direction + " is no fetch direction");
        }
        // ignored: a hint, and rows come forward only
    }

    @Override
    default int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    @Override
    default int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }
}
