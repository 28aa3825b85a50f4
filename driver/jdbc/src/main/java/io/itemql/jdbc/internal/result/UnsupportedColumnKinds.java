package io.itemql.jdbc.internal.result;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.io.InputStream;
import java.net.URL;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/**
 * Readings of SQL types that no item has: refused.
 */
interface UnsupportedColumnKinds extends ResultSet {

    @Deprecated
    @Override
    default InputStream getUnicodeStream(int column) throws SQLException {
        throw SqlExceptions.unsupported("getUnicodeStream", ": no column has that type");
    }

    @Override
    default String getCursorName() throws SQLException {
        throw SqlExceptions.unsupported("getCursorName", ": no column has that type");
    }

    @Override
    default Ref getRef(int column) throws SQLException {
        throw SqlExceptions.unsupported("getRef", ": no column has that type");
    }

    @Override
    default URL getURL(int column) throws SQLException {
        throw SqlExceptions.unsupported("getURL", ": no column has that type");
    }

    @Override
    default RowId getRowId(int column) throws SQLException {
        throw SqlExceptions.unsupported("getRowId", ": no column has that type");
    }

    @Override
    default SQLXML getSQLXML(int column) throws SQLException {
        throw SqlExceptions.unsupported("getSQLXML", ": no column has that type");
    }
}
