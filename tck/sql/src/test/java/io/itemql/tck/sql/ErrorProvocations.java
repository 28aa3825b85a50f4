package io.itemql.tck.sql;

import io.itemql.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** For the errors of docs/errors.md whose example is no statement: what an application does to get them. */
final class ErrorProvocations {
    /** On a store with two users, 1 with the age 28 and 2 with a map; each ends with the failure. */
    @FunctionalInterface
    interface Provocation {
        void run(Connection connection) throws Exception;
    }

    private static final int LARGE_TEXT = 410_000;
    private static final String ENDLESS =
            "SELECT COUNT(*) FROM users a, users b, users c, users d, users e, users f, users g, users h, users i,"
                    + " users j, users k, users l, users m, users n, users o, users p, users q, users r, users s,"
                    + " users t, users u, users v, users w, users x, users y, users z";

    private final Map<ErrorCode, Provocation> all = new EnumMap<>(ErrorCode.class);
    private final Path directory;

    ErrorProvocations(Path directory) {
        this.directory = directory;
        statements();
        parameters();
        values();
        indexes();
        results();
        running();
        transactions();
        stores();
        views();
        copies();
    }

    Map<ErrorCode, Provocation> all() {
        return all;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ResultSet query(Connection connection, String sql) throws SQLException {
        return connection.createStatement().executeQuery(sql);
    }

    private static PreparedStatement bound(Connection connection, String sql, Object value) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, value);
        return statement;
    }

    private void sql(ErrorCode code, String... statements) {
        all.put(code, connection -> {
            for (String statement : statements) {
                execute(connection, statement);
            }
        });
    }

    private void statements() {
        sql(ErrorCode.STATEMENT_TOO_LONG, "SELECT '" + "x".repeat(2 << 20) + "' FROM users");
        sql(ErrorCode.STATEMENT_TOO_DEEP, "SELECT " + "(".repeat(450_000) + "1" + ")".repeat(450_000));
        all.put(ErrorCode.NOT_A_QUERY, connection -> query(connection, "DELETE FROM users"));
        all.put(ErrorCode.EXISTS_MISPLACED, connection -> {
            try (Connection other =
                    DriverManager.getConnection(connection.getMetaData().getURL() + "?dialect=dynamodb")) {
                execute(other, "EXISTS(SELECT * FROM users WHERE userId = '1')");
            }
        });
        all.put(ErrorCode.BATCH_HAS_RESULT, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("SELECT 1");
                statement.executeBatch();
            }
        });
        all.put(ErrorCode.UNSUPPORTED, connection -> connection.prepareCall("{call x}"));
        all.put(
                ErrorCode.INVALID_JDBC_ARGUMENT,
                connection -> connection.createStatement().setFetchSize(-1));
    }

    private void parameters() {
        String select = "SELECT userId FROM users WHERE userId = ?";
        all.put(
                ErrorCode.PARAMETER_NOT_SET,
                connection -> connection.prepareStatement(select).executeQuery());
        all.put(
                ErrorCode.INVALID_PARAMETER_INDEX,
                connection -> connection.prepareStatement(select).setString(3, "x"));
        all.put(ErrorCode.UNSUPPORTED_PARAMETER_TYPE, connection -> bound(connection, select, new Thread()));
        all.put(ErrorCode.NOT_A_NUMBER, connection -> bound(connection, select, Double.NaN));
        all.put(ErrorCode.INVALID_JSON, connection -> bound(connection, "INSERT INTO users VALUE ?", "{")
                .executeUpdate());
        all.put(ErrorCode.INVALID_TEXT, connection -> bound(connection, "INSERT INTO users VALUES (?)", "\ud83d")
                .executeUpdate());
    }

    private void values() {
        sql(
                ErrorCode.NESTING_TOO_DEEP,
                "INSERT INTO users VALUE {'userId': '3', 'a': " + "[".repeat(33) + "1" + "]".repeat(33) + "}");
        String large = "x".repeat(LARGE_TEXT);
        all.put(ErrorCode.ITEM_TOO_LARGE, connection -> bound(
                        connection, "INSERT INTO users (userId, a) VALUES ('3', ?)", large)
                .executeUpdate());
        all.put(ErrorCode.UPDATED_ITEM_TOO_LARGE, connection -> bound(
                        connection, "UPDATE users SET a = ? WHERE userId = '1'", large)
                .executeUpdate());
        sql(ErrorCode.KEY_TOO_LONG, "INSERT INTO users (userId) VALUES ('" + "k".repeat(2049) + "')");
        sql(ErrorCode.INVALID_ATTRIBUTE_NAME, "INSERT INTO users VALUE {'userId': '3', '': 1}");
        all.put(ErrorCode.CONVERSION_UNSUPPORTED, connection -> first(connection, "address")
                .getInt(1));
        all.put(ErrorCode.VALUE_OUT_OF_RANGE, connection -> first(connection, "age * 1000000000")
                .getInt(1));
    }

    private static ResultSet first(Connection connection, String column) throws SQLException {
        ResultSet rows = query(connection, "SELECT " + column + " FROM users WHERE " + column + " IS NOT MISSING");
        rows.next();
        return rows;
    }

    private void indexes() {
        String index = "CREATE INDEX by_city ON users (city)";
        String text = "INSERT INTO users VALUE {'userId': '3', 'city': 'Pune', 'age': 1}";
        sql(ErrorCode.INDEX_KEY_TYPE_MISMATCH, text, index, "INSERT INTO users VALUE {'userId': '4', 'city': 5}");
        sql(ErrorCode.INDEX_KEY_EMPTY, text, index, "INSERT INTO users VALUE {'userId': '4', 'city': ''}");
        sql(ErrorCode.INDEX_KEY_UPDATE, text, index, "UPDATE users SET city = age WHERE userId = '3'");
        all.put(ErrorCode.COLLECTION_TOO_LARGE, connection -> {
            try (Connection other = DriverManager.getConnection("jdbc:itemql:mem:?collectionMegabytes=1")) {
                execute(
                        other,
                        "CREATE TABLE notes (topic VARCHAR PARTITION KEY, id NUMERIC SORT KEY,"
                                + " LOCAL INDEX by_author (topic, author VARCHAR))");
                String note = "x".repeat(300_000);
                for (int id = 0; id < 3; id++) {
                    bound(other, "INSERT INTO notes (topic, id, author, text) VALUES ('x', " + id + ", '1', ?)", note)
                            .executeUpdate();
                }
            }
        });
    }

    private void results() {
        all.put(ErrorCode.INVALID_COLUMN_INDEX, connection -> first(connection, "userId")
                .getString(9));
        all.put(ErrorCode.UNKNOWN_COLUMN_LABEL, connection -> first(connection, "userId")
                .getString("nope"));
        all.put(ErrorCode.NO_CURRENT_ROW, connection -> query(connection, "SELECT userId FROM users")
                .getString(1));
        all.put(ErrorCode.RESULT_SET_CLOSED, connection -> {
            ResultSet rows = first(connection, "userId");
            rows.close();
            rows.getString(1);
        });
        all.put(ErrorCode.STATEMENT_CLOSED, connection -> {
            Statement statement = connection.createStatement();
            statement.close();
            statement.executeQuery("SELECT 1");
        });
        all.put(ErrorCode.CONNECTION_CLOSED, connection -> {
            Connection other =
                    DriverManager.getConnection(connection.getMetaData().getURL());
            other.close();
            other.createStatement();
        });
        all.put(ErrorCode.ROW_DELETED, connection -> {
            Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
            ResultSet rows = statement.executeQuery("SELECT userId, age FROM users");
            rows.next();
            rows.deleteRow();
            rows.updateInt("age", 1);
            rows.updateRow();
        });
        all.put(ErrorCode.ROW_UNCERTAIN, connection -> {
            connection.setAutoCommit(false);
            Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
            ResultSet rows = statement.executeQuery("SELECT userId, age FROM users");
            rows.next();
            rows.updateString("userId", "another");
            rows.updateRow();
            connection.rollback();
            rows.deleteRow();
        });
    }

    private void running() {
        all.put(ErrorCode.TIMEOUT, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                statement.executeQuery(ENDLESS).next();
            }
        });
        all.put(ErrorCode.NETWORK_TIMEOUT, connection -> {
            try (Connection other =
                    DriverManager.getConnection(connection.getMetaData().getURL())) {
                other.setNetworkTimeout(Runnable::run, 10);
                query(other, ENDLESS).next();
            }
        });
        all.put(ErrorCode.CANCELLED, connection -> {
            try (Statement statement = connection.createStatement()) {
                Thread canceller = new Thread(() -> cancelSoon(statement));
                canceller.start();
                statement.executeQuery(ENDLESS).next();
            }
        });
        all.put(ErrorCode.MEMORY_EXCEEDED, connection -> {
            for (int i = 0; i < 20; i++) {
                bound(connection, "INSERT INTO users (userId, a) VALUES ('m" + i + "', ?)", "y".repeat(200_000))
                        .executeUpdate();
            }
            try (Connection other =
                    DriverManager.getConnection(connection.getMetaData().getURL() + "?memory=1MB")) {
                query(other, "SELECT a FROM users ORDER BY a").next();
            }
        });
    }

    private static void cancelSoon(Statement statement) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void transactions() {
        all.put(ErrorCode.NO_TRANSACTION, Connection::commit);
        all.put(ErrorCode.TRANSACTION_ACTIVE, connection -> {
            connection.setAutoCommit(false);
            execute(connection, "UPDATE users SET age = 1 WHERE userId = '1'");
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        });
        all.put(ErrorCode.INVALID_SAVEPOINT, connection -> {
            connection.setAutoCommit(false);
            execute(connection, "UPDATE users SET age = 1 WHERE userId = '1'");
            Savepoint point = connection.setSavepoint();
            connection.commit();
            execute(connection, "UPDATE users SET age = 2 WHERE userId = '1'");
            connection.rollback(point);
        });
        all.put(ErrorCode.TRANSACTION_CONFLICT, connection -> {
            connection.setAutoCommit(false);
            execute(connection, "UPDATE users SET age = 1 WHERE userId = '1'");
            try (Connection other =
                    DriverManager.getConnection(connection.getMetaData().getURL())) {
                execute(other, "UPDATE users SET age = 2 WHERE userId = '1'");
            }
            connection.commit();
        });
    }

    private void stores() {
        all.put(ErrorCode.STORE_CLOSED, connection -> {
            try (Connection other = DriverManager.getConnection("jdbc:itemql:mem:closed")) {
                try (Connection last = DriverManager.getConnection("jdbc:itemql:mem:closed")) {
                    execute(last, "SHUTDOWN");
                }
                execute(other, "SELECT 1");
            }
        });
        all.put(ErrorCode.STORE_OPTION_CONFLICT, connection -> {
            String url = "jdbc:itemql:file:" + directory.resolve("options");
            try (Connection first = DriverManager.getConnection(url + "?durability=sync")) {
                execute(first, "SELECT 1");
                DriverManager.getConnection(url + "?durability=os").close();
            }
        });
        all.put(ErrorCode.NOT_A_STORE, connection -> {
            Path other = Files.createDirectories(directory.resolve("other"));
            Files.write(other.resolve("letter.txt"), List.of("Dear all"));
            DriverManager.getConnection("jdbc:itemql:file:" + other).close();
        });
        sql(ErrorCode.FILES_NOT_ALLOWED, "BACKUP TO '/backups/today'");
        all.put(ErrorCode.BACKUP_REFUSED, connection -> backup("BACKUP TO"));
        all.put(ErrorCode.NOT_A_BACKUP, connection -> backup("RESTORE FROM"));
    }

    private void views() {
        String adults = "CREATE VIEW adults AS SELECT userId, age FROM users WHERE age > 18";
        sql(ErrorCode.VIEW_RECURSION, adults, "CREATE OR REPLACE VIEW adults AS SELECT * FROM adults");
        sql(
                ErrorCode.VIEW_NOT_UPDATABLE,
                "CREATE VIEW names AS SELECT name, COUNT(*) AS n FROM users GROUP BY name",
                "UPDATE names SET name = 'x'");
        sql(ErrorCode.VIEW_CHECK, adults, "INSERT INTO adults VALUES ('9', 3)");
        sql(ErrorCode.VIEW_DEPENDS, adults, "DROP TABLE users");
        sql(
                ErrorCode.VIEW_NEEDED,
                adults,
                "CREATE VIEW old AS SELECT userId FROM adults WHERE age > 80",
                "CREATE OR REPLACE VIEW adults AS SELECT userId FROM users WHERE age > 18");
    }

    private void copies() {
        all.put(ErrorCode.COPY_REFUSED, connection -> copy("letter.csv", "COPY users TO 'letter.csv'"));
        all.put(ErrorCode.COPY_RECORD, connection -> copy("letter.jsonl", "COPY users FROM 'letter.jsonl'"));
        all.put(ErrorCode.MALFORMED_CSV, connection -> copy("letter.csv", "COPY users FROM 'letter.csv'"));
    }

    /** With a file that is no data. */
    private void copy(String file, String sql) throws Exception {
        Files.write(directory.resolve(file), List.of("\"Dear all"));
        try (Connection other = DriverManager.getConnection("jdbc:itemql:mem:?allow=files:" + directory)) {
            execute(other, "CREATE TABLE users (userId VARCHAR PARTITION KEY)");
            execute(other, sql);
        }
    }

    /** With a directory that holds something else. */
    private void backup(String sql) throws Exception {
        Path full = Files.createDirectories(directory.resolve("full"));
        Files.write(full.resolve("letter.txt"), List.of("Dear all"));
        try (Connection other = DriverManager.getConnection("jdbc:itemql:mem:?allow=files:" + directory)) {
            execute(other, sql + " '" + full + "'");
        }
    }
}
