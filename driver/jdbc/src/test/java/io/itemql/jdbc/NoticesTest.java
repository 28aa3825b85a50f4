package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first connection to a store that was not closed properly is told what it took to open it. */
class NoticesTest {
    @TempDir
    private Path directory;

    private static Connection open(Path store) throws SQLException {
        return DriverManager.getConnection("jdbc:itemql:file:" + store);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The files as a killed process would leave them at this moment. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void theFirstConnectionAfterAKillHasAWarning() throws SQLException, IOException {
        Path store = directory.resolve("store");
        Path killed = directory.resolve("killed");
        try (Connection connection = open(store)) {
            run(connection, "CREATE TABLE users (id VARCHAR PARTITION KEY)");
            run(connection, "CHECKPOINT");
            run(connection, "INSERT INTO users (id) VALUES ('a')");
            run(connection, "INSERT INTO users (id) VALUES ('b')");
            copy(store, killed);
            assertNull(connection.getWarnings());
        }
        Files.delete(killed.resolve("itemql.holder"));
        try (Connection connection = open(killed);
                Connection second = open(killed)) {
            SQLWarning warning = connection.getWarnings();
            assertNotNull(warning);
            assertTrue(
                    warning.getMessage()
                            .matches("The store was not closed properly\\. 2 records of its journal were done again,"
                                    + " [0-9]+ bytes; nothing was lost"),
                    warning.getMessage());
            assertEquals("01I01", warning.getSQLState());
            assertNull(warning.getNextWarning());
            assertNull(second.getWarnings());
            connection.clearWarnings();
            assertNull(connection.getWarnings());
            try (Statement statement = second.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM users")) {
                assertTrue(rows.next());
                assertEquals(2, rows.getInt(1));
            }
        }
        for (Path closed : new Path[] {store, killed}) {
            try (Connection connection = open(closed)) {
                assertNull(connection.getWarnings());
            }
        }
    }

    @Test
    void aKillAfterACheckpointIsTold() throws SQLException, IOException {
        for (int rows : new int[] {1, 500}) {
            Path store = directory.resolve("store" + rows);
            Path killed = directory.resolve("killed" + rows);
            try (Connection connection = open(store)) {
                run(connection, "CREATE TABLE users (id VARCHAR PARTITION KEY)");
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO users (id, note) VALUES (?, ?)")) {
                    for (int i = 0; i < rows; i++) {
                        insert.setString(1, "user" + i);
                        insert.setString(2, "a note ".repeat(500));
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                run(connection, "CHECKPOINT");
                copy(store, killed);
            }
            Files.delete(killed.resolve("itemql.holder"));
            try (Connection connection = open(killed)) {
                assertNotNull(connection.getWarnings(), rows + " rows");
                assertEquals(
                        "The store was not closed properly. Its files were up to date; nothing was lost",
                        connection.getWarnings().getMessage());
            }
        }
    }

    @Test
    void whatWasTornIsTold() throws SQLException, IOException {
        Path store = directory.resolve("store");
        Path killed = directory.resolve("killed");
        try (Connection connection = open(store)) {
            run(connection, "CREATE TABLE users (id VARCHAR PARTITION KEY)");
            copy(store, killed);
        }
        Files.delete(killed.resolve("itemql.holder"));
        Path segment = killed.resolve("journal-0000000000000000");
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length - 1;
        while (bytes[end] == 0) {
            end--;
        }
        bytes[end + 100] = 1;
        Files.write(segment, bytes);
        try (Connection connection = open(killed)) {
            assertTrue(
                    connection
                            .getWarnings()
                            .getMessage()
                            .matches(
                                    ".* the last [0-9]+ bytes were of writes that nobody was told of, and were cut off"),
                    connection.getWarnings().getMessage());
        }
    }
}
