package io.itemql.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code enquote…} writes means what was given, in statements of this dialect. */
class QuotingTest extends OnMemoryStore {
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "it's", "''", "a\"b", "line\nbreak", "back\\slash", "ü €", "\0"})
    void literalsMeanTheirText(String text) throws SQLException {
        for (String literal : new String[] {statement.enquoteLiteral(text), statement.enquoteNCharLiteral(text)}) {
            try (ResultSet rows = statement.executeQuery("SELECT " + literal)) {
                assertTrue(rows.next());
                assertEquals(text, rows.getString(1), literal);
            }
        }
    }

    /** A name in any place of a statement is the attribute of that name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "A",
                "_",
                "a1",
                "1a",
                "a b",
                "a\"b",
                "\"",
                "a.b",
                "select",
                "SELECT",
                "from",
                "user",
                "date",
                "value",
                "name",
                "order",
                "current_date",
                "missing",
                "limit",
                "returning",
                "timestamp",
                "é",
                "$x",
                "count"
            })
    void namesMeanTheirAttribute(String name) throws SQLException {
        for (boolean always : new boolean[] {true, false}) {
            String written = statement.enquoteIdentifier(name, always);
            assertTrue(always ? written.startsWith("\"") : statement.isSimpleIdentifier(name) == written.equals(name));
            statement.execute("CREATE TABLE t (id INT PARTITION KEY, " + written + " INT)");
            statement.execute("INSERT INTO t (id, " + written + ") VALUES (1, 5)");
            try (ResultSet rows = statement.executeQuery("SELECT " + written + ", x." + written + " FROM t x WHERE "
                    + written + " = 5 ORDER BY " + written)) {
                assertEquals(name, rows.getMetaData().getColumnName(1));
                assertTrue(rows.next());
                assertEquals(5, rows.getInt(1));
            }
            statement.execute("DROP TABLE t");
        }
    }

    @Test
    void simpleNames() throws SQLException {
        assertTrue(statement.isSimpleIdentifier("Users_1"));
        assertTrue(statement.isSimpleIdentifier("a".repeat(200)));
        for (String name : new String[] {"", "1a", "a b", "select", "Select", "current_date", "\"a\"", "a\0", "é"}) {
            assertFalse(statement.isSimpleIdentifier(name), name);
        }
        assertEquals("\"a\"", statement.enquoteIdentifier("\"a\"", false));
        assertEquals("\"a\"\"b\"", statement.enquoteIdentifier("\"a\"\"b\"", true));
        assertEquals("\"\"\"a\"\"b\"\"\"", statement.enquoteIdentifier("\"a\"b\"", true));
        assertEquals("\"a\"", statement.enquoteIdentifier("a", true));
        assertEquals("a", statement.enquoteIdentifier("a", false));
    }

    @Test
    void wrongArgumentsHaveAState() {
        for (Executable call : new Executable[] {
            () -> statement.enquoteLiteral(null),
            () -> statement.enquoteNCharLiteral(null),
            () -> statement.enquoteIdentifier(null, true),
            () -> statement.isSimpleIdentifier(null),
            () -> statement.enquoteIdentifier("", false),
            () -> statement.enquoteIdentifier("a\0b", false)
        }) {
            assertEquals("HY024", assertThrows(SQLException.class, call).getSQLState());
        }
    }

    @Test
    void preparedStatementsArePoolable() throws SQLException {
        assertFalse(statement.isPoolable());
        assertTrue(connection.prepareStatement("SELECT 1").isPoolable());
    }
}
