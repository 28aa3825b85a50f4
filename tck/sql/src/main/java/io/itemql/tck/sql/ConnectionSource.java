package io.itemql.tck.sql;

import io.itemql.item.AttributeValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Where a runner gets its connections; all of one source lead to one store. Closing it drops the store. */
public interface ConnectionSource extends AutoCloseable {
    /**
     * A connection.
     *
     * @param options by name, as they can stand in a URL
     */
    Connection open(Map<String, String> options) throws SQLException;

    /** The value of a cell: an attribute value where the column has one, otherwise whatever the driver gives. */
    default Object read(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, AttributeValue.class);
    }

    @Override
    void close() throws SQLException;

    /** Connections to a URL. */
    static ConnectionSource of(String url) {
        return new UrlConnections(url);
    }
}
