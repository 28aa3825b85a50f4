package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private final Session session = new Session();

    @BeforeEach
    void createTables() {
        session.run("CREATE TABLE users (id VARCHAR PRIMARY KEY, name VARCHAR, joined TIMESTAMP)");
        session.run("CREATE TABLE orders (customer VARCHAR PARTITION KEY, day INT SORT KEY)");
        session.run("CREATE TABLE logs (text VARCHAR)");
    }

    private String all(String table) {
        return session.rows("SELECT _item FROM " + table);
    }

    /** It would be taken for the first parameter of the statement that reads the view. */
    @Test
    void aViewHasNoParameterInItsDistinctOn() {
        session.run("CREATE TABLE letters (id VARCHAR PARTITION KEY)");
        session.fails(ErrorCode.INVALID_VIEW, "CREATE VIEW firsts AS SELECT DISTINCT ON (id || ?) id FROM letters");
        session.run("INSERT INTO letters (id) VALUES ('a')");
        assertEquals("a", session.rows("SELECT DISTINCT ON (id || ?) id FROM letters", "x"));
    }

    @Test
    void insertWithColumnsAndRows() {
        assertEquals(2, session.count("INSERT INTO users (id, age) VALUES ('a', 1), (?, ? + 1)", "b", 2));
        assertEquals("{\"id\":\"a\",\"age\":1}; {\"id\":\"b\",\"age\":3}", all("users"));
        assertEquals(1, session.count("INSERT INTO users VALUES ('c', 'Cleo', TIMESTAMP '2024-01-02 03:04:05')"));
        assertEquals("Cleo, 2024-01-02T03:04:05", session.rows("SELECT name, joined FROM users WHERE id = 'c'"));
        assertEquals(1, session.count("INSERT INTO users (id, name) VALUES ('d', NULL)"));
        assertEquals("{\"id\":\"d\",\"name\":null}", session.rows("SELECT _item FROM users WHERE id = 'd'"));
        assertEquals(1, session.count("INSERT INTO users (id, name) VALUES ('e', DEFAULT)"));
        assertEquals("{\"id\":\"e\"}", session.rows("SELECT _item FROM users WHERE id = 'e'"));
    }

    @Test
    void insertOfWholeItems() {
        assertEquals(
                1, session.count("INSERT INTO users VALUE {'id': 'a', 'tags': <<'x', 'y'>>, 'l': [1, {'m': ?}]}", 2));
        assertEquals("{\"id\":\"a\",\"tags\":[\"x\",\"y\"],\"l\":[1,{\"m\":2}]}", all("users"));
        assertEquals(2, session.count("INSERT INTO users VALUE <<{'id': 'b'}, {'id': 'c'}>>"));
        assertEquals(1, session.count("INSERT INTO users VALUE ?", "{\"id\": \"d\", \"n\": 1.50}"));
        assertEquals(1, session.count("INSERT INTO users VALUE ?", new MapValue(Map.of("id", new StringValue("e")))));
        assertEquals(
                2,
                session.count(
                        "INSERT INTO users VALUE ?",
                        new ListValue(List.of(
                                new MapValue(Map.of("id", new StringValue("f"))),
                                new MapValue(Map.of("id", new StringValue("g")))))));
        assertEquals("a; b; c; d; e; f; g", session.rows("SELECT id FROM users"));
        assertEquals("1.5", session.rows("SELECT n FROM users WHERE id = 'd'"));
        session.fails(ErrorCode.INVALID_JSON, "INSERT INTO users VALUE ?", "{");
        session.fails(ErrorCode.TYPE_MISMATCH, "INSERT INTO users VALUE ?", 5);
        session.fails(ErrorCode.TYPE_MISMATCH, "INSERT INTO users VALUE ?", "[1]");
    }

    @Test
    void insertNeverOverwritesAndUpsertDoes() {
        session.run("INSERT INTO users VALUE {'id': 'a', 'v': 1}");
        session.fails(ErrorCode.DUPLICATE_KEY, "INSERT INTO users VALUE {'id': 'a', 'v': 2}");
        session.fails(ErrorCode.DUPLICATE_KEY, "INSERT INTO users (id, v) VALUES ('a', 2)");
        assertEquals("1", session.rows("SELECT v FROM users"));
        assertEquals(1, session.count("UPSERT INTO users VALUE {'id': 'a', 'w': 2}"));
        assertEquals("{\"id\":\"a\",\"w\":2}", all("users"));
        assertEquals(1, session.count("REPLACE INTO users (id) VALUES ('a')"));
        assertEquals("{\"id\":\"a\"}", all("users"));
    }

    @Test
    void keysAreConvertedWhereThatLosesNothing() {
        session.run("INSERT INTO users (id) VALUES (5)");
        session.run("INSERT INTO users VALUE {'id': ?}", 6);
        session.run("INSERT INTO orders VALUES (?, ?)", "ann", "7");
        assertEquals("5; 6", session.rows("SELECT id FROM users"));
        assertEquals("7", session.rows("SELECT day FROM orders WHERE day = 7 AND customer = 'ann'"));
        session.fails(ErrorCode.KEY_TYPE_MISMATCH, "INSERT INTO orders VALUES (?, ?)", "ann", "seven");
        session.fails(ErrorCode.KEY_TYPE_MISMATCH, "INSERT INTO users (id) VALUES (true)");
        session.fails(ErrorCode.KEY_MISSING, "INSERT INTO orders (customer) VALUES ('ann')");
        session.fails(ErrorCode.KEY_MISSING, "INSERT INTO orders VALUES ('ann', NULL)");
        session.fails(ErrorCode.KEY_EMPTY, "INSERT INTO users (id) VALUES ('')");
    }

    @Test
    void wrongInsertsAreToldWithTheirPlace() {
        session.fails(ErrorCode.COLUMN_COUNT_MISMATCH, "INSERT INTO users (id, name) VALUES (1)");
        session.fails(ErrorCode.COLUMN_COUNT_MISMATCH, "INSERT INTO users (id) VALUES ('a'), ('b', 2)");
        session.fails(ErrorCode.DUPLICATE_NAME, "INSERT INTO users (id, id) VALUES (1, 2)");
        session.run("INSERT INTO orders VALUE {'customer': 'ann', 'day': 1, 'total': 5}");
        session.fails(ErrorCode.COLUMN_COUNT_MISMATCH, "INSERT INTO orders VALUES ('ann', 2, 6)");
        session.fails(ErrorCode.UNKNOWN_TABLE, "INSERT INTO user (id) VALUES (1)");
        session.fails(ErrorCode.UNKNOWN_ATTRIBUTE, "INSERT INTO users (id) VALUES (abc)");
        session.fails(ErrorCode.AGGREGATE_MISUSE, "INSERT INTO users (id) VALUES (COUNT(*))");
        assertEquals(
                2,
                session.fails(ErrorCode.COLUMN_COUNT_MISMATCH, "INSERT INTO users (id)\nVALUES ('a', 1)")
                        .line());
    }

    @Test
    void aGeneratedKeyIsFilledIn() {
        assertEquals(2, session.count("INSERT INTO logs (text) VALUES ('a'), ('b')"));
        assertEquals(1, session.count("INSERT INTO logs VALUE {'text': 'c'}"));
        assertEquals(1, session.count("INSERT INTO logs VALUES ('d')"));
        assertEquals("a; b; c; d", session.rows("SELECT * FROM logs ORDER BY text"));
        assertEquals(List.of("text"), session.run("SELECT * FROM logs").labels());
        Session.Answer returned = session.run("INSERT INTO logs VALUE {'text': 'e'} RETURNING _id");
        String id = returned.text();
        assertEquals("e", session.rows("SELECT text FROM logs WHERE _id = ?", id));
        assertTrue(session.explain("SELECT text FROM logs WHERE _id = 'x'").startsWith("GET logs"));
    }

    @Test
    void insertFromAQuery() {
        session.run("INSERT INTO users VALUE <<{'id': 'a', 'n': 1}, {'id': 'b', 'n': 2, 'm': {'x': 1}}>>");
        session.run("CREATE TABLE copies (id VARCHAR PRIMARY KEY)");
        assertEquals(2, session.count("INSERT INTO copies SELECT * FROM users"));
        assertEquals(
                session.run("SELECT _item FROM users").rows(),
                session.run("SELECT _item FROM copies").rows());
        assertEquals(1, session.count("UPSERT INTO copies (id, k) SELECT n, n * 10 FROM users WHERE n = 2"));
        assertEquals("{\"id\":\"2\",\"k\":20}", session.rows("SELECT _item FROM copies WHERE id = '2'"));
        assertEquals(
                1, session.count("INSERT INTO copies SELECT id || '!' AS id, m FROM users WHERE m IS NOT MISSING"));
        assertEquals("{\"id\":\"b!\",\"m\":{\"x\":1}}", session.rows("SELECT _item FROM copies WHERE id = 'b!'"));
        assertEquals(2, session.count("UPSERT INTO copies SELECT VALUE {'id': id, 'twice': n * 2} FROM users"));
        assertEquals("2; 4", session.rows("SELECT twice FROM copies WHERE id IN ('a', 'b')"));
        assertEquals(2, session.count("UPSERT INTO copies SELECT _item, n + 1 AS n FROM users"));
        assertEquals("{\"id\":\"a\",\"n\":2}", session.rows("SELECT _item FROM copies WHERE id = 'a'"));
        session.fails(ErrorCode.COLUMN_COUNT_MISMATCH, "INSERT INTO copies (id) SELECT id, n FROM users");
        session.fails(ErrorCode.DUPLICATE_NAME, "INSERT INTO copies SELECT id, id FROM users");
    }

    @Test
    void updateOfOneItemIsOneConditionalWrite() {
        session.run("INSERT INTO users VALUE {'id': 'a', 'age': 1, 'tags': <<'x'>>, 'address': {'city': 'Pune'}}");
        assertEquals(
                "UPDATE users [id = 'a'] | SET age = age + 1",
                session.explain("UPDATE users SET age = age + 1 WHERE id = 'a'"));
        assertEquals(
                1,
                session.count("UPDATE users SET age = age + 1, address.city = 'Delhi' REMOVE tags WHERE id = ?", "a"));
        assertEquals("{\"id\":\"a\",\"age\":2,\"address\":{\"city\":\"Delhi\"}}", all("users"));
        assertEquals(0, session.count("UPDATE users SET age = 9 WHERE id = 'nope'"));
        assertEquals(0, session.count("UPDATE users SET age = 9 WHERE id = 'a' AND age > 5"));
        assertEquals(
                1, session.count("UPDATE users u SET u.age = u.age * 10, seen = NULL WHERE u.id = 'a' AND u.age = 2"));
        assertEquals("20, NULL", session.rows("SELECT age, seen FROM users WHERE id = 'a'"));
        assertEquals(1, session.count("UPDATE users ADD age 5 WHERE id = 'a'"));
        assertEquals(1, session.count("UPDATE users SET seen = DEFAULT WHERE id = 'a'"));
        assertEquals("25, -", session.rows("SELECT age, seen FROM users WHERE id = 'a'"));
    }

    @Test
    void updateAndDeleteTakeAnyPredicate() {
        for (int day = 1; day <= 6; day++) {
            session.run("INSERT INTO orders VALUES ('ann', ?)", day);
            session.run("INSERT INTO orders VALUE {'customer': 'bob', 'day': ?, 'x': ?}", day, day);
        }
        assertEquals(6, session.count("UPDATE orders SET y = day * 2 WHERE customer = 'ann'"));
        assertEquals(3, session.count("UPDATE orders SET z = 1 WHERE x > 3"));
        assertEquals("4; 5; 6", session.rows("SELECT day FROM orders WHERE z = 1"));
        assertEquals(12, session.count("UPDATE orders SET w = 0"));
        assertEquals(2, session.count("DELETE FROM orders WHERE customer = 'ann' AND day > 4"));
        assertEquals(1, session.count("DELETE FROM orders WHERE customer = 'ann' AND day = 1"));
        assertEquals(0, session.count("DELETE FROM orders WHERE customer = 'ann' AND day = 1"));
        assertEquals(0, session.count("DELETE FROM orders WHERE 1 = 0"));
        assertEquals("2; 3; 4", session.rows("SELECT day FROM orders WHERE customer = 'ann'"));
        assertEquals(9, session.count("DELETE FROM orders"));
    }

    @Test
    void changesObeyTheScanHint() {
        session.fails(ErrorCode.SCAN_DENIED, "DELETE /*+ scan(deny) */ FROM users");
        session.fails(ErrorCode.SCAN_DENIED, "UPDATE /*+ scan(deny) */ users SET a = 1 WHERE name = 'x'");
        assertEquals(0, session.count("UPDATE /*+ scan(deny) */ users SET a = 1 WHERE id = 'x'"));
        session.options = Session.with(false, ScanPolicy.DENY, true, 0);
        assertEquals(0, session.count("DELETE /*+ scan(allow) */ FROM users"));
    }

    @Test
    void aTableWithoutAnyColumnCanBeUsed() {
        session.run("CREATE TABLE bare");
        assertEquals(List.of(), session.run("SELECT * FROM bare").labels());
        assertEquals(1, session.count("INSERT INTO bare VALUE {'a': 1}"));
        assertEquals("1", session.rows("SELECT * FROM bare"));
        assertEquals(1, session.count("DELETE FROM bare WHERE a = 1"));
    }

    @Test
    void theMomentCanBeWrittenAsACall() {
        assertEquals(1, session.count("INSERT INTO users (id, joined, day) VALUES ('a', NOW(), {fn CURDATE()})"));
        assertEquals(
                "true, true",
                session.rows("SELECT joined > TIMESTAMP '2020-01-01 00:00:00', day = CURRENT_DATE FROM users"));
    }

    @Test
    void predicatesMayHaveSubQueries() {
        session.run("INSERT INTO users VALUE <<{'id': 'ann', 'vip': true}, {'id': 'bob', 'vip': false}>>");
        session.run("INSERT INTO orders VALUES ('ann', 1), ('bob', 2), ('eve', 3)");
        assertEquals(
                1, session.count("UPDATE orders SET free = true WHERE customer IN (SELECT id FROM users WHERE vip)"));
        assertEquals("1", session.rows("SELECT day FROM orders WHERE free"));
        assertEquals(
                1,
                session.count(
                        "DELETE FROM orders WHERE NOT EXISTS (SELECT 1 FROM users WHERE users.id = orders.customer)"));
        assertEquals("ann; bob", session.rows("SELECT customer FROM orders"));
        assertEquals(
                2, session.count("UPDATE orders SET vip = (SELECT u.vip FROM users u WHERE u.id = orders.customer)"));
        assertEquals("true; false", session.rows("SELECT vip FROM orders"));
    }

    @Test
    void keysAndOverlapsAreNotTakenAway() {
        session.run("INSERT INTO users VALUE {'id': 'a', 'age': 1}");
        ItemException keyUpdate =
                session.fails(ErrorCode.KEY_UPDATE, "UPDATE users SET age = 2\n REMOVE id WHERE id = 'a'");
        assertEquals("2:9", keyUpdate.line() + ":" + keyUpdate.column());
        ItemException overlap = session.fails(ErrorCode.PATH_OVERLAP, "UPDATE users SET x = 1, x.y = 2 WHERE id = 'a'");
        assertEquals("1:25", overlap.line() + ":" + overlap.column());
        session.fails(ErrorCode.INVALID_PATH, "UPDATE users SET age.y = 2 WHERE id = 'a'");
        session.fails(ErrorCode.AGGREGATE_MISUSE, "UPDATE users SET age = SUM(age) WHERE id = 'a'");
        session.fails(ErrorCode.AGGREGATE_MISUSE, "DELETE FROM users WHERE COUNT(*) > 1");
        session.fails(ErrorCode.INVALID_ARGUMENT, "UPDATE users SET l[?] = 2 WHERE id = 'a'", 1);
        assertEquals("{\"id\":\"a\",\"age\":1}", all("users"));
    }

    /** This store has no transactions, and moving an item without one could lose it. */
    @Test
    void aKeyIsSetInTransactionsOnly() {
        session.run("INSERT INTO users VALUE {'id': 'a', 'age': 1}");
        session.fails(ErrorCode.TRANSACTIONS_UNSUPPORTED, "UPDATE users SET id = 'b' WHERE id = 'a'");
        assertEquals("{\"id\":\"a\",\"age\":1}", all("users"));
    }

    @Test
    void returningGivesRowsAndTheCount() {
        session.run("INSERT INTO users VALUE {'id': 'a', 'age': 1, 'name': 'Ann'}");
        Session.Answer updated =
                session.run("UPDATE users SET age = 2, extra = 'x' WHERE id = 'a' RETURNING ALL NEW *");
        assertEquals(List.of("id", "name", "joined", "age", "extra"), updated.labels());
        assertEquals("a, Ann, -, 2, x", updated.text());
        assertEquals(1, updated.count());
        assertEquals(ColumnType.TIMESTAMP, updated.columns().get(2).type());
        assertEquals("a, Ann, -, 2, x", session.rows("UPDATE users SET age = 3 WHERE id = 'a' RETURNING ALL OLD *"));
        Session.Answer modified =
                session.run("UPDATE users SET age = 4, b = 1 WHERE id = 'a' RETURNING MODIFIED OLD *");
        assertEquals(List.of("age", "b"), modified.labels());
        assertEquals("3, -", modified.text());
        assertEquals("5, 1", session.rows("UPDATE users SET age = 5, b = b WHERE id = 'a' RETURNING MODIFIED NEW *"));
        Session.Answer list =
                session.run("UPDATE users SET age = 6 WHERE id = 'a' RETURNING age * 10 AS ten, id, _item.age");
        assertEquals("60, a, 6", list.text());
        assertEquals("ten", list.labels().get(0));
        assertEquals(Optional.of("id"), list.columns().get(1).attribute());
        assertEquals(
                0,
                session.run("UPDATE users SET age = 6 WHERE id = 'z' RETURNING ALL NEW *")
                        .rows()
                        .size());
        assertEquals("6, Ann", session.rows("DELETE FROM users WHERE id = 'a' RETURNING age, name"));
        assertEquals("n", session.rows("INSERT INTO users (id, q) VALUES ('n', 1) RETURNING id"));
        assertEquals(
                "n, 1",
                session.rows("DELETE FROM users WHERE id = 'n' RETURNING ALL OLD *")
                        .replace(", -", ""));
        session.fails(ErrorCode.INVALID_ARGUMENT, "DELETE FROM users RETURNING ALL NEW *");
        session.fails(ErrorCode.INVALID_ARGUMENT, "INSERT INTO users (id) VALUES ('q') RETURNING MODIFIED NEW *");
    }

    @Test
    void returningAnItemThatNobodyCanKnowBefore() {
        Session.Answer answer =
                session.run("INSERT INTO users VALUE ? RETURNING ALL NEW *", "{\"id\": \"a\", \"new\": 1}");
        assertEquals("_item", answer.labels().get(answer.labels().size() - 1));
        assertTrue(answer.text().endsWith("{\"id\":\"a\",\"new\":1}"), answer.text());
        Session.Answer tuple = session.run("INSERT INTO users VALUE {'id': 'b', 'other': 2} RETURNING ALL NEW *");
        assertTrue(tuple.labels().contains("other"));
        assertFalse(tuple.labels().contains("_item"));
    }

    @Test
    void statementsKnowTheirKindAndParameters() {
        PreparedSql insert =
                session.engine.prepare("INSERT INTO users (id, age) VALUES (?, 5), ('x', ?)", SessionOptions.DEFAULT);
        assertEquals(StatementPlan.Kind.WRITE, insert.kind());
        assertEquals(2, insert.parameterCount());
        assertEquals(List.of(), insert.columns());
        assertEquals(2, session.count("INSERT INTO users (id, age) VALUES (?, 5), ('x', ?)", "a", 6));
        assertEquals("a, 5; x, 6", session.rows("SELECT id, age FROM users"));
        String message = session.fails(
                        ErrorCode.PARAMETER_NOT_SET, "INSERT INTO users (id, age) VALUES (?, 5), ('y', ?)", "b")
                .getMessage();
        assertEquals("Parameter 2 has no value; the statement has 2 parameter(s)", message);
    }

    @Test
    void aReadOnlySessionChangesNothing() {
        session.options = new SessionOptions(false, ScanPolicy.ALLOW, false, 1L << 20, true, true, 0);
        session.fails(ErrorCode.READ_ONLY, "INSERT INTO users (id) VALUES ('a')");
        session.fails(ErrorCode.READ_ONLY, "EXPLAIN ANALYZE INSERT INTO users (id) VALUES ('a')");
        assertTrue(session.explain("INSERT INTO users (id) VALUES ('a')").startsWith("PUT users (id)"));
        assertEquals("", session.rows("SELECT * FROM users"));
    }

    @Test
    void typesOfKeysStayWhatTheTableSays() {
        session.run("INSERT INTO orders VALUES ('ann', 1)");
        assertEquals(
                AttributeType.N,
                session.store
                        .statistics("orders")
                        .attributes()
                        .get(1)
                        .counts()
                        .keySet()
                        .iterator()
                        .next());
        assertEquals(
                NumberValue.ONE,
                session.run("SELECT day FROM orders").rows().get(0).get(0));
    }
}
