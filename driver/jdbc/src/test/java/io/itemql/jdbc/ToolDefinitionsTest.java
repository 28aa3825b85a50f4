package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The definitions that migration tools and generators send: accepted, with a warning for whatever is not enforced. */
class ToolDefinitionsTest {
    private static final String UNENFORCED = " is accepted and not enforced: items are not checked against it";

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:itemql:mem:");
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private List<String> warnings(String sql) throws SQLException {
        statement.execute(sql);
        List<String> texts = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            texts.add(warning.getMessage().replace(UNENFORCED, ""));
        }
        return texts;
    }

    private String refusal(String sql) {
        return assertThrows(SQLException.class, () -> statement.execute(sql)).getSQLState();
    }

    /** As Spark writes them. */
    @Test
    void typesOfOthers() throws SQLException {
        assertEquals(
                List.of("NOT NULL of column s", "NOT NULL of column d"),
                warnings("CREATE TABLE \"typed\" (\"id\" BIGINT NOT NULL PRIMARY KEY, \"s\" TEXT NOT NULL, \"d\" DATE"
                        + " NOT NULL, \"b\" BIT(1), x DOUBLE PRECISION, r REAL, c CHAR(3), n NUMERIC(10,2), y"
                        + " BYTE, z BLOB, t TIMESTAMP, f FLOAT, i INTEGER, l LONG, u UUID, v CLOB, dt"
                        + " DATETIME);"));
    }

    /** As Derby and Db2 write them. */
    @Test
    void typesOfSeveralWords() throws SQLException {
        assertEquals(
                List.of(),
                warnings(
                        "CREATE TABLE words (id INT PRIMARY KEY, a LONG VARCHAR, b LONG VARBINARY, c VARCHAR(24) FOR BIT"
                                + " DATA, d CHAR(1) FOR BIT DATA, e LONG VARCHAR FOR BIT DATA, f LONG)"));
        List<String> types = new ArrayList<>();
        try (ResultSet columns = connection.getMetaData().getColumns(null, "main", "words", "%")) {
            while (columns.next()) {
                types.add(columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME"));
            }
        }
        assertEquals(
                List.of(
                        "id BIGINT",
                        "a VARCHAR",
                        "b VARBINARY",
                        "c VARBINARY",
                        "d VARBINARY",
                        "e VARBINARY",
                        "f BIGINT"),
                types);
    }

    @Test
    void tablesWithoutAKey() throws SQLException {
        assertEquals(List.of(), warnings("CREATE TABLE keyless (a INTEGER, b VARCHAR(10))"));
        assertEquals(1, statement.executeUpdate("INSERT INTO keyless (a, b) VALUES (1, 'x');"));
        assertEquals(1, statement.executeUpdate("UPDATE keyless SET a = 2"));
        assertEquals(1, statement.executeUpdate("DELETE FROM keyless"));
        assertEquals(List.of(), warnings("DROP TABLE IF EXISTS keyless"));
        assertEquals(List.of(), warnings("DROP TABLE IF EXISTS keyless CASCADE;"));
    }

    @Test
    void constraintsAreTakenWithAWarning() throws SQLException {
        assertEquals(
                List.of(
                        "UNIQUE of column b",
                        "REFERENCES of column c",
                        "NOT NULL of column e",
                        "DEFAULT of column e",
                        "UNIQUE (b, c)",
                        "FOREIGN KEY (c)",
                        "CHECK"),
                warnings("CREATE TABLE parts (a INTEGER, b VARCHAR(20) UNIQUE, c INTEGER REFERENCES other(id),"
                        + " CONSTRAINT pk PRIMARY KEY (a), UNIQUE (b, c), FOREIGN KEY (c) REFERENCES other (id) ON DELETE"
                        + " CASCADE, CHECK (a > 0), e VARCHAR(10) DEFAULT 'x' NOT NULL)"));
        assertEquals(List.of("UNIQUE (b)"), warnings("ALTER TABLE parts ADD CONSTRAINT uq UNIQUE (b)"));
        assertEquals(List.of("UNIQUE (b)"), warnings("ALTER TABLE parts ADD UNIQUE (b)"));
        assertEquals(List.of(), warnings("ALTER TABLE parts ADD UNIQUE (a)"));
        assertEquals(
                List.of("FOREIGN KEY (c)"),
                warnings("ALTER TABLE parts ADD CONSTRAINT fk FOREIGN KEY (c) REFERENCES other (id)"));
        assertEquals(List.of("CHECK"), warnings("ALTER TABLE parts ADD CHECK (a > 0)"));
        assertEquals(List.of(), warnings("ALTER TABLE parts ADD CONSTRAINT pk PRIMARY KEY (a)"));
        assertEquals("42I02", refusal("ALTER TABLE parts ADD PRIMARY KEY (b)"));
        assertEquals(
                List.of("No constraint uq is kept, so there is none to drop: constraints are not enforced"),
                warnings("ALTER TABLE parts DROP CONSTRAINT uq CASCADE"));
        assertEquals(List.of("NOT NULL of column b"), warnings("ALTER TABLE parts ALTER COLUMN b SET NOT NULL"));
        assertEquals(List.of(), warnings("ALTER TABLE parts ALTER b DROP NOT NULL"));
        assertEquals(List.of(), warnings("ALTER TABLE parts ALTER COLUMN b SET DATA TYPE TEXT"));
        assertEquals(
                List.of("NOT NULL of column f", "DEFAULT of column f"),
                warnings("ALTER TABLE parts ADD COLUMN f VARCHAR(10) DEFAULT 'a' NOT NULL"));
        assertEquals(List.of(), warnings("ALTER TABLE parts DROP COLUMN f"));
    }

    @Test
    void indexesComeAndGoAsToolsWantIt() throws SQLException {
        statement.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, city VARCHAR(20))");
        assertEquals(List.of(), warnings("DROP INDEX IF EXISTS by_city"));
        assertEquals(List.of(), warnings("CREATE INDEX by_city ON items (city)"));
        assertEquals(List.of(), warnings("CREATE INDEX IF NOT EXISTS by_city ON items (city);"));
        assertEquals(List.of("UNIQUE of index by_id"), warnings("CREATE UNIQUE INDEX by_id ON items (city, id)"));
        assertEquals(List.of(), warnings("DROP INDEX IF EXISTS by_city"));
        assertEquals(List.of(), warnings("DROP INDEX IF EXISTS by_city"));
        assertEquals("42S12", refusal("DROP INDEX by_city"));
        assertEquals(List.of(), warnings("CREATE INDEX by_city ON items (city)"));
        assertEquals(List.of(), warnings("DROP INDEX IF EXISTS by_city"));
        assertEquals("42S12", refusal("DROP INDEX by_city"));
    }

    @Test
    void strictRefusesWhatIsNotEnforced() throws SQLException {
        connection.close();
        connection = DriverManager.getConnection("jdbc:itemql:mem:?strict=true");
        statement = connection.createStatement();
        assertEquals("0AX01", refusal("CREATE TABLE parts (a INTEGER PRIMARY KEY, b VARCHAR(20) UNIQUE)"));
        assertEquals("0AX01", refusal("CREATE TABLE parts (a INTEGER PRIMARY KEY, b VARCHAR(20) NOT NULL)"));
        assertEquals("0AX01", refusal("CREATE TABLE parts (a INTEGER PRIMARY KEY, CHECK (a > 0))"));
        assertEquals(List.of(), warnings("CREATE TABLE parts (a INTEGER NOT NULL PRIMARY KEY, b VARCHAR(20))"));
        assertEquals("0AX01", refusal("ALTER TABLE parts ADD CONSTRAINT uq UNIQUE (b)"));
        assertEquals("0AX01", refusal("ALTER TABLE parts ALTER COLUMN b SET NOT NULL"));
    }

    @Test
    void statementsOfTools() throws SQLException {
        statement.execute("CREATE TABLE items (id INTEGER PRIMARY KEY)");
        statement.execute("INSERT INTO items (id, v) VALUES (1, 'a')");
        for (String sql : List.of(
                "SELECT * FROM items FOR UPDATE",
                "SELECT * FROM items WHERE id = 1 FOR UPDATE;",
                "SELECT * FROM \"main\".\"items\" WHERE 1 = 0",
                "SELECT 1 FROM items WHERE (\"id\" IS NOT NULL) AND (\"id\" = 1)",
                "SELECT COUNT(*) FROM (SELECT * FROM items) counted",
                "SELECT t.* FROM items t LIMIT 0",
                "SELECT MAX(id) FROM items",
                "TRUNCATE TABLE items;")) {
            assertEquals(List.of(), warnings(sql), sql);
        }
        assertEquals("42I02", refusal("CREATE TABLE three (a INTEGER, b INTEGER, c INTEGER, PRIMARY KEY (a, b, c))"));
    }
}
