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
 * Everything that changes rows through a result set: refused, because results are read-only; UPDATE, INSERT and DELETE
 * change items.
 */
interface UnsupportedUpdates extends ResultSet {

    @Override
    default void updateNull(int column) throws SQLException {
        throw ReadOnly.refusal("updateNull");
    }

    @Override
    default void updateBoolean(int column, boolean value) throws SQLException {
        throw ReadOnly.refusal("updateBoolean");
    }

    @Override
    default void updateByte(int column, byte value) throws SQLException {
        throw ReadOnly.refusal("updateByte");
    }

    @Override
    default void updateShort(int column, short value) throws SQLException {
        throw ReadOnly.refusal("updateShort");
    }

    @Override
    default void updateInt(int column, int value) throws SQLException {
        throw ReadOnly.refusal("updateInt");
    }

    @Override
    default void updateLong(int column, long value) throws SQLException {
        throw ReadOnly.refusal("updateLong");
    }

    @Override
    default void updateFloat(int column, float value) throws SQLException {
        throw ReadOnly.refusal("updateFloat");
    }

    @Override
    default void updateDouble(int column, double value) throws SQLException {
        throw ReadOnly.refusal("updateDouble");
    }

    @Override
    default void updateBigDecimal(int column, BigDecimal value) throws SQLException {
        throw ReadOnly.refusal("updateBigDecimal");
    }

    @Override
    default void updateString(int column, String value) throws SQLException {
        throw ReadOnly.refusal("updateString");
    }

    @Override
    default void updateBytes(int column, byte[] value) throws SQLException {
        throw ReadOnly.refusal("updateBytes");
    }

    @Override
    default void updateDate(int column, Date value) throws SQLException {
        throw ReadOnly.refusal("updateDate");
    }

    @Override
    default void updateTime(int column, Time value) throws SQLException {
        throw ReadOnly.refusal("updateTime");
    }

    @Override
    default void updateTimestamp(int column, Timestamp value) throws SQLException {
        throw ReadOnly.refusal("updateTimestamp");
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
        throw ReadOnly.refusal("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
        throw ReadOnly.refusal("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(int column, Reader value, int length) throws SQLException {
        throw ReadOnly.refusal("updateCharacterStream");
    }

    @Override
    default void updateObject(int column, Object value, int scale) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }

    @Override
    default void updateObject(int column, Object value) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }

    @Override
    default void insertRow() throws SQLException {
        throw ReadOnly.refusal("insertRow");
    }

    @Override
    default void updateRow() throws SQLException {
        throw ReadOnly.refusal("updateRow");
    }

    @Override
    default void deleteRow() throws SQLException {
        throw ReadOnly.refusal("deleteRow");
    }

    @Override
    default void refreshRow() throws SQLException {
        throw ReadOnly.refusal("refreshRow");
    }

    @Override
    default void cancelRowUpdates() throws SQLException {
        throw ReadOnly.refusal("cancelRowUpdates");
    }

    @Override
    default void moveToInsertRow() throws SQLException {
        throw ReadOnly.refusal("moveToInsertRow");
    }

    @Override
    default void moveToCurrentRow() throws SQLException {
        throw ReadOnly.refusal("moveToCurrentRow");
    }

    @Override
    default void updateRef(int column, Ref value) throws SQLException {
        throw ReadOnly.refusal("updateRef");
    }

    @Override
    default void updateBlob(int column, Blob value) throws SQLException {
        throw ReadOnly.refusal("updateBlob");
    }

    @Override
    default void updateClob(int column, Clob value) throws SQLException {
        throw ReadOnly.refusal("updateClob");
    }

    @Override
    default void updateArray(int column, Array value) throws SQLException {
        throw ReadOnly.refusal("updateArray");
    }

    @Override
    default void updateRowId(int column, RowId value) throws SQLException {
        throw ReadOnly.refusal("updateRowId");
    }

    @Override
    default void updateNString(int column, String value) throws SQLException {
        throw ReadOnly.refusal("updateNString");
    }

    @Override
    default void updateNClob(int column, NClob value) throws SQLException {
        throw ReadOnly.refusal("updateNClob");
    }

    @Override
    default void updateSQLXML(int column, SQLXML value) throws SQLException {
        throw ReadOnly.refusal("updateSQLXML");
    }

    @Override
    default void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
        throw ReadOnly.refusal("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
        throw ReadOnly.refusal("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(int column, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateCharacterStream");
    }

    @Override
    default void updateBlob(int column, InputStream value, long length) throws SQLException {
        throw ReadOnly.refusal("updateBlob");
    }

    @Override
    default void updateClob(int column, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateClob");
    }

    @Override
    default void updateNClob(int column, Reader value, long length) throws SQLException {
        throw ReadOnly.refusal("updateNClob");
    }

    @Override
    default void updateNCharacterStream(int column, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateNCharacterStream");
    }

    @Override
    default void updateAsciiStream(int column, InputStream value) throws SQLException {
        throw ReadOnly.refusal("updateAsciiStream");
    }

    @Override
    default void updateBinaryStream(int column, InputStream value) throws SQLException {
        throw ReadOnly.refusal("updateBinaryStream");
    }

    @Override
    default void updateCharacterStream(int column, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateCharacterStream");
    }

    @Override
    default void updateBlob(int column, InputStream value) throws SQLException {
        throw ReadOnly.refusal("updateBlob");
    }

    @Override
    default void updateClob(int column, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateClob");
    }

    @Override
    default void updateNClob(int column, Reader value) throws SQLException {
        throw ReadOnly.refusal("updateNClob");
    }

    @Override
    default void updateObject(int column, Object value, SQLType type, int scale) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }

    @Override
    default void updateObject(int column, Object value, SQLType type) throws SQLException {
        throw ReadOnly.refusal("updateObject");
    }
}
