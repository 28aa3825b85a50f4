package io.itemql.tck.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A COPY that fails says what is wrong with the file, and takes away what it made. */
class CopyFailureTest {
    @TempDir
    Path directory;

    private Path allowed;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws IOException, SQLException {
        allowed = Files.createDirectory(directory.resolve("allowed"));
        connection = DriverManager.getConnection("jdbc:itemql:mem:?allow=files:" + allowed);
        statement = connection.createStatement();
        statement.execute("CREATE TABLE users (id BIGINT PARTITION KEY)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    // ---- CSV that is none

    @Test
    void aQuoteThatIsNeverClosedIsNoRecord() throws IOException, SQLException {
        Files.writeString(allowed.resolve("in.csv"), "id,a\n1,x\n2,\"unclosed\n3,y\n4,z\n");
        refused(
                "22I40",
                "COPY users FROM 'in.csv'",
                "Line 3 of in.csv cannot be loaded: A record of the CSV file is malformed: the quote at line 3 is never"
                        + " closed; 1 record(s) before it are loaded.");
        assertEquals(List.of("1 x"), column("SELECT id || ' ' || a FROM users"));
        assertEquals(
                0, statement.executeUpdate("COPY users (id, a) FROM 'in.csv' WITH (header = true, rejected = 'no')"));
        List<String> rejected = Files.readAllLines(allowed.resolve("no"));
        assertEquals(2, rejected.size(), "the rest of the file, and the one that is there");
        assertTrue(
                rejected.get(0)
                        .contains("\"line\":3,\"error\":\"MALFORMED_CSV\",\"reason\":\"A record of the CSV file is"
                                + " malformed: the quote at line 3 is never closed\""
                                + ",\"record\":\"2,\\\"unclosed\\n3,y\\n4,z\\n\""),
                rejected.get(0));
    }

    @Test
    void theLineOfAQuoteThatIsNeverClosedIsItsOwn() throws IOException, SQLException {
        Files.writeString(allowed.resolve("in.csv"), "id,a,b\n1,\"two\nlines\",\"never\nclosed");
        refused("22I40", "COPY users FROM 'in.csv'", "Line 2 of in.csv", "the quote at line 3 is never closed");
        Files.writeString(allowed.resolve("header.csv"), "id,\"a\n1,x\n");
        refused("22P04", "COPY users FROM 'header.csv'", "the quote at line 1 is never closed");
        Files.writeString(allowed.resolve("last.csv"), "id,a\n1,\"");
        refused("22I40", "COPY users FROM 'last.csv'", "the quote at line 2 is never closed");
        assertEquals(List.of("0"), column("SELECT COUNT(*) FROM users"));
    }

    @Test
    void aQuoteThatTheNextOneClosesIsFoundOut() throws IOException, SQLException {
        Files.writeString(allowed.resolve("in.csv"), "id,a\n2,\"unclosed\n3,y\n4,\"z\"\n5,\"fine\"\n");
        assertEquals(1, statement.executeUpdate("COPY users FROM 'in.csv' WITH (rejected = 'no.jsonl')"));
        assertEquals(List.of("5 fine"), column("SELECT id || ' ' || a FROM users"));
        String rejected = Files.readString(allowed.resolve("no.jsonl"));
        assertTrue(
                rejected.contains("\"line\":2,\"error\":\"MALFORMED_CSV\"")
                        && rejected.contains("text follows the closing quote of the field that begins at line 2"),
                rejected);
    }

    @Test
    void nullsThatAreNoFieldAreRefused() throws SQLException {
        for (String nulls : List.of("x,y", "a\"", "a\nb", "\r")) {
            refused("42I11", "COPY users FROM 'in.csv' WITH (nulls = '" + nulls + "')", "nulls");
            refused("42I11", "COPY users TO 'in.csv' WITH (nulls = '" + nulls + "')", "nulls");
        }
        refused("42I11", "COPY users TO 'in.csv' WITH (delimiter = 'N')", "nulls");
        statement.execute("COPY users TO 'in.csv' WITH (nulls = 'x,y', delimiter = ';')");
    }

    @Test
    void typesAreThoseOfColumnsOfTheFile() throws IOException, SQLException {
        Files.writeString(allowed.resolve("in.csv"), "id,age\n1,5\n");
        refused("42I11", "COPY users FROM 'in.csv' WITH (types = 'agee N')", "agee", "did you mean age?");
        refused("42I11", "COPY users FROM 'in.csv' WITH (types = 'age N, nope S', header = 'typed')", "nope");
        refused("42I11", "COPY users (id, b) FROM 'in.csv' WITH (types = 'age N')", "age");
        assertEquals(List.of("0"), column("SELECT COUNT(*) FROM users"));
        assertEquals(1, statement.executeUpdate("COPY users FROM 'in.csv' WITH (types = 'age N')"));
    }

    // ---- what stays

    @Test
    void aFailedCopyLeavesNothingBehind() throws IOException, SQLException {
        statement.execute("INSERT INTO users (id, d) VALUES (1, 0), (2, 1)");
        List<String> targets =
                List.of("'a.csv'", "'a.csv.gz'", "'a.jsonl'", "'a.json.gz'", "'export' WITH (format = 'dynamodb')");
        for (String order : List.of("", " DESC")) {
            for (String target : targets) {
                refused(
                        "22012",
                        "COPY (SELECT id, 1 / d AS q FROM users ORDER BY d" + order + ") TO " + target,
                        "Division by zero");
                assertEquals(List.of(), files(), target);
            }
        }
        for (String target : targets) {
            statement.execute("COPY (SELECT id FROM users) TO " + target);
        }
    }

    @Test
    void aDirectoryThatWasThereStays() throws IOException, SQLException {
        statement.execute("INSERT INTO users (id, d) VALUES (1, 0), (2, 1)");
        Files.createDirectory(allowed.resolve("export"));
        String copy = "COPY (SELECT id, 1 / d AS q FROM users ORDER BY d DESC) TO 'export' WITH (format = 'dynamodb')";
        refused("22012", copy, "Division by zero");
        assertEquals(List.of("export"), files());
        Files.writeString(allowed.resolve("export/mine"), "mine");
        refused("58I05", copy, "not empty");
        assertEquals(List.of("export", "export/mine"), files());
    }

    @Test
    void aFailedCopyThatRejectedNothingLeavesNoFile() throws IOException, SQLException {
        refused("58I05", "COPY users FROM 'nope.csv' WITH (rejected = 'no.jsonl')", "there is no such file");
        assertEquals(List.of(), files());
        refused("58I05", "COPY users FROM 'nope' WITH (rejected = 'no.jsonl', format = 'dynamodb')", "no complete");
        assertEquals(List.of(), files());
        Files.write(allowed.resolve("in.jsonl"), new byte[] {'{', '}', '\n', (byte) 0xff});
        refused("58I05", "COPY users FROM 'in.jsonl' WITH (rejected = 'no.jsonl')", "not UTF-8");
        assertEquals(List.of("in.jsonl"), files(), "the file fails before a record of it is looked at");
        Files.writeString(allowed.resolve("in.jsonl"), "{\"id\":1}\n");
        assertEquals(1, statement.executeUpdate("COPY users FROM 'in.jsonl' WITH (rejected = 'no.jsonl')"));
        assertEquals("", Files.readString(allowed.resolve("no.jsonl")));
        refused("58I05", "COPY users FROM 'in.jsonl' WITH (rejected = 'no.jsonl')", "exists");
        assertEquals(List.of("in.jsonl", "no.jsonl"), files());
    }

    // ---- SELECT VALUE

    @Test
    void aTupleOfSelectValueIsTheRecord() throws IOException, SQLException {
        statement.execute("INSERT INTO users (id, name) VALUES (1, 'Ann')");
        statement.execute("COPY (SELECT VALUE {'id': u.id, 'who': u.name} FROM users AS u) TO 'v.jsonl'");
        assertEquals("{\"id\":1,\"who\":\"Ann\"}\n", Files.readString(allowed.resolve("v.jsonl")));
        statement.execute(
                "COPY (SELECT VALUE {'id': u.id + 1, 's': <<'a'>>} FROM users AS u ORDER BY u.id LIMIT 1) TO 'v'"
                        + " WITH (format = 'dynamodb')");
        statement.execute("COPY users FROM 'v' WITH (format = 'dynamodb')");
        assertEquals(List.of("[\"a\"]"), column("SELECT s FROM users WHERE id = 2"));
        statement.execute("COPY (SELECT VALUE u FROM users AS u WHERE id = 1 UNION ALL SELECT VALUE u FROM users AS u"
                + " WHERE id = 1) TO 'u.jsonl'");
        assertEquals("{\"id\":1,\"name\":\"Ann\"}\n".repeat(2), Files.readString(allowed.resolve("u.jsonl")));
        refused("58I05", "COPY (SELECT VALUE u.name FROM users AS u WHERE id = 1) TO 'n.jsonl'", "tuple", "of type S");
        refused("58I05", "COPY (SELECT VALUE u.name FROM users AS u WHERE id = 2) TO 'n.jsonl'", "tuple", "MISSING");
        refused("58I05", "COPY (SELECT VALUE u FROM users AS u) TO 'n.csv'", "SELECT VALUE");
        assertFalse(files().contains("n.jsonl") || files().contains("n.csv"));
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(allowed)) {
            return all.filter(file -> !file.equals(allowed))
                    .map(file -> allowed.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void refused(String state, String sql, String... parts) {
        SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql), sql);
        assertEquals(state, refused.getSQLState(), refused.getMessage());
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
