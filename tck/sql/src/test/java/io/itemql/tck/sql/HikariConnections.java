package io.itemql.tck.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Connections out of pools, one pool for each set of options. */
final class HikariConnections implements ConnectionSource {
    private final String url;
    private final Map<Map<String, String>, HikariDataSource> pools = new HashMap<>();

    HikariConnections(String url) {
        this.url = url;
    }

    @Override
    public Connection open(Map<String, String> options) throws SQLException {
        return pools.computeIfAbsent(Map.copyOf(options), this::pool).getConnection();
    }

    private HikariDataSource pool(Map<String, String> options) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        options.forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() throws SQLException {
        pools.values().forEach(HikariDataSource::close);
        ConnectionSource.of(url).close();
    }
}
