package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.table.ColumnType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        assertEquals("QUERY orders [customer = 'ann']", answer.text());
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

    @Test
    void keepsTheParametersOfTheStatement() {
        assertEquals(
                "GET orders [customer = ?1, day = ?2]",
                session.explain("SELECT * FROM orders WHERE customer = ? AND day = ?", "ann", 1));
    }
}
