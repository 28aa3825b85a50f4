package io.itemql.tck.tools;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A store with some items, in memory, for one test. */
final class ExampleStore implements AutoCloseable {
    private final String url;
    private final Connection holder;

    ExampleStore(String name) throws SQLException {
        url = "jdbc:itemql:mem:" + name;
        holder = DriverManager.getConnection(url);
        try (Statement statement = holder.createStatement()) {
            statement.execute("CREATE TABLE users (userId VARCHAR PARTITION KEY, joined DATE)");
            statement.execute("CREATE TABLE orders (customer VARCHAR PARTITION KEY, orderId BIGINT SORT KEY)");
            statement.execute("INSERT INTO users (userId, name, joined, age, active) VALUES"
                    + " ('u1', 'Ann', DATE '2024-01-31', 31, true), ('u2', 'Ben', DATE '2024-02-29', 42, false)");
            statement.execute("INSERT INTO users VALUE {'userId': 'u3', 'name': 'Cy', 'address': {'city': 'Pune'},"
                    + " 'tags': <<'x', 'y'>>, 'raw': X'0102', 'age': 12.5}");
            for (int i = 1; i <= 12; i++) {
                statement.execute("INSERT INTO orders (customer, orderId, total, status) VALUES ('u" + (1 + i % 3)
                        + "', " + i + ", " + i + ".25, '" + (i % 4 == 0 ? "OPEN" : "PAID") + "')");
            }
        }
    }

    String url() {
        return url;
    }

    String value(String sql) throws SQLException {
        try (Statement statement = holder.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = holder.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        holder.close();
    }
}
