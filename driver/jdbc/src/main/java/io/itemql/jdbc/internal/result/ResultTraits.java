package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How the results of a statement can be moved in and changed.
 *
 * @param type a type of {@link ResultSet}: forward-only or scroll-insensitive
 * @param concurrency a concurrency of {@link ResultSet}
 */
public record ResultTraits(int type, int concurrency) {
    /** What a statement gives if nothing is asked for. */
    public static final ResultTraits PLAIN = new ResultTraits(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);

    /**
     * The traits nearest to a wish: rows never change under their reader, so a sensitive result becomes an insensitive
     * one.
     *
     * @throws SQLException if the numbers are none of JDBC's
     */
    public static ResultTraits of(int type, int concurrency) throws SQLException {
        boolean knownType = type == ResultSet.TYPE_FORWARD_ONLY
                || type == ResultSet.TYPE_SCROLL_INSENSITIVE
                || type == ResultSet.TYPE_SCROLL_SENSITIVE;
        boolean knownConcurrency =
                concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE;
        if (!knownType || !knownConcurrency) {
            throw SqlExceptions.of(
                    ErrorCode.INVALID_JDBC_ARGUMENT,
                    "Result set type " + type + " or concurrency " + concurrency + " is none of JDBC's");
        }
        int offered = type == ResultSet.TYPE_SCROLL_SENSITIVE ? ResultSet.TYPE_SCROLL_INSENSITIVE : type;
        return new ResultTraits(offered, concurrency);
    }

    public boolean isForwardOnly() {
        return type == ResultSet.TYPE_FORWARD_ONLY;
    }

    public boolean isUpdatable() {
        return concurrency == ResultSet.CONCUR_UPDATABLE;
    }

    /** The same without changes. */
    public ResultTraits readOnly() {
        return new ResultTraits(type, ResultSet.CONCUR_READ_ONLY);
    }
}
