package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.plan.operator.SessionOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlEngineTest {
    private final Session session = new Session();

    @Test
    void warmingUpRunsNothingAndRemembersNothing() {
        session.engine.warmUp();
        assertEquals(0, session.engine.cache().size());
        assertEquals(0, session.store.openViews());
        assertTrue(session.store.catalogue().tables().isEmpty());
    }

    @Test
    void theWarmUpStatementsArePlanned() {
        for (String statement : SqlEngine.WARM_UP) {
            assertEquals(1, session.run(statement).rows().size(), statement);
        }
    }

    @Test
    void aStatementMayEndInASemicolon() {
        assertEquals("1", session.rows("SELECT 1;"));
        assertSame(session.store, session.engine.store());
        assertEquals(
                "SELECT 1 ;",
                session.engine.prepare("SELECT 1 ;", SessionOptions.DEFAULT).sql());
    }

    @Test
    void faultsTellTheirPlaceInTheTextOfTheUser() {
        session.run("CREATE TABLE users (id VARCHAR PRIMARY KEY)");
        String message = session.fails(
                        ErrorCode.UNKNOWN_FUNCTION,
                        "SELECT id FROM users\nWHERE id = 'a long literal' AND frob(id) = 'x'")
                .getMessage();
        assertTrue(message.endsWith("(at line 2, column 33)"), message);
        session.fails(ErrorCode.SYNTAX_ERROR, "SELECT id FROM users WHERE id = 'a' AND");
        session.fails(ErrorCode.SYNTAX_ERROR, "");
        // Far more than the stack of compiled code holds as well; fewer are sometimes only not closed.
        session.fails(ErrorCode.STATEMENT_TOO_DEEP, "SELECT " + "(".repeat(900_000));
    }

    @Test
    void generalQueriesRunOnTheSameStore() {
        session.run("CREATE TABLE orders (customer VARCHAR PARTITION KEY, day INT SORT KEY)");
        session.run("INSERT INTO orders VALUES ('ann', 1), ('ann', 2), ('bob', 1)");
        assertEquals(
                "ann, 2; bob, 1", session.rows("SELECT customer, COUNT(*) FROM orders GROUP BY customer ORDER BY 1"));
        assertEquals(
                "ann; bob",
                session.rows(
                        "SELECT DISTINCT a.customer FROM orders a JOIN orders b ON a.customer = b.customer ORDER BY 1"));
        assertEquals(
                List.of("customer", "n"),
                session.run("WITH c AS (SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer) SELECT * FROM c")
                        .labels());
        assertEquals(
                2,
                session.count(
                        "INSERT INTO orders SELECT customer || '2' AS customer, MAX(day) AS day FROM orders GROUP BY customer"));
        assertEquals("ann2, 2", session.rows("SELECT * FROM orders WHERE customer = 'ann2'"));
    }
}
