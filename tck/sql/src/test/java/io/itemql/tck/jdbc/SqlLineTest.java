package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sqlline.SqlLine;

/** The SQL prompt that people get without installing anything runs a script on a store in a directory. */
class SqlLineTest {
    @TempDir
    Path directory;

    @Test
    void runsAScript() throws IOException {
        Path script = directory.resolve("script.sql");
        Files.write(
                script,
                List.of(
                        "!set outputformat csv",
                        "CREATE TABLE users (userId VARCHAR PARTITION KEY, age BIGINT);",
                        "INSERT INTO users (userId, age) VALUES ('1', 28), ('2', 30);",
                        "SELECT userId, age FROM users ORDER BY userId;",
                        "UPDATE users SET age = age + 1 WHERE userId = '1';",
                        "SELECT age FROM users WHERE userId = '1';",
                        "!tables",
                        "!columns users",
                        "!primarykeys users",
                        "!indexes users",
                        "SELECT nope FROM nowhere;",
                        "!quit"));
        String output =
                run("-u", "jdbc:itemql:file:" + directory.resolve("store"), "-n", "", "-p", "", "--run=" + script);
        assertTrue(output.contains("'userId','age'"), output);
        assertTrue(output.contains("'1','28'") && output.contains("'2','30'"), output);
        assertTrue(output.contains("'29'"), output);
        assertTrue(output.contains("'TABLE'"), output);
        assertTrue(output.contains("42S02") && output.contains("nowhere"), output);
        assertEquals(-1, output.indexOf("NullPointer"), output);
        assertEquals(-1, output.indexOf("UnsupportedOperation"), output);
    }

    /** Results in parts, metadata, transactions: what a person types besides statements. */
    @Test
    void takesItsOwnCommands() throws IOException {
        Path script = directory.resolve("commands.sql");
        Files.write(
                script,
                List.of(
                        "!set outputformat csv",
                        "CREATE TABLE users (userId VARCHAR PARTITION KEY);",
                        "INSERT INTO users (userId) VALUES ('1'), ('2'), ('3');",
                        "!set rowLimit 2",
                        "SELECT userId FROM users ORDER BY userId;",
                        "!set rowLimit 0",
                        "!set incremental true",
                        "SELECT userId, userId FROM users ORDER BY userId DESC;",
                        "!metadata getTables null main % null",
                        "!typeinfo",
                        "!dbinfo",
                        "!isolation TRANSACTION_SERIALIZABLE",
                        "!autocommit off",
                        "DELETE FROM users;",
                        "!rollback",
                        "SELECT COUNT(*) FROM users;",
                        "!quit"));
        String output = run("-u", "jdbc:itemql:mem:", "-n", "", "-p", "", "--run=" + script);
        assertTrue(output.contains("'1'\n'2'\n") && !output.contains("'2'\n'3'\n"), output);
        assertTrue(output.contains("'3','3'"), output);
        assertTrue(output.contains("'DOUBLE'"), output);
        assertTrue(output.contains("supportsTransactions"), output);
        assertTrue(output.contains("\n'3'\n"), output);
        assertEquals(-1, output.indexOf("NullPointer"), output);
        assertEquals(-1, output.indexOf("UnsupportedOperation"), output);
    }

    private static String run(String... arguments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SqlLine prompt = new SqlLine();
        try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            prompt.setOutputStream(stream);
            prompt.setErrorStream(stream);
            prompt.begin(arguments, null, false);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
