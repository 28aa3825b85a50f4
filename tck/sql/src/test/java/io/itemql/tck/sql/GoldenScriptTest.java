package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenScriptTest {
    private static final List<String> LINES = List.of(
            "-- a comment",
            "CREATE TABLE t (",
            "  id VARCHAR PARTITION KEY);",
            "",
            "@options scan=deny",
            "@parameters 1, 'a, b', [1, 2]",
            "SELECT ?, ?, ?;",
            "> columns a VARCHAR",
            "> row 1 | 'a, b'",
            "> row 2 | ''");

    @Test
    void readsStatementsWithTheirSurroundings() {
        GoldenScript script = GoldenScript.parse("s", LINES);
        assertEquals(2, script.cases().size());
        GoldenScript.Case first = script.cases().get(0);
        assertEquals("CREATE TABLE t (\n  id VARCHAR PARTITION KEY)", first.sql());
        assertEquals(2, first.line());
        GoldenScript.Case second = script.cases().get(1);
        assertEquals(Map.of("scan", "deny"), second.options());
        assertEquals(List.of("1", "'a, b'", "[1, 2]"), second.parameters());
        assertEquals(List.of("1 | 'a, b'", "2 | ''"), second.expected("row"));
    }

    @Test
    void writesItselfWithOtherExpectations() {
        GoldenScript script = GoldenScript.parse("s", LINES);
        String text = script.withExpectations(List.of(List.of(), List.of("row 3")));
        assertEquals(String.join("\n", LINES.subList(0, 7)) + "\n> row 3\n", text);
    }

    @Test
    void refusesWhatIsNoScript() {
        assertThrows(IllegalArgumentException.class, () -> GoldenScript.parse("s", List.of("SELECT 1")));
        assertThrows(IllegalArgumentException.class, () -> GoldenScript.parse("s", List.of("> row 1")));
        assertThrows(IllegalArgumentException.class, () -> GoldenScript.parse("s", List.of("@nonsense")));
    }

    @Test
    void liftsOperandsOnly() {
        assertLifted(
                "SELECT 'x', a + 1 FROM t WHERE b = ? AND c BETWEEN ? AND ? AND d IN (?, ?) ORDER BY 1 LIMIT 3",
                List.of("'it''s'", "1", "2.5e1", "3", "'y'"),
                "SELECT 'x', a + 1 FROM t WHERE b = 'it''s' AND c BETWEEN 1 AND 2.5e1 AND d IN (3, 'y') ORDER BY 1 LIMIT 3");
        assertLifted("SELECT 1 WHERE a = 5 + 1 AND b = -3", List.of(), "SELECT 1 WHERE a = 5 + 1 AND b = -3");
        assertLifted(
                "INSERT INTO t (a, b) VALUES (?, ?), (?, NULL)",
                List.of("1", "'a'", "2"),
                "INSERT INTO t (a, b) VALUES (1, 'a'), (2, NULL)");
        assertLifted("INSERT INTO t VALUE {'a': ?, 'b': [1]}", List.of("7"), "INSERT INTO t VALUE {'a': 7, 'b': [1]}");
        assertLifted("SELECT ? FROM t WHERE a = 1", List.of(), "SELECT ? FROM t WHERE a = 1");
        assertLifted("-- b = 1\nSELECT a", List.of(), "-- b = 1\nSELECT a");
    }

    private static void assertLifted(String sql, List<String> parameters, String statement) {
        Literals.Lifted lifted = Literals.lift(statement);
        assertEquals(sql, lifted.sql());
        assertEquals(parameters, lifted.parameters());
    }

    @Test
    void writesValuesAsLiteralsThatItReads() {
        String literal = "[{'a': 'it''s', 'b': <<1, 2>>}, X'0aff', true, null, <<'x'>>, -1.5]";
        assertEquals(literal, Literals.text(Literals.value(literal)));
    }
}
