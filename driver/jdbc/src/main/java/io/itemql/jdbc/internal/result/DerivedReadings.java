package io.itemql.jdbc.internal.result;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Map;

/** Readings that follow from others: {@code getX} is {@code getObject} with the class X. */
interface DerivedReadings extends ResultSet {
    /** No number has a digit so far from the point, and rounding to more places would only write zeros. */
    int SCALE_MAX = 500;

    @Override
    default String getNString(int column) throws SQLException {
        return getString(column);
    }

    @Deprecated
    @Override
    default BigDecimal getBigDecimal(int column, int scale) throws SQLException {
        if (Math.abs((long) scale) > SCALE_MAX) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, "Scale " + scale + " is out of range");
        }
        BigDecimal value = getBigDecimal(column);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    default Date getDate(int column) throws SQLException {
        return getObject(column, Date.class);
    }

    @Override
    default Time getTime(int column) throws SQLException {
        return getObject(column, Time.class);
    }

    @Override
    default Timestamp getTimestamp(int column) throws SQLException {
        return getObject(column, Timestamp.class);
    }

    /** The map may be empty or null; ItemQL has no types of users. */
    @Override
    default Object getObject(int column, Map<String, Class<?>> types) throws SQLException {
        return getObject(column);
    }

    @Override
    default Array getArray(int column) throws SQLException {
        Collection<?> elements = getObject(column, Collection.class);
        return elements == null ? null : ItemArray.of(elements);
    }

    @Override
    default Blob getBlob(int column) throws SQLException {
        return getObject(column, Blob.class);
    }

    @Override
    default Clob getClob(int column) throws SQLException {
        return getObject(column, Clob.class);
    }

    @Override
    default NClob getNClob(int column) throws SQLException {
        return getObject(column, NClob.class);
    }

    @Override
    default InputStream getBinaryStream(int column) throws SQLException {
        return getObject(column, InputStream.class);
    }

    @Override
    default Reader getCharacterStream(int column) throws SQLException {
        return getObject(column, Reader.class);
    }

    @Override
    default Reader getNCharacterStream(int column) throws SQLException {
        return getCharacterStream(column);
    }

    @Override
    default InputStream getAsciiStream(int column) throws SQLException {
        String text = getString(column);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
