package io.itemql.tck.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Connections to one URL, by way of the driver manager. */
record UrlConnections(String url) implements ConnectionSource {
    @Override
    public Connection open(Map<String, String> options) throws SQLException {
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
        return DriverManager.getConnection(query.isEmpty() ? url : url + "?" + query);
    }

    /** A store in memory lives until it is told to go. */
    @Override
    public void close() throws SQLException {
        if (url.startsWith("jdbc:itemql:mem:")) {
            try (Connection connection = open(Map.of())) {
                connection.createStatement().execute("SHUTDOWN");
            }
        }
    }
}
