package io.itemql.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console writes for what it is given. */
class ConsoleTest {
    private static final String USERS = "CREATE TABLE users (id VARCHAR PARTITION KEY);"
            + " INSERT INTO users VALUE {'id': 'a', 'n': 1.50, 'm': {'k': [1, 'x']}, 't': 'say \"hi\", you'};"
            + " INSERT INTO users VALUE {'id': 'b', 'gone': NULL};";

    @TempDir
    Path directory;

    private int code;
    private String errors;

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter failures = new StringWriter();
        PrintWriter outWriter = new PrintWriter(out);
        PrintWriter errorWriter = new PrintWriter(failures);
        code = Console.run(arguments, outWriter, errorWriter);
        outWriter.flush();
        errorWriter.flush();
        errors = failures.toString().replace(System.lineSeparator(), "\n");
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void rowsAreShownAsATable() {
        assertEquals(
                """
                done
                1 item
                1 item
                 id |   n
                ----+----
                 a  | 1.5
                 b  |
                (2 rows)
                """,
                run("-c", USERS + "SELECT id, n FROM users ORDER BY id"));
        assertEquals(0, code);
        assertEquals("", errors);
    }

    @Test
    void rowsAreWrittenAsCsv() {
        assertEquals(
                "id,n,t\na,1.5,\"say \"\"hi\"\", you\"\nb,,\n",
                run("--format", "csv", "-c", USERS + "SELECT id, n, t FROM users ORDER BY id;"));
    }

    @Test
    void rowsAreWrittenAsLinesOfJson() {
        String expected =
                """
                {"id": "a", "n": 1.5, "m": {"k":[1,"x"]}, "t": "say \\"hi\\", you"}
                {"gone": null, "id": "b"}
                """;
        String output = run(
                "--format",
                "json",
                "-c",
                USERS + "SELECT id, n, m, t FROM users WHERE id = 'a'; SELECT gone, id, n FROM users WHERE id = 'b'");
        assertEquals(expected, output.replace(": [", ":[").replace(", \"x\"]", ",\"x\"]"));
    }

    @Test
    void membersOfJsonHaveDifferentNames() {
        assertEquals(
                "{\"id\": 1, \"id_3\": 2, \"id_2\": 3, \"id_4\": 4}\n",
                run("--format", "json", "-c", "SELECT 1 AS id, 2 AS id, 3 AS \"id_2\", 4 AS id"));
    }

    @Test
    void whatIsNoFileDoesNotEndTheTalk() throws IOException {
        for (String wrong :
                List.of(directory.toString(), directory.resolve("none.sql").toString())) {
            Path script = directory.resolve("script.sql");
            Files.writeString(script, "\\i " + wrong + "\n");
            run("-f", script.toString());
            assertEquals(1, code);
            assertTrue(errors.startsWith(wrong + " is no file that can be read\n"), errors);
        }
    }

    @Test
    void aCaretUnderThePlace() {
        run("-c", "SELECT 1;\n  SELECT id\n  FRM users;");
        assertEquals(1, code);
        assertTrue(errors.startsWith("Error 42601: "), errors);
        assertTrue(errors.contains("(at line 2, column 7)"), errors);
        assertTrue(errors.endsWith("\n    FRM users\n        ^\n"), errors);
    }

    @Test
    void aScriptStopsAtTheFirstFailure() throws IOException {
        Path script = directory.resolve("script.sql");
        Files.writeString(script, "SELECT ';' AS a; -- no; end\nSELECT nope FROM nowhere;\nSELECT 'never' AS b;\n");
        String output = run("jdbc:itemql:mem:", "-f", script.toString());
        assertEquals(1, code);
        assertTrue(output.contains(" ;\n") && !output.contains("never"), output);
        assertTrue(errors.contains("42S02"), errors);
        assertTrue(errors.endsWith("\nThe statement ends at line 2 of " + script + "\n"), errors);
        run("-f", directory.resolve("none.sql").toString());
        assertEquals(1, code);
    }

    @Test
    void commandsDescribeTablesAndSetTheFormat() throws IOException {
        Path script = directory.resolve("script.sql");
        Files.writeString(
                script,
                USERS
                        + "\n"
                        + "\\d\n"
                        + "\\d users\n"
                        + "\\df\n"
                        + "\\?\n"
                        + "\\timing\n"
                        + "\\format csv\n"
                        + "SELECT id FROM users WHERE id = 'a';\n"
                        + "\\q\n"
                        + "SELECT 1;");
        String output = run("-f", script.toString());
        assertEquals(0, code, errors);
        assertTrue(output.contains("\nusers                partition key id (S); 2 items"), output);
        assertTrue(output.indexOf("users") < output.indexOf("\nsystem.tables "), output);
        assertTrue(output.contains("id    VARCHAR NOT NULL  partition key; 100% of 2 items: S 2"), output);
        assertTrue(output.contains("index PK_users (id)"), output);
        assertTrue(output.contains("UPPER"), output);
        assertTrue(output.contains("\nid\na\n"), output);
        assertTrue(output.endsWith(" s\n"), output);
        run("-c", "\\nonsense");
        assertEquals(1, code);
        assertTrue(errors.contains("\\? lists them"), errors);
        run("-c", "\\d nope");
        assertEquals("There is no table nope; \\d lists them\n", errors);
    }

    private static String talk(String lines) throws IOException, SQLException {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        try (Connection connection = DriverManager.getConnection("jdbc:itemql:mem:")) {
            Shell shell = new Shell(connection, ResultFormat.TABLE, writer, writer);
            shell.converse(new PlainLines(new BufferedReader(new StringReader(lines))), "a store");
        }
        writer.flush();
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void aTalkWithAUser() throws IOException, SQLException {
        String said = talk("help\nSELECT 1,\n\\r\nSELECT 7 AS n;\nSELECT 'a\n\\r' AS t;\nEXIT;\nSELECT 8;\n");
        assertTrue(said.contains("\\timing"), said);
        assertTrue(said.contains(" n\n--\n 7\n(1 row)\n"), said);
        assertTrue(said.contains(" a\\n\\r\n"), said);
        assertFalse(said.contains("Error") || said.contains(" 8\n"), said);
    }

    /** A command in the middle of a statement leaves the statement as it is. */
    @Test
    void commandsWithinAStatement() throws IOException, SQLException {
        String said = talk("SELECT\n\\d\n7 AS n;\n\\d system.tables\n\\d system.nope\n");
        assertTrue(said.contains("There are no tables of items yet"), said);
        assertTrue(said.contains("(1 row)"), said);
        assertTrue(said.contains("\nitemCount "), said);
        assertTrue(said.contains("There is no table system.nope"), said);
    }

    @Test
    void warningsAndReturningClauses() {
        String output =
                run("-c", USERS + "DELETE FROM users WHERE id = 'a' RETURNING ALL OLD *; SELECT nam FROM users;");
        assertTrue(output.contains("(1 row)\n1 item\n"), output);
        assertTrue(errors.startsWith("Warning: "), errors);
    }

    @Test
    void argumentsThatAreWrong() {
        for (String[] wrong : new String[][] {{"-x"}, {"-f"}, {"jdbc:itemql:mem:", "another"}, {"--format", "xml"}}) {
            run(wrong);
            assertEquals(2, code);
            assertTrue(errors.contains("java -jar"), errors);
        }
        assertTrue(run("--help").startsWith("java -jar"));
        run("jdbc:itemql:nope:x", "-c", "SELECT 1");
        assertEquals(1, code);
        assertTrue(errors.startsWith("Error 08001"), errors);
    }
}
