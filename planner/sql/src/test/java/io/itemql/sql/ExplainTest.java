package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
    private final Session session = new Session();

    @BeforeEach
    void createTable() {
        session.run("CREATE TABLE orders (customer VARCHAR PARTITION KEY, day INT SORT KEY)");
        session.run("INSERT INTO orders VALUES ('ann', 1), ('ann', 2), ('bob', 1)");
    }

    @Test
    void givesOneColumnOfText() {
        Session.Answer answer = session.run("EXPLAIN SELECT * FROM orders WHERE customer = 'ann'");
        assertEquals(List.of("PLAN"), answer.labels());
        assertEquals(ColumnType.VARCHAR, answer.columns().get(0).type());
        assertEquals("QUERY orders [customer = 'ann'] (~2 rows, 0.5 read units)", answer.text());
        assertEquals(
                StatementPlan.Kind.QUERY,
                session.engine
                        .prepare("EXPLAIN DELETE FROM orders", SessionOptions.DEFAULT)
                        .kind());
    }

    @Test
    void explainsChangesWithoutDoingThem() {
        assertEquals("DELETE orders;   SCAN orders", session.explain("DELETE FROM orders"));
        assertEquals(
                "PUT orders (customer, day);   VALUES 1 row", session.explain("INSERT INTO orders VALUES ('x', 1)"));
        assertEquals("UPSERT orders;   VALUE", session.explain("UPSERT INTO orders VALUE ?", "{}"));
        assertEquals(
                "3", Integer.toString(session.run("SELECT * FROM orders").rows().size()));
    }

    @Test
    void analyzeRunsAndMeasures() {
        String text = session.rows("EXPLAIN ANALYZE SELECT day FROM orders WHERE customer = 'ann' AND day > 1");
        assertTrue(
                text.startsWith("QUERY orders [customer = 'ann', day > 1] | PROJECT day (rows 1, examined 1,"), text);
        assertTrue(text.contains("TOTAL rows 1, examined 1"), text);
        session.rows("EXPLAIN ANALYZE DELETE FROM orders WHERE customer = 'bob'");
        assertEquals("ann; ann", session.rows("SELECT customer FROM orders"));
    }

    /** What the operators of a statement and of its sub-queries have read is all that was read. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUB-QUERY EXISTS | SELECT id FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.x = a.id)",
                "SUB-QUERY IN | SELECT id FROM a WHERE v IN (SELECT x FROM b) OR v = 3",
                "SUB-QUERY ALL | SELECT id FROM a WHERE v > ALL (SELECT x FROM b WHERE x < a.v)",
                "SUB-QUERY | SELECT id, (SELECT MAX(x) FROM b WHERE b.x <= a.v) FROM a",
                "SUB-QUERY | SELECT id FROM a WHERE v = (SELECT MAX(x) FROM b WHERE id IN (SELECT MIN(id) FROM a))",
                "SUB-QUERY IN | DELETE FROM a WHERE id IN (SELECT x FROM b)"
            })
    void analyzeTellsWhatSubQueriesCost(String name, String sql) {
        session.run("CREATE TABLE a (id INT PARTITION KEY)");
        session.run("CREATE TABLE b (id INT PARTITION KEY)");
        for (int i = 0; i < 6; i++) {
            session.run("INSERT INTO a (id, v) VALUES (?, ?)", i, i);
            session.run("INSERT INTO b (id, x) VALUES (?, ?)", i, i % 4);
        }
        String text = session.rows("EXPLAIN ANALYZE " + sql);
        assertTrue(List.of(text.split("; ", -1)).contains(name), text);
        if (sql.startsWith("SELECT")) {
            List<String> lines = List.of(text.split("; ", -1));
            long total = examined(lines.get(lines.size() - 1));
            assertEquals(
                    total,
                    lines.subList(0, lines.size() - 1).stream()
                            .mapToLong(ExplainTest::examined)
                            .sum(),
                    text);
            assertTrue(total > 6, text);
        }
    }

    private static long examined(String line) {
        Matcher number = Pattern.compile("examined ([0-9]+)").matcher(line);
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }

    @Test
    void analyzeTellsSubQueriesInJsonToo() {
        session.run("CREATE TABLE a (id INT PARTITION KEY)");
        session.run("INSERT INTO a (id, v) VALUES (1, 2)");
        String json = session.rows("EXPLAIN ANALYZE AS JSON SELECT id FROM a WHERE EXISTS (SELECT 1 FROM a AS b)");
        assertTrue(json.contains("\"subQueries\":[{\"subQuery\":\"SUB-QUERY EXISTS\",\"plan\":{\"operator\":"), json);
    }

    @Test
    void rangesDecideWhichSideOfAJoinIsKept() {
        session.run("CREATE TABLE a (id INT PARTITION KEY)");
        session.run("CREATE TABLE b (id INT PARTITION KEY)");
        for (int i = 0; i < 40; i++) {
            session.run("INSERT INTO a (id, v, x) VALUES (?, ?, 1)", i, i);
            if (i < 20) {
                session.run("INSERT INTO b (id, x) VALUES (?, 1)", i);
            }
        }
        String few = session.explain("SELECT a.id FROM a JOIN b ON a.x = b.x WHERE a.v BETWEEN 5 AND 7");
        assertTrue(few.endsWith("SCAN b;   SCAN a | FILTER v BETWEEN 5 AND 7"), few);
        String many = session.explain("SELECT a.id FROM a JOIN b ON a.x = b.x WHERE a.v BETWEEN 5 AND 35");
        assertTrue(many.endsWith("SCAN a | FILTER v BETWEEN 5 AND 35;   SCAN b"), many);
    }

    private String estimate(String sql) {
        String text = session.rows("EXPLAIN " + sql);
        return text.replaceAll("(?s).*\\((~[^)]*)\\).*", "$1");
    }

    @Test
    void estimatesFromTheCountsOfTheTable() {
        session.run("CREATE TABLE big (id VARCHAR PARTITION KEY, nr INT SORT KEY)");
        String text = "x".repeat(1000);
        for (int i = 0; i < 400; i++) {
            session.run("INSERT INTO big VALUES (?, ?)", "p" + i % 20, i);
            session.run("UPDATE big SET v = ? WHERE id = ? AND nr = ?", text, "p" + i % 20, i);
        }
        assertEquals("~400 rows, 50 read units", estimate("SELECT * FROM big"));
        assertEquals("~100 rows, 50 read units", estimate("SELECT * FROM big WHERE v = 'a'"));
        assertEquals("~25 rows, 50 read units", estimate("SELECT * FROM big WHERE v = 'a' AND v || 'b' = 'c'"));
        assertEquals("~1 row, 0.5 read units", estimate("SELECT * FROM big WHERE id = 'p1' AND nr = 1"));
        assertEquals("~3 rows, 1.5 read units", estimate("SELECT * FROM big WHERE id = 'p1' AND nr IN (1, 2, 3)"));
        assertEquals("~20 rows, 2.5 read units", estimate("SELECT * FROM big WHERE id = 'p1'"));
        assertEquals("~40 rows, 5 read units", estimate("SELECT * FROM big WHERE id IN ('p1', 'p2')"));
        assertEquals("~5 rows, 1 read units", estimate("SELECT * FROM big WHERE id = 'p1' AND nr > 5"));
        assertEquals("~4 rows, 0.5 read units", estimate("SELECT * FROM big LIMIT 4"));
        assertEquals("~2 rows, 0.5 read units", estimate("SELECT * FROM big WHERE id = 'p1' LIMIT 2"));
    }

    @Test
    void strongReadsAreEstimatedAtTwice() {
        session.options = new SessionOptions(false, SessionOptions.ScanPolicy.ALLOW, true, 1L << 26, false, true, 0);
        assertEquals("~1 row, 1 read units", estimate("SELECT * FROM orders WHERE customer = 'ann' AND day = 1"));
    }

    @Test
    void aLookUpOfAJoinIsEstimatedOnce() {
        session.run("CREATE TABLE users (id VARCHAR PARTITION KEY)");
        for (int i = 0; i < 50; i++) {
            session.run("INSERT INTO users VALUE ?", "{\"id\": \"u" + i + "\"}");
        }
        String text = session.rows("EXPLAIN SELECT * FROM orders o JOIN users u ON u.id = o.customer"
                + " WHERE o.customer = 'ann' AND o.day = 1");
        assertTrue(text.contains("GET users"), text);
        assertTrue(text.contains("(~1 row, 0.5 read units"), text);
    }

    @Test
    void keepsTheParametersOfTheStatement() {
        assertEquals(
                "GET orders [customer = ?1, day = ?2]",
                session.explain("SELECT * FROM orders WHERE customer = ? AND day = ?", "ann", 1));
    }
}
