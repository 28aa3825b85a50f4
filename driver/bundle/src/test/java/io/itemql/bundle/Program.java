package io.itemql.bundle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A program that uses the driver, and fails if an answer is wrong. Needs no test library. */
public final class Program {
    private Program() {}

    /** What a program does with the driver; the child of {@link BundleTest} runs it. */
    static void use(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id VARCHAR PARTITION KEY, at BIGINT SORT KEY)");
            statement.execute("INSERT INTO users VALUE {'id': 'a', 'at': 1, 'n': 2.5, 'tags': <<'x'>>}");
            statement.execute("INSERT INTO users (id, at, n) VALUES ('a', 2, 1), ('b', 1, 7)");
            expect(statement, "SELECT n FROM users WHERE id = 'a' AND at = 1", "2.5");
            expect(statement, "SELECT at FROM users WHERE id = 'a' ORDER BY at DESC LIMIT 1", "2");
            expect(statement, "SELECT SUM(n) FROM users", "10.5");
            expect(
                    statement,
                    "SELECT COUNT(*) FROM users u JOIN users v ON u.id = v.id WHERE u.n > 0 AND UPPER(v.id) = 'A'",
                    "4");
            expect(
                    statement,
                    "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY n DESC) AS place FROM users) r"
                            + " WHERE place = 1",
                    "b");
            expect(statement, "SELECT id FROM users WHERE n = (SELECT MIN(n) FROM users) GROUP BY id", "a");
        }
    }

    private static void expect(Statement statement, String sql, String expected) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            String found = rows.next() ? rows.getString(1) : "no row";
            if (!expected.equals(found)) {
                throw new IllegalStateException(sql + " gives " + found + " instead of " + expected);
            }
        }
    }

    /** @param arguments the URL */
    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            use(connection);
        }
    }
}
