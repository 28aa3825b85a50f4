package io.itemql.jdbc;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.result.Unwrapping;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;

/**
 * A source of connections to one URL. Users and passwords are accepted and mean nothing: a store in this process has
 * none.
 *
 * <pre>
 * ItemQlDataSource source = new ItemQlDataSource();
 * source.setUrl("jdbc:itemql:mem:demo");
 * source.setOption("scan", "deny");
 * </pre>
 *
 * <p>Set it up before it is shared; afterwards any thread may ask for connections.
 */
public final class ItemQlDataSource implements DataSource, ConnectionPoolDataSource, Unwrapping {
    private final ItemQlDriver driver = new ItemQlDriver();
    private final Properties options = new Properties();
    private String url;
    private PrintWriter logWriter;
    private int loginTimeoutSeconds;

    /** Sets what to connect to. */
    public void setUrl(String url) {
        this.url = url;
    }

    /** What to connect to; {@code null} if it was not set. */
    public String getUrl() {
        return url;
    }

    /** Sets an option, as a property of the connection would; see {@link ConnectionOption}. */
    public void setOption(String name, String value) {
        options.setProperty(name, value);
    }

    /** An option that was set; {@code null} if it was not. */
    public String getOption(String name) {
        return options.getProperty(name);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(url, options);
        if (connection == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_URL, url, "it begins with " + ConnectionUrl.PREFIX);
        }
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** A connection for a pool of an application server; pools such as HikariCP want {@link #getConnection()}. */
    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        if (!driver.acceptsURL(url)) {
            throw SqlExceptions.of(ErrorCode.INVALID_URL, url, "it begins with " + ConnectionUrl.PREFIX);
        }
        return driver.pooled(url, options);
    }

    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        return getPooledConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        this.logWriter = out;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        this.loginTimeoutSeconds = seconds;
    }

    /** Kept for those who ask: there is no login to wait for. */
    @Override
    public int getLoginTimeout() {
        return loginTimeoutSeconds;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }
}
