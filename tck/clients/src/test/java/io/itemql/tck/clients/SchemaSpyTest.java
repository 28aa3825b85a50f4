package io.itemql.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SchemaSpy writes its pages about a store in a directory, as a program of its own. */
class SchemaSpyTest {
    private static final long MINUTES_MAX = 5;

    @TempDir
    Path directory;

    @Test
    void describesAStore() throws Exception {
        fill();
        Path type = directory.resolve("itemql.properties");
        Files.write(
                type,
                List.of(
                        "description=ItemQL",
                        "connectionSpec=jdbc:itemql:file:<db>",
                        "driver=io.itemql.jdbc.ItemQlDriver"));
        Path pages = directory.resolve("pages");
        String output = run(
                "-t",
                type.toString(),
                "-db",
                store(),
                "-cat",
                "%",
                "-s",
                "main",
                "-u",
                "x",
                "-p",
                "x",
                "-o",
                pages.toString(),
                "-vizjs");
        assertTrue(output.contains("Wrote relationship details of 2 tables"), output);
        assertEquals(-1, output.indexOf("Exception"), output);
        String orders = Files.readString(pages.resolve("tables").resolve("orders.html"));
        for (String part : List.of("customer", "orderId", "BIGINT", "by_status", "total")) {
            assertTrue(orders.contains(part), part);
        }
        assertTrue(
                Files.readString(pages.resolve("tables").resolve("users.html")).contains("DATE"));
        assertTrue(Files.exists(pages.resolve("diagrams").resolve("summary")));
    }

    private String store() {
        return directory.resolve("store").toString();
    }

    private void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:file:" + store());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (userId VARCHAR PARTITION KEY, joined DATE)");
            statement.execute("CREATE TABLE orders (customer VARCHAR PARTITION KEY, orderId BIGINT SORT KEY)");
            statement.execute("INSERT INTO orders (customer, orderId, total, status) VALUES ('u1', 1, 2.5, 'OPEN')");
            statement.execute("CREATE INDEX by_status ON orders (status, total)");
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "org.schemaspy.Main");
        builder.command().addAll(List.of(arguments));
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertTrue(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES), "SchemaSpy does not end");
        return Files.readString(log);
    }
}
