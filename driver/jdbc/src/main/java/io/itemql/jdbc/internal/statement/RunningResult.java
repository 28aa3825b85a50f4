package io.itemql.jdbc.internal.statement;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.result.ResultOwner;
import io.itemql.sql.SqlResult;
import io.itemql.store.Cancellation;
import java.sql.SQLException;
import java.sql.Statement;

/** The execution behind an open result set. */
final class RunningResult implements ResultOwner {
    private final ItemStatement statement;
    private final String sql;
    private final SqlResult result;
    private final Cancellation cancellation;
    private final int fieldBytesMax;

    RunningResult(ItemStatement statement, String sql, SqlResult result, Cancellation cancellation) {
        this.statement = statement;
        this.sql = sql;
        this.result = result;
        this.cancellation = cancellation;
        this.fieldBytesMax = statement.fieldBytesMax();
    }

    @Override
    public Statement statement() {
        return statement;
    }

    @Override
    public int fieldBytesMax() {
        return fieldBytesMax;
    }

    @Override
    public void release() throws SQLException {
        statement.finished();
        try {
            result.close();
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    @Override
    public void releaseBehind(long rows) throws SQLException {
        try {
            result.leave(rows)
                    .ifPresent(place -> statement.session().leftPages().add(sql, place));
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        } finally {
            release();
        }
    }

    @Override
    public void closed() throws SQLException {
        statement.resultClosed();
    }

    @Override
    public void stop() {
        cancellation.cancel(ErrorCode.RESULT_SET_CLOSED);
    }
}
