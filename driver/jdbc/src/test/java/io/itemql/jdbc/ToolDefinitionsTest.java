package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                List.of("NOT NULL of column s", "NOT NULL of column d", "The length or precision of columns c, n"),
                warnings("CREATE TABLE \"typed\" (\"id\" BIGINT NOT NULL PRIMARY KEY, \"s\" TEXT NOT NULL, \"d\" DATE"
                        + " NOT NULL, \"b\" BIT(1), x DOUBLE PRECISION, r REAL, c CHAR(3), n NUMERIC(10,2), y"
                        + " BYTE, z BLOB, t TIMESTAMP, f FLOAT, i INTEGER, l LONG, u UUID, v CLOB, dt"
                        + " DATETIME);"));
    }

    /** As Derby and Db2 write them. */
    @Test
    void typesOfSeveralWords() throws SQLException {
        assertEquals(
                List.of("The length or precision of columns c, d"),
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
        assertEquals(List.of(), warnings("CREATE TABLE keyless (a INTEGER, b VARCHAR)"));
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
                        "The length or precision of columns b, e",
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
                List.of("NOT NULL of column f", "DEFAULT of column f", "The length or precision of column f"),
                warnings("ALTER TABLE parts ADD COLUMN f VARCHAR(10) DEFAULT 'a' NOT NULL"));
        assertEquals(List.of(), warnings("ALTER TABLE parts DROP COLUMN f"));
    }

    /** Nothing that a column demands is dropped without a word. */
    @Test
    void propertiesOfColumnsAreTakenWithAWarning() throws SQLException {
        String numbers = " is accepted and not enforced: no numbers are made";
        assertEquals(
                List.of(
                        "SERIAL of column a" + numbers,
                        "CHECK of column b",
                        "GENERATED AS IDENTITY of column c" + numbers,
                        "IDENTITY of column d" + numbers,
                        "AUTO_INCREMENT of column e" + numbers,
                        "NOT NULL of column f",
                        "COLLATE of column f is accepted and not enforced: texts sort by their UTF-8 bytes",
                        "The length or precision of columns f, g, h"),
                warnings(
                        "CREATE TABLE columns (a SERIAL PRIMARY KEY, b INT CHECK (b > 0), c INT GENERATED BY DEFAULT AS"
                                + " IDENTITY (START WITH 1 INCREMENT BY 1), d INT IDENTITY(1,1), e INT AUTO_INCREMENT, f VARCHAR(3)"
                                + " COLLATE utf8 NOT NULL, g NUMERIC(5,2), h TIMESTAMP(3), i INT(11), j BIT(1), k FLOAT(53))"));
        assertEquals(List.of(), warnings("ALTER TABLE columns ADD COLUMN IF NOT EXISTS b TEXT"));
        assertEquals(List.of(), warnings("ALTER TABLE columns ADD COLUMN IF NOT EXISTS l TEXT"));
        assertEquals(List.of(), warnings("ALTER TABLE columns DROP COLUMN IF EXISTS l CASCADE"));
        assertEquals(List.of(), warnings("ALTER TABLE columns DROP COLUMN IF EXISTS l"));
        assertEquals("42S22", refusal("ALTER TABLE columns DROP COLUMN l"));
        assertEquals(
                List.of("The length or precision of column b"),
                warnings("ALTER TABLE columns ALTER COLUMN b TYPE NUMERIC(5, 2)"));
        assertEquals(List.of(), warnings("DROP TABLE columns CASCADE CONSTRAINTS;;"));
    }

    /** What other databases have and this one has not: the refusal says so, not which word was not expected. */
    @Test
    void statementsOfOtherDatabases() throws SQLException {
        statement.execute("CREATE TABLE items (id INTEGER PRIMARY KEY)");
        for (String sql : List.of(
                "CALL p(1)",
                "{call p(1)}",
                "{? = call p(1)}",
                "COMMENT ON TABLE items IS 'x'",
                "CREATE SCHEMA IF NOT EXISTS s",
                "DROP SCHEMA s CASCADE",
                "CREATE SEQUENCE s",
                "CREATE OR REPLACE FUNCTION f() RETURNS INT",
                "CREATE GLOBAL TEMPORARY TABLE t (a INT)",
                "CREATE TABLE IF NOT EXISTS main.t AS SELECT * FROM items",
                "SET SCHEMA main",
                "SHOW TABLES",
                "GRANT SELECT ON items TO x",
                "SAVEPOINT s",
                "ROLLBACK TO SAVEPOINT s")) {
            assertEquals("0AX01", refusal(sql), sql);
        }
        for (String sql :
                List.of("SELECT {d '2020-13-01'}", "SELECT TIME '25:00:00'", "SELECT {ts '2020-02-30 10:00:00'}")) {
            SQLException failure = assertThrows(SQLException.class, () -> statement.execute(sql));
            assertEquals("22007", failure.getSQLState(), sql);
            assertTrue(failure.getMessage().contains("(at line 1, column "), failure.getMessage());
        }
        for (String sql : List.of("SELCT 1", "SET", "SELECT 1; SELECT 2", ";", "CREATE")) {
            assertEquals("42601", refusal(sql), sql);
        }
        assertEquals(
                "42704",
                assertThrows(SQLException.class, () -> connection.createArrayOf("FROB", new Object[0]))
                        .getSQLState());
        assertEquals("DOUBLE", connection.createArrayOf("float8", new Object[0]).getBaseTypeName());
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
        assertEquals(List.of(), warnings("CREATE TABLE parts (a INTEGER NOT NULL PRIMARY KEY, b VARCHAR)"));
        assertEquals("0AX01", refusal("CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(20))"));
        assertEquals("0AX01", refusal("CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER CHECK (b > 0))"));
        assertEquals("0AX01", refusal("CREATE TABLE t (a SERIAL PRIMARY KEY)"));
        assertEquals("0AX01", refusal("CREATE TABLE t (a INTEGER AUTO_INCREMENT PRIMARY KEY)"));
        assertEquals("0AX01", refusal("ALTER TABLE parts ALTER COLUMN b TYPE NUMERIC(5, 2)"));
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
                "SELECT * FROM items FOR UPDATE OF items NOWAIT",
                "SELECT * FROM items FOR UPDATE SKIP LOCKED",
                "SELECT * FROM items ; ;",
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

    private List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, "main", "%", null)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    /** All go, or none if one cannot. */
    @Test
    void severalTablesAreDroppedAtOnce() throws SQLException {
        for (String name : List.of("a", "b", "c", "d")) {
            statement.execute("CREATE TABLE " + name + " (id INT)");
        }
        statement.execute("CREATE VIEW va AS SELECT * FROM a");
        statement.execute("CREATE VIEW vva AS SELECT * FROM va");
        statement.execute("CREATE VIEW vb AS SELECT * FROM b");
        assertEquals("42S02", refusal("DROP TABLE d, nope"));
        SQLException placed = assertThrows(SQLException.class, () -> statement.execute("DROP TABLE d, nope"));
        assertTrue(placed.getMessage().contains("column 15"), placed.getMessage());
        assertEquals(refusal("DROP TABLE a"), refusal("DROP TABLE d, a"));
        assertEquals(refusal("DROP TABLE va"), refusal("DROP TABLE d, va"));
        assertEquals(refusal("DROP VIEW va"), refusal("DROP VIEW vb, va"));
        assertEquals(refusal("DROP VIEW a"), refusal("DROP VIEW vb, a"));
        assertEquals(List.of("a", "b", "c", "d", "va", "vb", "vva"), tables());
        statement.execute("DROP VIEW va, vva");
        statement.execute("DROP TABLE IF EXISTS nope, c, main.c, nope2;");
        assertEquals(List.of("a", "b", "d", "vb"), tables());
        statement.execute("DROP TABLE a, b, d CASCADE");
        assertEquals(List.of(), tables());
    }

    /** Levels that promise less than a snapshot are met by one. */
    @Test
    void levelsOfReadsAreUnderstood() throws SQLException {
        statement.execute("CREATE TABLE t (id INT PRIMARY KEY, n INT)");
        statement.execute("INSERT INTO t VALUES (1, 2)");
        for (String level : List.of("UR", "CS", "rs")) {
            for (String query : List.of(
                    "SELECT n FROM t",
                    "SELECT n FROM t WHERE id = 1",
                    "SELECT n FROM t ORDER BY n FETCH FIRST 1 ROW ONLY",
                    "SELECT n FROM t FOR READ ONLY",
                    "SELECT n FROM t FOR UPDATE",
                    "WITH q AS (SELECT n FROM t) SELECT n FROM q")) {
                try (ResultSet rows = statement.executeQuery(query + " WITH " + level)) {
                    assertTrue(rows.next());
                    assertEquals(2, rows.getInt(1));
                }
            }
        }
        assertEquals("42601", refusal("SELECT n FROM t WITH XX"));
        assertEquals("42601", refusal("SELECT n FROM t WITH UR WHERE id = 1"));
    }
}
