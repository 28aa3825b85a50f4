package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.value.Streams;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/**
 * Changes that follow from others: {@code updateX} is {@code updateObject} with an X; streams are read to their end.
 */
interface DerivedUpdates extends ResultSet {

    @Override
    default void updateNull(int column) throws SQLException {
        updateObject(column, null);
    }

    @Override
    default void updateBoolean(int column, boolean value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateByte(int column, byte value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateShort(int column, short value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateInt(int column, int value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateLong(int column, long value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateFloat(int column, float value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateDouble(int column, double value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateBigDecimal(int column, BigDecimal value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateString(int column, String value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateBytes(int column, byte[] value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateDate(int column, Date value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateTime(int column, Time value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateTimestamp(int column, Timestamp value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
        updateObject(column, Streams.text(value, length, StandardCharsets.US_ASCII));
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
        updateObject(column, Streams.bytes(value, length));
    }

    @Override
    default void updateCharacterStream(int column, Reader value, int length) throws SQLException {
        updateObject(column, Streams.text(value, length));
    }

    @Override
    default void updateRef(int column, Ref value) throws SQLException {
        throw SqlExceptions.unsupported("updateRef", ": no attribute has that type");
    }

    @Override
    default void updateBlob(int column, Blob value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateClob(int column, Clob value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateArray(int column, Array value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateRowId(int column, RowId value) throws SQLException {
        throw SqlExceptions.unsupported("updateRowId", ": no attribute has that type");
    }

    @Override
    default void updateNString(int column, String value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateNClob(int column, NClob value) throws SQLException {
        updateObject(column, value);
    }

    @Override
    default void updateSQLXML(int column, SQLXML value) throws SQLException {
        throw SqlExceptions.unsupported("updateSQLXML", ": no attribute has that type");
    }

    @Override
    default void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
        updateObject(column, Streams.text(value, length));
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
        updateObject(column, Streams.text(value, length, StandardCharsets.US_ASCII));
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
        updateObject(column, Streams.bytes(value, length));
    }

    @Override
    default void updateCharacterStream(int column, Reader value, long length) throws SQLException {
        updateObject(column, Streams.text(value, length));
    }

    @Override
    default void updateBlob(int column, InputStream value, long length) throws SQLException {
        updateObject(column, Streams.bytes(value, length));
    }

    @Override
    default void updateClob(int column, Reader value, long length) throws SQLException {
        updateObject(column, Streams.text(value, length));
    }

    @Override
    default void updateNClob(int column, Reader value, long length) throws SQLException {
        updateObject(column, Streams.text(value, length));
    }

    @Override
    default void updateNCharacterStream(int column, Reader value) throws SQLException {
        updateObject(column, Streams.text(value, Streams.TO_THE_END));
    }

    @Override
    default void updateAsciiStream(int column, InputStream value) throws SQLException {
        updateObject(column, Streams.text(value, Streams.TO_THE_END, StandardCharsets.US_ASCII));
    }

    @Override
    default void updateBinaryStream(int column, InputStream value) throws SQLException {
        updateObject(column, Streams.bytes(value, Streams.TO_THE_END));
    }

    @Override
    default void updateCharacterStream(int column, Reader value) throws SQLException {
        updateObject(column, Streams.text(value, Streams.TO_THE_END));
    }

    @Override
    default void updateBlob(int column, InputStream value) throws SQLException {
        updateObject(column, Streams.bytes(value, Streams.TO_THE_END));
    }

    @Override
    default void updateClob(int column, Reader value) throws SQLException {
        updateObject(column, Streams.text(value, Streams.TO_THE_END));
    }

    @Override
    default void updateNClob(int column, Reader value) throws SQLException {
        updateObject(column, Streams.text(value, Streams.TO_THE_END));
    }
}
