package io.itemql.jdbc.internal.statement;

import io.itemql.jdbc.internal.failure.SqlExceptions;
import java.io.InputStream;
import java.net.URL;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Parameters of SQL types that no item has. */
interface UnsupportedParameters extends PreparedStatement {

    @Deprecated
    @Override
    default void setUnicodeStream(int parameter, InputStream value, int length) throws SQLException {
        throw SqlExceptions.unsupported("setUnicodeStream", ": no attribute has that type");
    }

    @Override
    default void setRef(int parameter, Ref value) throws SQLException {
        throw SqlExceptions.unsupported("setRef", ": no attribute has that type");
    }

    @Override
    default void setURL(int parameter, URL value) throws SQLException {
        throw SqlExceptions.unsupported("setURL", ": no attribute has that type");
    }

    @Override
    default void setRowId(int parameter, RowId value) throws SQLException {
        throw SqlExceptions.unsupported("setRowId", ": no attribute has that type");
    }

    @Override
    default void setSQLXML(int parameter, SQLXML value) throws SQLException {
        throw SqlExceptions.unsupported("setSQLXML", ": no attribute has that type");
    }
}
