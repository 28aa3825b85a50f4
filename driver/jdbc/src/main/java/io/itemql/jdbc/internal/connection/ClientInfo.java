package io.itemql.jdbc.internal.connection;

import io.itemql.jdbc.internal.statement.Warnings;
import java.sql.ClientInfoStatus;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/** The client information of a connection; an unknown name is a warning, as JDBC wants. */
interface ClientInfo extends Connection {
    /** @throws SQLException if the connection is closed */
    void checkOpen() throws SQLException;

    /** Where the information is kept. */
    ClientProperties clientProperties();

    /** The warnings of the connection. */
    Warnings warnings();

    @Override
    default void setClientInfo(String name, String value) throws SQLClientInfoException {
        checkOpenForInfo(name);
        if (name != null && ClientProperties.isKnown(name)) {
            clientProperties().set(name, value);
        } else {
            warnings().add("Unknown client information " + name + "; known are " + ClientProperties.NAMES);
        }
    }

    @Override
    default void setClientInfo(Properties properties) throws SQLClientInfoException {
        checkOpenForInfo("all");
        clientProperties().clear();
        if (properties == null) {
            return;
        }
        for (String name : properties.stringPropertyNames()) {
            setClientInfo(name, properties.getProperty(name));
        }
    }

    private void checkOpenForInfo(String name) throws SQLClientInfoException {
        try {
            checkOpen();
        } catch (SQLException e) {
            throw new SQLClientInfoException(
                    e.getMessage(),
                    e.getSQLState(),
                    e.getErrorCode(),
                    Map.of(String.valueOf(name), ClientInfoStatus.REASON_UNKNOWN),
                    e);
        }
    }

    @Override
    default String getClientInfo(String name) throws SQLException {
        checkOpen();
        return clientProperties().get(name);
    }

    @Override
    default Properties getClientInfo() throws SQLException {
        checkOpen();
        return clientProperties().all();
    }
}
