package io.itemql.jdbc;

import io.itemql.error.ErrorCode;
import io.itemql.jdbc.internal.connection.ItemConnection;
import io.itemql.jdbc.internal.connection.ItemPooledConnection;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.store.OpenStores;
import io.itemql.jdbc.internal.store.StoreLease;
import io.itemql.jdbc.internal.store.StoreProviders;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.store.ItemStoreProvider;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import javax.sql.PooledConnection;

/**
 * The driver of {@code jdbc:itemql:} URLs:
 *
 * <pre>
 * jdbc:itemql:mem:NAME         in memory, shared inside the class loader until SHUTDOWN or the end of the JVM
 * jdbc:itemql:mem:             in memory, for this connection alone
 * jdbc:itemql:file:DIRECTORY   in a directory, which is created if need be; open as long as a connection is
 * </pre>
 *
 * <p>Options follow as {@code ?name=value&name=value}; see {@link ConnectionOption}. An unknown option of the URL is an
 * error that lists the known ones, an unknown property a warning; the URL wins over the properties. Thread-safe.
 */
public final class ItemQlDriver implements Driver {
    /** The version of the driver, and of the database that it is. */
    private static final int MAJOR_VERSION = 0;

    private static final int MINOR_VERSION = 1;

    /** The stores that this class loader has open: the one thing that all connections share. */
    private static final OpenStores STORES = new OpenStores();

    static {
        try {
            DriverManager.registerDriver(new ItemQlDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final StoreProviders providers;

    /** A driver for the stores whose engines the class loader of this class sees. */
    public ItemQlDriver() {
        this.providers = StoreProviders.installed();
    }

    /**
     * Connects, creating the store if there is none.
     *
     * @return {@code null} if the URL is for another driver
     */
    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return acceptsURL(url) ? open(url, properties, ItemConnection::new) : null;
    }

    /** A connection for a pool, to a URL of this driver. */
    PooledConnection pooled(String url, Properties properties) throws SQLException {
        return open(url, properties, ItemPooledConnection::new);
    }

    /** Makes what is wanted of an open store. */
    @FunctionalInterface
    private interface Opening<T> {
        T of(String url, StoreLease lease, SessionOptions options, List<String> warnings);
    }

    private <T> T open(String url, Properties properties, Opening<T> opening) throws SQLException {
        try {
            ConnectionUrl parsed =
                    ConnectionUrl.parse(url, properties == null ? new Properties() : properties, providers);
            ItemStoreProvider provider =
                    providers.forScheme(parsed.address().scheme()).orElseThrow();
            StoreLease lease = STORES.lease(parsed.address(), parsed.storeOptions(), provider);
            return opening.of(url, lease, parsed.options(), parsed.warnings());
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        if (url == null) {
            throw SqlExceptions.of(ErrorCode.INVALID_URL, "null", "it begins with " + ConnectionUrl.PREFIX);
        }
        return ConnectionUrl.accepts(url);
    }

    /** All options that a URL or its properties can have, with their choices; those of stores come last. */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        Properties given = properties == null ? new Properties() : properties;
        List<DriverPropertyInfo> infos = new ArrayList<>();
        for (ConnectionOption option : ConnectionOption.values()) {
            String value = given.getProperty(option.optionName(), option.defaultValue());
            DriverPropertyInfo info = info(option.optionName(), value, option.description());
            if (!option.choices().isEmpty()) {
                info.choices = option.choices().toArray(String[]::new);
            }
            infos.add(info);
        }
        Map<String, String> ofStores = new TreeMap<>();
        for (ItemStoreProvider provider : providers.all()) {
            ofStores.putAll(provider.options());
        }
        ofStores.forEach((name, description) -> infos.add(info(name, given.getProperty(name), description)));
        return infos.toArray(DriverPropertyInfo[]::new);
    }

    private static DriverPropertyInfo info(String name, String value, String description) {
        DriverPropertyInfo info = new DriverPropertyInfo(name, value);
        info.description = description;
        info.required = false;
        return info;
    }

    @Override
    public int getMajorVersion() {
        return MAJOR_VERSION;
    }

    @Override
    public int getMinorVersion() {
        return MINOR_VERSION;
    }

    /** False: the compliance that JDBC means asks for all of SQL-92's entry level. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw (SQLFeatureNotSupportedException)
                SqlExceptions.unsupported("getParentLogger", ": the driver writes no logs");
    }
}
