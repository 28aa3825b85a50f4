package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.error.ErrorCode;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long and deep statements are planned by every path, or refused by name. */
class DeepStatementsTest {
    private static final int TERMS = 2_000;

    private final Session session = new Session();

    @BeforeEach
    void createTables() {
        session.run("CREATE TABLE users (id VARCHAR PARTITION KEY)");
        session.run("CREATE TABLE orders (customer VARCHAR PARTITION KEY, day INT SORT KEY)");
        session.run("INSERT INTO users VALUE <<{'id': '1', 'n': 1}, {'id': '2', 'n': 2}>>");
        session.run("INSERT INTO orders VALUES ('1', 1), ('2', 2)");
    }

    private static String terms(String separator, IntFunction<String> term) {
        return IntStream.range(0, TERMS).mapToObj(term).collect(Collectors.joining(separator));
    }

    private void holdsForAll(String condition) {
        assertEquals("1; 2", session.rows("SELECT id FROM users WHERE " + condition), "short path");
        assertEquals("2", session.rows("SELECT COUNT(*) FROM users WHERE " + condition), "general path");
        assertEquals(
                "2",
                session.rows("SELECT COUNT(*) FROM users u JOIN orders o ON u.id = o.customer WHERE " + condition),
                "join");
        assertEquals(2, session.count("UPDATE users SET x = 1 WHERE " + condition), "update");
        assertEquals(
                "2",
                session.rows("SELECT COUNT(*) FROM orders WHERE EXISTS (SELECT 1 FROM users WHERE id = customer"
                        + " AND (" + condition + "))"),
                "sub-query");
    }

    @Test
    void longChainsAreNoDeepTrees() {
        holdsForAll(terms(" OR ", i -> "n = " + i));
        holdsForAll(terms(" OR ", i -> "id = '" + i + "'"));
        holdsForAll(terms(" OR ", i -> "n + 1 = " + (i + 2)));
        holdsForAll(terms(" AND ", i -> "n <> " + (i + 3)));
        holdsForAll(terms(", ", i -> i == 0 ? "id IN ('0'" : "'" + i + "'") + ")");
        holdsForAll(terms(", ", i -> i == 0 ? "n NOT IN (0" : "" + -i) + ")");
        holdsForAll(terms(" OR ", i -> "(n = " + i + " AND id = '" + i + "')"));
        holdsForAll("n < 2 " + terms(" ", i -> "+ 1"));
        holdsForAll("CASE " + terms(" ", i -> "WHEN n = " + i + " THEN TRUE") + " END");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000, 2_000})
    void nesting(int depth) {
        holdsForAll("(".repeat(depth) + "n > 0" + ")".repeat(depth));
        holdsForAll("NOT ".repeat(depth) + "n > 0");
        holdsForAll("(n = 1 OR ".repeat(depth) + "n = 2" + ")".repeat(depth));
    }

    @Test
    void bracketsBeyondAnyStackAreRefused() {
        session.fails(
                ErrorCode.STATEMENT_TOO_DEEP,
                "SELECT id FROM users WHERE " + "(".repeat(450_000) + "n > 0" + ")".repeat(450_000));
    }

    @Test
    void manyRowsAndColumns() {
        assertEquals(
                TERMS,
                session.count("INSERT INTO users (id, n) VALUES " + terms(", ", i -> "('x" + i + "', " + i + ")")));
        assertEquals(
                TERMS,
                session.run("SELECT " + terms(", ", i -> "n + " + i + " AS c" + i) + " FROM users WHERE id = '1'")
                        .columns()
                        .size());
    }
}
