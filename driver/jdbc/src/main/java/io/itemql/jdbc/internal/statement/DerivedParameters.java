package io.itemql.jdbc.internal.statement;

import io.itemql.jdbc.internal.value.ParameterValues;
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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;

/**
 * Parameters that follow from others: {@code setX} is {@code setObject} with an X; streams are read to their end at
 * once.
 */
interface DerivedParameters extends PreparedStatement {
    @Override
    default void setBoolean(int parameter, boolean value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setByte(int parameter, byte value) throws SQLException {
        setLong(parameter, value);
    }

    @Override
    default void setShort(int parameter, short value) throws SQLException {
        setLong(parameter, value);
    }

    @Override
    default void setInt(int parameter, int value) throws SQLException {
        setLong(parameter, value);
    }

    @Override
    default void setFloat(int parameter, float value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setDouble(int parameter, double value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setBigDecimal(int parameter, BigDecimal value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setBytes(int parameter, byte[] value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setNString(int parameter, String value) throws SQLException {
        setString(parameter, value);
    }

    @Override
    default void setNull(int parameter, int type) throws SQLException {
        setObject(parameter, null);
    }

    @Override
    default void setNull(int parameter, int type, String typeName) throws SQLException {
        setObject(parameter, null);
    }

    @Override
    default void setDate(int parameter, Date value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setTime(int parameter, Time value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setTimestamp(int parameter, Timestamp value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setDate(int parameter, Date value, Calendar calendar) throws SQLException {
        setObject(parameter, calendar == null ? value : ParameterValues.ofDate(value, calendar));
    }

    @Override
    default void setTime(int parameter, Time value, Calendar calendar) throws SQLException {
        setObject(parameter, calendar == null ? value : ParameterValues.ofTime(value, calendar));
    }

    @Override
    default void setTimestamp(int parameter, Timestamp value, Calendar calendar) throws SQLException {
        setObject(parameter, calendar == null ? value : ParameterValues.ofTimestamp(value, calendar));
    }

    @Override
    default void setObject(int parameter, Object value, SQLType type) throws SQLException {
        setObject(parameter, value, codeOf(type));
    }

    @Override
    default void setObject(int parameter, Object value, SQLType type, int scale) throws SQLException {
        setObject(parameter, value, codeOf(type), scale);
    }

    private static int codeOf(SQLType type) {
        Integer code = type == null ? null : type.getVendorTypeNumber();
        return code == null ? Types.OTHER : code;
    }

    @Override
    default void setArray(int parameter, Array value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setBlob(int parameter, Blob value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setBlob(int parameter, InputStream value, long length) throws SQLException {
        setBinaryStream(parameter, value, length);
    }

    @Override
    default void setBlob(int parameter, InputStream value) throws SQLException {
        setBinaryStream(parameter, value);
    }

    @Override
    default void setClob(int parameter, Clob value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setClob(int parameter, Reader value, long length) throws SQLException {
        setCharacterStream(parameter, value, length);
    }

    @Override
    default void setClob(int parameter, Reader value) throws SQLException {
        setCharacterStream(parameter, value);
    }

    @Override
    default void setNClob(int parameter, NClob value) throws SQLException {
        setObject(parameter, value);
    }

    @Override
    default void setNClob(int parameter, Reader value, long length) throws SQLException {
        setCharacterStream(parameter, value, length);
    }

    @Override
    default void setNClob(int parameter, Reader value) throws SQLException {
        setCharacterStream(parameter, value);
    }

    @Override
    default void setAsciiStream(int parameter, InputStream value, int length) throws SQLException {
        setAsciiStream(parameter, value, (long) length);
    }

    @Override
    default void setAsciiStream(int parameter, InputStream value, long length) throws SQLException {
        setString(parameter, Streams.text(value, length, StandardCharsets.US_ASCII));
    }

    @Override
    default void setAsciiStream(int parameter, InputStream value) throws SQLException {
        setString(parameter, Streams.text(value, Streams.TO_THE_END, StandardCharsets.US_ASCII));
    }

    @Override
    default void setBinaryStream(int parameter, InputStream value, int length) throws SQLException {
        setBinaryStream(parameter, value, (long) length);
    }

    @Override
    default void setBinaryStream(int parameter, InputStream value, long length) throws SQLException {
        setBytes(parameter, Streams.bytes(value, length));
    }

    @Override
    default void setBinaryStream(int parameter, InputStream value) throws SQLException {
        setBytes(parameter, Streams.bytes(value, Streams.TO_THE_END));
    }

    @Override
    default void setCharacterStream(int parameter, Reader value, int length) throws SQLException {
        setCharacterStream(parameter, value, (long) length);
    }

    @Override
    default void setCharacterStream(int parameter, Reader value, long length) throws SQLException {
        setString(parameter, Streams.text(value, length));
    }

    @Override
    default void setCharacterStream(int parameter, Reader value) throws SQLException {
        setString(parameter, Streams.text(value, Streams.TO_THE_END));
    }

    @Override
    default void setNCharacterStream(int parameter, Reader value, long length) throws SQLException {
        setCharacterStream(parameter, value, length);
    }

    @Override
    default void setNCharacterStream(int parameter, Reader value) throws SQLException {
        setCharacterStream(parameter, value);
    }
}
