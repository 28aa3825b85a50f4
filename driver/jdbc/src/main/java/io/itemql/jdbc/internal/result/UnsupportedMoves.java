package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Moves other than {@link #next()}: refused, because a plain result streams its rows from the store and does not keep
 * them.
 */
interface UnsupportedMoves extends ResultSet {
    /** The one refusal of them all. */
    static SQLException refusal(String method) {
        return SqlExceptions.unsupported(
                method, ": the result is forward-only, and only next() moves; ask for TYPE_SCROLL_INSENSITIVE");
    }

    @Override
    default boolean isLast() throws SQLException {
        throw refusal("isLast");
    }

    @Override
    default void beforeFirst() throws SQLException {
        throw refusal("beforeFirst");
    }

    @Override
    default void afterLast() throws SQLException {
        throw refusal("afterLast");
    }

    @Override
    default boolean first() throws SQLException {
        throw refusal("first");
    }

    @Override
    default boolean last() throws SQLException {
        throw refusal("last");
    }

    @Override
    default boolean absolute(int rows) throws SQLException {
        throw refusal("absolute");
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        throw refusal("relative");
    }

    @Override
    default boolean previous() throws SQLException {
        throw refusal("previous");
    }
}
