package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyAccessTest {
    private final Session session = new Session();

    @BeforeEach
    void createTables() {
        session.run("CREATE TABLE orders (customer VARCHAR PARTITION KEY, day INT SORT KEY)");
        session.run("CREATE TABLE users (id VARCHAR PRIMARY KEY)");
        session.run("CREATE TABLE points (id INT PRIMARY KEY)");
        for (int day = 1; day <= 5; day++) {
            session.run("INSERT INTO orders VALUE {'customer': 'ann', 'day': ?, 'total': ?}", day, day * 10);
            session.run("INSERT INTO orders VALUE {'customer': 'bob', 'day': ?, 'total': ?}", day, day * 100);
        }
        session.run(
                "INSERT INTO users VALUE {'id': 'u1', 'name': 'Ann', 'address': {'city': 'Pune', 'lines': ['a', 'b']}}");
        session.run("INSERT INTO users VALUE {'id': 'u2', 'name': 'Bob', 'age': 29}");
        session.run("INSERT INTO points VALUE {'id': 7, 'x': 1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "customer = 'ann' AND day = 3 # GET orders [customer = 'ann', day = 3] # 3",
                "day = 3 AND customer = 'ann' # GET orders [customer = 'ann', day = 3] # 3",
                "'ann' = customer AND 3 = day # GET orders ['ann' = customer, 3 = day] # 3",
                "(customer = 'ann') AND (day = 3) # GET orders [customer = 'ann', day = 3] # 3",
                "CAST(customer AS VARCHAR) = 'ann' AND day = 3 # GET orders [CAST(customer AS VARCHAR) = 'ann', day = 3] # 3",
                "customer = 'ann' AND day = '3' # GET orders [customer = 'ann', day = '3'] # 3",
                "customer = 'ann' # QUERY orders [customer = 'ann'] # 1; 2; 3; 4; 5",
                "customer = 'ann' AND day > 3 # QUERY orders [customer = 'ann', day > 3] # 4; 5",
                "customer = 'ann' AND day >= 3 # QUERY orders [customer = 'ann', day >= 3] # 3; 4; 5",
                "customer = 'ann' AND day < 3 # QUERY orders [customer = 'ann', day < 3] # 1; 2",
                "customer = 'ann' AND 3 >= day # QUERY orders [customer = 'ann', 3 >= day] # 1; 2; 3",
                "customer = 'ann' AND day BETWEEN 2 AND 4 # QUERY orders [customer = 'ann', day BETWEEN 2 AND 4] # 2; 3; 4",
                "customer = 'ann' AND day > 1 AND day <= 3 # QUERY orders [customer = 'ann', day > 1, day <= 3] # 2; 3",
                "customer = 'ann' AND day > 2.5 # QUERY orders [customer = 'ann', day > 2.5] # 3; 4; 5",
                "customer = 'ann' AND day IN (5, 1, 9) # BATCH GET orders [customer = 'ann', day IN (5, 1, 9)] # 5; 1",
                "customer IN ('ann', 'zoe') # QUERY orders [customer IN ('ann', 'zoe')] # 1; 2; 3; 4; 5",
                "customer = 'ann' AND total > 30 # QUERY orders [customer = 'ann'] | FILTER total > 30 # 4; 5",
                "customer = 'ann' AND day = 3 AND total > 30 # GET orders [customer = 'ann', day = 3] | FILTER total > 30 #",
                "total = 30 # SCAN orders | FILTER total = 30 # 3",
                "day = 3 AND customer > 'aaa' AND customer < 'b' # SCAN orders | FILTER day = 3 AND customer > 'aaa' AND customer < 'b' # 3",
                "customer = 'ann' AND day = 3.5 # GET orders [customer = 'ann', day = 3.5] #",
                "1 = 0 # VALUES 0 rows #",
                "customer = 'ann' AND 1 = 0 # VALUES 0 rows #",
                "customer = 'ann' AND customer = 'bob' # VALUES 0 rows #"
            })
    void everyKeyFormHasItsAccess(String predicate, String plan, String days) {
        String sql = "SELECT day FROM orders WHERE " + predicate;
        String explained = session.explain(sql);
        assertTrue(explained.startsWith(plan), explained + "\ninstead of\n" + plan);
        assertEquals(days == null ? "" : days, session.rows(sql));
        session.options = Session.with(false, ScanPolicy.ALLOW, false, 0);
        assertFalse(session.explain(sql).matches("(GET|BATCH|QUERY).*"), session.explain(sql));
        assertEquals(sorted(days), sorted(session.rows(sql)), "by a scan");
    }

    private static String sorted(String rows) {
        return rows == null
                ? ""
                : String.join("; ", Arrays.stream(rows.split("; ")).sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "SELECT x FROM points WHERE id = ?, 7, GET points [id = ?1], 1",
        "SELECT x FROM points WHERE id = ?, '7', GET points [id = ?1], 1",
        "SELECT x FROM points WHERE ? = id, 7.0, GET points [?1 = id], 1",
        "SELECT x FROM points WHERE id IN (?), 7, GET points [id IN (?1)], 1",
        "SELECT name FROM users WHERE id = ?, 'u2', GET users [id = ?1], Bob",
        "SELECT name FROM users WHERE id = ?, 5, GET users [id = ?1],"
    })
    void aParameterIsAsGoodAsALiteral(String sql, String parameter, String plan, String rows) {
        Object value = parameter.startsWith("'")
                ? parameter.replace("'", "")
                : parameter.startsWith("u") ? parameter : new BigDecimal(parameter);
        String explained = session.explain(sql, value);
        assertTrue(explained.startsWith(plan.replace("\"", "")), explained);
        assertEquals(rows == null ? "" : rows, session.rows(sql, value));
    }

    @Test
    void predicatesThatCannotBeTrueReadNothing() {
        assertEquals(0, session.run("SELECT * FROM orders WHERE 0 = 1").examined());
        assertEquals(0, session.run("SELECT * FROM orders WHERE NULL").examined());
        assertEquals(
                0, session.run("SELECT * FROM orders WHERE customer = NULL").examined());
        assertEquals(
                1,
                session.run("SELECT * FROM orders WHERE customer = 'ann' AND day = 1")
                        .examined());
        assertEquals(
                2,
                session.run("SELECT * FROM orders WHERE customer = 'ann' AND day > 3")
                        .examined());
    }

    @Test
    void theSortKeyGivesItsOrderInBothDirections() {
        assertEquals("1; 2; 3; 4; 5", session.rows("SELECT day FROM orders WHERE customer = 'ann' ORDER BY day"));
        assertEquals("5; 4; 3; 2; 1", session.rows("SELECT day FROM orders WHERE customer = 'ann' ORDER BY day DESC"));
        assertEquals(
                "QUERY DESC orders [customer = 'ann'] | LIMIT 2 | PROJECT day",
                session.explain("SELECT day FROM orders WHERE customer = 'ann' ORDER BY day DESC LIMIT 2"));
        assertEquals(
                2,
                session.run("SELECT day FROM orders WHERE customer = 'ann' ORDER BY day DESC LIMIT 2")
                        .examined());
        assertFalse(session.explain("SELECT day AS d FROM orders WHERE customer = 'ann' ORDER BY d")
                .contains("SORT"));
        assertFalse(session.explain("SELECT day FROM orders WHERE customer = 'ann' ORDER BY 1")
                .contains("SORT"));
        assertFalse(session.explain("SELECT day FROM orders WHERE customer = 'ann' ORDER BY customer, day, total")
                .contains("SORT"));
        assertFalse(session.explain("SELECT * FROM orders WHERE customer = 'ann' AND day = 1 ORDER BY total")
                .contains("SORT"));
        assertTrue(session.explain("SELECT day FROM orders WHERE customer = 'ann' ORDER BY total")
                .contains("SORT"));
        assertTrue(session.explain("SELECT day FROM orders ORDER BY day").contains("SORT"));
        assertTrue(session.explain("SELECT day FROM orders WHERE customer IN ('ann', 'bob') ORDER BY day DESC")
                .contains("SORT day DESC"));
    }

    @Test
    void anyOtherOrderIsSorted() {
        assertEquals(
                "bob, 5; bob, 4; ann, 5",
                session.rows("SELECT customer, day FROM orders WHERE day > 3 ORDER BY total DESC LIMIT 3"));
        assertEquals("1; 1; 2", session.rows("SELECT day FROM orders ORDER BY day, customer LIMIT 3"));
        assertEquals("u2; u1", session.rows("SELECT id FROM users ORDER BY age"));
        assertEquals("u1; u2", session.rows("SELECT id FROM users ORDER BY age NULLS FIRST"));
        assertEquals("u1; u2", session.rows("SELECT id FROM users ORDER BY age DESC"));
    }

    @Test
    void limitAndOffset() {
        assertEquals("3; 4", session.rows("SELECT day FROM orders WHERE customer = 'ann' LIMIT 2 OFFSET 2"));
        assertEquals("3; 4", session.rows("SELECT day FROM orders WHERE customer = 'ann' LIMIT ? OFFSET ?", 2, 2));
        assertEquals(
                "5",
                session.rows("SELECT day FROM orders WHERE customer = 'ann' OFFSET 4 ROWS FETCH NEXT 3 ROWS ONLY"));
        session.fails(ErrorCode.NEGATIVE_LIMIT, "SELECT day FROM orders LIMIT ?", -1);
    }

    @Test
    void columnsHaveLabelsTypesAndOrigins() {
        Session.Answer all = session.run("SELECT * FROM users WHERE id = 'u1'");
        assertEquals(List.of("id", "address", "age", "name"), all.labels());
        assertEquals("u1, {\"city\":\"Pune\",\"lines\":[\"a\",\"b\"]}, -, Ann", all.text());
        Session.Answer paths = session.run(
                "SELECT u.address.city, u.address['lines'][1], name, name AS n, age + 1, 'x' FROM users u WHERE id = 'u1'");
        assertEquals("Pune, b, Ann, Ann, -, x", paths.text());
        assertEquals("city", paths.labels().get(0));
        assertEquals("lines", paths.labels().get(1));
        assertEquals("n", paths.labels().get(3));
        assertEquals(Optional.of("name"), paths.columns().get(3).attribute());
        assertEquals(Optional.of("users"), paths.columns().get(3).table());
        assertFalse(all.columns().get(0).nullable());
        assertTrue(all.columns().get(1).nullable());
        assertEquals(ColumnType.BIGINT, all.columns().get(2).type());
    }

    @Test
    void theAliasStandsBeforeAnAttributeOfTheSameName() {
        session.run("INSERT INTO users VALUE {'id': 'u3', 'u': {'name': 'inner'}, 'name': 'outer'}");
        assertEquals("outer", session.rows("SELECT u.name FROM users u WHERE id = 'u3'"));
        assertEquals("inner", session.rows("SELECT u.u.name FROM users u WHERE id = 'u3'"));
        assertEquals("inner", session.rows("SELECT u.name FROM users WHERE id = 'u3'"));
    }

    @Test
    void theWholeItemCanBeRead() {
        assertEquals("{\"id\":7,\"x\":1}", session.rows("SELECT _item FROM points"));
        assertEquals("1", session.rows("SELECT _item.x FROM points WHERE id = 7"));
        assertEquals("7", session.rows("SELECT id FROM points WHERE _item.x = 1"));
    }

    @Test
    void anAttributeThatNoItemHasIsMissingWithAWarning() {
        Session.Answer answer = session.run("SELECT nmae FROM users WHERE id = 'u1'");
        assertEquals("-", answer.text());
        assertEquals(
                "[No item of users has an attribute nmae; did you mean name?]",
                answer.warnings().toString());
        assertTrue(
                session.explain("SELECT nmae FROM users").contains("; WARNING No item of users"),
                session.explain("SELECT nmae FROM users"));
        session.options = Session.with(true, ScanPolicy.ALLOW, true, 0);
        assertTrue(session.fails(ErrorCode.UNKNOWN_ATTRIBUTE, "SELECT nmae\nFROM users")
                .getMessage()
                .endsWith("did you mean name? (at line 1, column 8)"));
    }

    @Test
    void scansObeyTheSessionAndTheHint() {
        session.options = Session.with(false, ScanPolicy.DENY, true, 0);
        session.fails(ErrorCode.SCAN_DENIED, "SELECT * FROM users");
        assertEquals("u1; u2", session.rows("SELECT /*+ scan(allow) */ id FROM users"));
        assertEquals("Ann", session.rows("SELECT name FROM users WHERE id = 'u1'"));
        session.options = Session.with(false, ScanPolicy.ALLOW, true, 0);
        session.fails(ErrorCode.SCAN_DENIED, "SELECT /*+ scan(deny) */ id FROM users");
        session.fails(ErrorCode.SCAN_LIMIT_EXCEEDED, "SELECT /*+ scan('limit:1') */ id FROM users");
        session.fails(ErrorCode.INVALID_OPTION, "SELECT /*+ scan(maybe) */ id FROM users");
        assertEquals(
                1, session.run("SELECT /*+ fast */ id FROM users").warnings().size());
    }

    @Test
    void aSelectWithoutATableIsPlannedHereToo() {
        assertEquals("1, a", session.rows("SELECT 1, 'a'"));
        assertEquals("3", session.rows("SELECT ? + 1", 2));
    }

    @Test
    void smallPagesGiveTheSameRows() {
        String all = session.rows("SELECT customer, day FROM orders");
        session.options = Session.with(false, ScanPolicy.ALLOW, true, 1);
        assertEquals(all, session.rows("SELECT customer, day FROM orders"));
        assertEquals("5; 4; 3; 2; 1", session.rows("SELECT day FROM orders WHERE customer = 'ann' ORDER BY day DESC"));
    }
}
