package io.itemql.jdbc.internal.result;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/**
 * The changes of {@link UnsupportedUpdates} by column label, refused likewise.
 */
interface UnsupportedLabelledUpdates extends ResultSet {

    @Override
    default void updateNull(String label) throws SQLException {
        throw ReadOnly.refusal("updateNull");
    }

    @Override
    default void updateBoolean(String label, boolean value) throws SQLException {
        throw ReadOnly.refusal("updateBoolean");
    }

    @Override
    default void updateByte(String label, byte value) throws SQLException {
        throw ReadOnly.refusal("updateByte");
    }

    @Override
    default void updateShort(String label, short value) throws SQLException {
        throw ReadOnly.refusal("updateShort");
    }

    @Override
    default void updateInt(String label, int value) throws SQLException {
        throw ReadOnly.refusal("updateInt");
    }

    @Override
    default void updateLong(String label, long value) throws SQLException {
        throw ReadOnly.refusal("updateLong");
    }

    @Override
    default void updateFloat(String label, float value) throws SQLException {
        throw ReadOnly.refusal("updateFloat");
    }

    @Override
    default void updateDouble(String label, double value) throws SQLException {
        throw ReadOnly.refusal("updateDouble");
    }

    @Override
    default void updateBigDecimal(String label, BigDecimal value) throws SQLException {
        throw ReadOnly.refusal("updateBigDecimal");
    }

    @Override
    default void updateString(String label, String value) throws SQLException {
        throw ReadOnly.refusal("updateString");
    }

    @Override
    default void updateBytes(String label, byte[] value) throws SQLException {
        throw ReadOnly.refusal("updateBytes");
    }

    @Override
    default void updateDate(String label, Date value) throws SQLException {
        throw ReadOnly.refusal("updateDate");
    }

    @Override
    default void updateTime(String label, Time value) throws SQLException {
        throw ReadOnly.refusal("updateTime");
    }

    @Override
    default void updateTimestamp(String label, Timestamp value) throws SQLException {
        throw ReadOnly.refusal("updateTimestamp");
    }

    @Override
    default void updateAsciiStream(String label, InputStream value, int length) throws SQLException {
        throw ReadOnly.refusal("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(String label, InputStream value, int length) throws SQLException {
        throw ReadOnly.refusal("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(String label, Reader value, int length) throws SQLException {
        throw ReadOnly.refusal("updateCharacterStream");
    }

    @Override
    default void updateObject(String label, Object value, int scale) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }

    @Override
    default void updateObject(String label, Object value) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }

    @Override
    default void updateRef(String label, Ref value) throws SQLException {
        throw ReadOnly.refusal("updateRef");
    }

    @Override
    default void updateBlob(String label, Blob value) throws SQLException {
        throw ReadOnly.refusal("updateBlob");
    }

    @Override
    default void updateClob(String label, Clob value) throws SQLException {
        throw ReadOnly.refusal("updateClob");
    }

    @Override
    default void updateArray(String label, Array value) throws SQLException {
        throw ReadOnly.refusal("updateArray");
    }

    @Override
    default void updateRowId(String label, RowId value) throws SQLException {
        throw ReadOnly.refusal("updateRowId");
    }

    @Override
    default void updateNString(String label, String value) throws SQLException {
        throw ReadOnly.refusal("updateNString");
    }

    @Override
    default void updateNClob(String label, NClob value) throws SQLException {
        throw ReadOnly.refusal("updateNClob");
    }

    @Override
    default void updateSQLXML(String label, SQLXML value) throws SQLException {
        throw ReadOnly.refusal("updateSQLXML");
    }

    @Override
    default void updateNCharacterStream(String label, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(String label, InputStream value, long length) throws SQLException {
        throw ReadOnly.refusal("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(String label, InputStream value, long length) throws SQLException {
        throw ReadOnly.refusal("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(String label, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateCharacterStream");
    }

    @Override
    default void updateBlob(String label, InputStream value, long length) throws SQLException {
        throw ReadOnly.refusal("updateBlob");
    }

    @Override
    default void updateClob(String label, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateClob");
    }

    @Override
    default void updateNClob(String label, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateNClob");
    }

    @Override
    default void updateNCharacterStream(String label, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(String label, InputStream value) throws SQLException {
        throw ReadOnly.refusal("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(String label, InputStream value) throws SQLException {
        throw ReadOnly.refusal("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(String label, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateCharacterStream");
    }

    @Override
    default void updateBlob(String label, InputStream value) throws SQLException {
        throw ReadOnly.refusal("updateBlob");
    }

    @Override
    default void updateClob(String label, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateClob");
    }

    @Override
    default void updateNClob(String label, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateNClob");
    }

    @Override
    default void updateObject(String label, Object value, SQLType type, int scale) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }

    @Override
    default void updateObject(String label, Object value, SQLType type) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }
}
