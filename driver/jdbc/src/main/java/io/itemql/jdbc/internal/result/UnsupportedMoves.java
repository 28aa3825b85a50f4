package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Moves other than {@link #next()}: refused, because rows are streamed from the store and not kept.
 */
interface UnsupportedMoves extends ResultSet {

    @Override
    default boolean isLast() throws SQLException {
        throw SqlExceptions.unsupported("isLast", ": results are forward-only, and only next() moves");
    }

    @Override
    default void beforeFirst() throws SQLException {
        throw SqlExceptions.unsupported("beforeFirst", ": results are forward-only, and only next() moves");
    }

    @Override
    default void afterLast() throws SQLException {
        throw SqlExceptions.unsupported("afterLast", ": results are forward-only, and only next() moves");
    }

    @Override
    default boolean first() throws SQLException {
        throw SqlExceptions.unsupported("first", ": results are forward-only, and only next() moves");
    }

    @Override
    default boolean last() throws SQLException {
        throw SqlExceptions.unsupported("last", ": results are forward-only, and only next() moves");
    }

    @Override
    default boolean absolute(int rows) throws SQLException {
        throw SqlExceptions.unsupported("absolute", ": results are forward-only, and only next() moves");
    }

    @Override
    default boolean relative(int rows) throws SQLException {
        throw SqlExceptions.unsupported("relative", ": results are forward-only, and only next() moves");
    }

    @Override
    default boolean previous() throws SQLException {
        throw SqlExceptions.unsupported("previous", ": results are forward-only, and only next() moves");
    }
}
