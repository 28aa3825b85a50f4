package io.itemql.jdbc.internal.connection;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.ShardingKey;
import java.sql.Struct;

/**
 * What connections do not have: procedures, structured and XML types, sharding. Each refusal says why.
 */
interface UnsupportedConnectionParts extends Connection {

    @Override
    default CallableStatement prepareCall(String sql) throws SQLException {
        throw SqlExceptions.unsupported("prepareCall", ": there are no stored procedures");
    }

    @Override
    default CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        throw SqlExceptions.unsupported("prepareCall", ": there are no stored procedures");
    }

    @Override
    default CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        throw SqlExceptions.unsupported("prepareCall", ": there are no stored procedures");
    }

    @Override
    default SQLXML createSQLXML() throws SQLException {
        throw SqlExceptions.unsupported("createSQLXML", ": no attribute has that type");
    }

    @Override
    default Struct createStruct(String type, Object[] attributes) throws SQLException {
        throw SqlExceptions.unsupported("createStruct", ": a Map is the value of a nested attribute");
    }

    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int timeout) throws SQLException {
        throw SqlExceptions.unsupported("setShardingKeyIfValid", ": a store is one database");
    }

    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, int timeout) throws SQLException {
        throw SqlExceptions.unsupported("setShardingKeyIfValid", ": a store is one database");
    }

    @Override
    default void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
        throw SqlExceptions.unsupported("setShardingKey", ": a store is one database");
    }

    @Override
    default void setShardingKey(ShardingKey key) throws SQLException {
        throw SqlExceptions.unsupported("setShardingKey", ": a store is one database");
    }
}
