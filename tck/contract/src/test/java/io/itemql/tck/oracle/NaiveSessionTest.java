package io.itemql.tck.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NaiveSessionTest {
    private final NaiveSession session = new NaiveSession();

    @BeforeEach
    void fill() {
        apply("CREATE TABLE users (id VARCHAR(20) PARTITION KEY, day BIGINT SORT KEY, joined VARCHAR)"
                + " WITH (billing_mode = 'PAY_PER_REQUEST')");
        assertEquals(1, apply("INSERT INTO users VALUE {'id': 'a', 'day': 1, 'list': [1, 2, 3], 'map': {'x': 1}}"));
        assertEquals(2, apply("INSERT INTO users (id, day, tags) VALUES ('b', 1, <<'t'>>), ('b', 2, NULL);"));
    }

    @Test
    void columnsAreKeysThenDeclaredThenByName() {
        assertEquals(
                List.of("id", "day", "joined", "list", "map", "tags"),
                session.database().tables().get("users").columns());
    }

    @Test
    void declaredTimesAreNotFollowed() {
        apply("CREATE TABLE visits (id VARCHAR PARTITION KEY, at TIMESTAMP)");
        assertEquals(Set.of("users"), session.followed());
    }

    @Test
    void insertNeverOverwritesAndLeavesNothingBehind() {
        ItemException failure = assertThrows(
                ItemException.class, () -> apply("INSERT INTO users (id, day) VALUES ('c', 1), ('a', 1.0)"));
        assertEquals(ErrorCode.DUPLICATE_KEY, failure.code());
        assertEquals("3", query("SELECT COUNT(*) FROM users"));
        assertEquals(1, apply("UPSERT INTO users VALUE {'id': 'a', 'day': 1}"));
        assertEquals("true", query("SELECT list IS MISSING FROM users WHERE id = 'a'"));
    }

    @Test
    void updateReadsTheItemAsItWas() {
        assertEquals(
                1,
                apply(
                        "UPDATE users u SET map.x = u.map.x + 1, map.y = map.x, list[9] = 4, fresh = if_not_exists(fresh, 7)"
                                + " REMOVE list[0], list[1] WHERE u.id = 'a' RETURNING ALL NEW *"));
        assertEquals("{'x': 2, 'y': 1}", query("SELECT map FROM users WHERE id = 'a'"));
        assertEquals("[3, 4]", query("SELECT list FROM users WHERE id = 'a'"));
        assertEquals("7", query("SELECT fresh FROM users WHERE id = 'a'"));
    }

    @Test
    void setsGrowShrinkAndVanish() {
        apply("UPDATE users SET tags = set_add(tags, <<'u', 't'>>) WHERE id = 'b' AND day = 1");
        assertEquals("<<'t', 'u'>>", query("SELECT tags FROM users WHERE size(tags) = 2"));
        apply("UPDATE users SET tags = set_delete(tags, <<'u', 't'>>) WHERE id = 'b' AND day = 1");
        assertEquals("true", query("SELECT tags IS MISSING FROM users WHERE id = 'b' AND day = 1"));
    }

    @Test
    void deleteTakesAnyPredicate() {
        assertEquals(1, apply("DELETE FROM users WHERE day > 1"));
        assertEquals(0, apply("DELETE FROM users WHERE nope = 1"));
        assertEquals(2, apply("DELETE FROM users"));
    }

    @Test
    void insertFromAQueryAndTablesWithoutKeys() {
        apply("CREATE TABLE copy (id TEXT, day INT)");
        assertEquals(3, apply("INSERT INTO copy SELECT id, day FROM users"));
        assertEquals(1, apply("INSERT INTO copy VALUES ('x', 9)"));
        assertEquals("9", query("SELECT day FROM copy WHERE id = 'x'"));
        apply("DROP TABLE copy");
        assertEquals(Set.of("users"), session.followed());
    }

    @Test
    void whatIsNotReadIsRefused() {
        ItemException failure = assertThrows(ItemException.class, () -> apply("ALTER TABLE users ADD x INT"));
        assertEquals(ErrorCode.UNSUPPORTED, failure.code());
    }

    @Test
    void aTableWithDeclaredDatesOrTimesIsNotFollowed() {
        assertEquals(0, apply("CREATE TABLE events (id BIGINT PARTITION KEY, ts TIMESTAMP)"));
        assertEquals(0, apply("CREATE TABLE log (p VARCHAR, ts TIMESTAMP, PRIMARY KEY (p, ts))"));
        assertEquals(Set.of("users", "log"), session.followed());
    }

    private long apply(String statement) {
        return session.apply(statement, List.of());
    }

    private String query(String statement) {
        List<List<AttributeValue>> rows =
                session.database().query(statement, List.of()).rows();
        return String.valueOf(rows.get(0).get(0));
    }
}
