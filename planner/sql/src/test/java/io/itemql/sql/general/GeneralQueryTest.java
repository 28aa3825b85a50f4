package io.itemql.sql.general;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.translate.BoundColumns;
import io.itemql.sql.parse.StatementParser;
import io.itemql.sql.table.StatementTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Queries of every shape over tables of mixed types: their rows, and what is said of wrong ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneralQueryTest {
    private static final int QUERIES_MIN = 120;
    private static final int MISTAKES_MIN = 40;

    private Fixture fixture;

    @BeforeAll
    void load() {
        fixture = new Fixture();
        SampleData.load(fixture);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @TestFactory
    Stream<DynamicTest> everyQueryGivesItsRows() {
        return queries(SessionOptions.DEFAULT);
    }

    /** Whatever keys, look-ups and pages do: a query that scans everything gives the same rows. */
    @TestFactory
    Stream<DynamicTest> everyQueryGivesItsRowsByScans() {
        SessionOptions defaults = SessionOptions.DEFAULT;
        return queries(new SessionOptions(
                defaults.strict(),
                defaults.scan(),
                defaults.consistentRead(),
                defaults.memoryBytes(),
                defaults.readOnly(),
                false,
                1));
    }

    private Stream<DynamicTest> queries(SessionOptions options) {
        List<GoldenFile.Case> cases = GoldenFile.read("queries.txt");
        assertTrue(cases.size() >= QUERIES_MIN, () -> "only " + cases.size() + " queries");
        return cases.stream()
                .map(golden -> DynamicTest.dynamicTest(golden.sql(), () -> {
                    List<String> rows = new ArrayList<>(fixture.rows(golden.sql(), options));
                    if (!golden.isOrdered()) {
                        Collections.sort(rows);
                    }
                    assertEquals(golden.lines(), rows);
                }));
    }

    /** Lists of views tell columns from the syntax tree; the algebra must say the same. */
    @Test
    void syntaxAndAlgebraTellTheSameColumns() {
        GeneralPlanner planner = new GeneralPlanner();
        int compared = 0;
        for (GoldenFile.Case golden : GoldenFile.read("queries.txt")) {
            StatementTables tables = new StatementTables(fixture.store(), SessionOptions.DEFAULT);
            StatementBinding binding = new StatementBinding(tables, planner::planSubQuery);
            BoundQuery query = binding.bind(StatementParser.parse(golden.sql()));
            Optional<List<ResultColumn>> told = BoundColumns.of(query, binding);
            if (told.isPresent()) {
                compared++;
                assertEquals(planner.columns(query, binding), told.get(), golden.sql());
            }
        }
        assertTrue(compared >= QUERIES_MIN / 2, compared + " queries");
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeIsNamedWithItsPlace() {
        List<GoldenFile.Case> cases = GoldenFile.read("mistakes.txt");
        assertTrue(cases.size() >= MISTAKES_MIN, () -> "only " + cases.size() + " mistakes");
        return cases.stream()
                .map(golden -> DynamicTest.dynamicTest(golden.sql(), () -> {
                    ItemException error = assertThrows(ItemException.class, () -> fixture.rows(golden.sql()));
                    assertEquals(
                            golden.lines().get(0),
                            error.code() + " " + error.line() + ":" + error.column(),
                            error.getMessage());
                }));
    }

    @Test
    void parametersStandWhereverValuesDo() {
        assertEquals(
                List.of("5|x"),
                fixture.rows("SELECT ?, UPPER(?) || ''", 5, "x").stream()
                        .map(row -> row.replace("X", "x"))
                        .toList());
        assertEquals(List.of("Ann"), fixture.rows("SELECT name FROM users WHERE userId = ? AND age > ?", "u1", 20));
        assertEquals(List.of("Ann", "Bob"), fixture.rows("SELECT name FROM users ORDER BY name LIMIT ?", 2));
        assertEquals(
                List.of("Pune"),
                fixture.rows("SELECT city FROM users GROUP BY city HAVING COUNT(*) > ? ORDER BY 1", 1));
        assertEquals(
                List.of("u1|Ann"),
                fixture.rows(
                        "SELECT u.userId, u.name FROM users u JOIN orders o ON o.userId = u.userId AND o.\"day\" = ?"
                                + " WHERE EXISTS (SELECT 1 FROM users x WHERE x.city = u.city AND x.name = ?)",
                        2,
                        "Cid"));
        assertEquals(List.of("1"), fixture.rows("SELECT CASE WHEN ? = ? THEN 1 ELSE 2 END", 1, 1));
    }

    @Test
    void aParameterOfAnotherTypeFindsAKeyWhereThatLosesNothing() {
        assertEquals(List.of("1"), fixture.rows("SELECT id FROM mixed WHERE id = ?", "1"));
        assertEquals(List.of(), fixture.rows("SELECT id FROM mixed WHERE id = ?", "one"));
        assertEquals(
                List.of("1"), fixture.rows("SELECT m.id FROM mixed m JOIN mixed n ON m.id = n.id WHERE m.id = ?", "1"));
    }

    @Test
    void anUnknownAttributeIsMissingWithAWarningOrAnErrorIfStrict() {
        List<String> warnings = new ArrayList<>();
        fixture.plan("SELECT nam, COUNT(*) FROM users GROUP BY nam", SessionOptions.DEFAULT, warnings);
        assertEquals(List.of("No item of users has an attribute nam; did you mean name?"), warnings);
        SessionOptions defaults = SessionOptions.DEFAULT;
        SessionOptions strict =
                new SessionOptions(true, defaults.scan(), false, defaults.memoryBytes(), false, true, 0);
        ItemException error = assertThrows(
                ItemException.class,
                () -> fixture.plan("SELECT nam, COUNT(*) FROM users GROUP BY nam", strict, new ArrayList<>()));
        assertEquals(ErrorCode.UNKNOWN_ATTRIBUTE, error.code());
        assertEquals(8, error.column());
    }

    @Test
    void keysAreUsedInJoinsAndSubQueries() {
        assertPlan(
                "SELECT u.name, o.total FROM users u JOIN orders o ON u.userId = o.userId WHERE u.userId = 'u1'",
                "GET users [userId = 'u1']",
                "QUERY orders [userId = 'u1']");
        assertPlan(
                "SELECT x.n FROM (SELECT name AS n, userId AS id FROM users) x WHERE x.id = 'u1'",
                "GET users [userId = 'u1']");
        assertPlan(
                "SELECT name FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE o.userId = u.userId)",
                "QUERY orders [userId = u.userId]");
        assertPlan(
                "SELECT COUNT(*) FROM orders WHERE userId = 'u1' AND \"day\" > 1",
                "QUERY orders [userId = 'u1', day > 1]");
        assertPlan("SELECT \"day\" FROM orders WHERE userId IN ('u1', 'u2') AND \"day\" = 1", "BATCH GET orders");
        assertPlan(
                "WITH t AS (SELECT * FROM orders) SELECT t.total FROM t, users u WHERE t.userId = 'u2'",
                "QUERY orders [userId = 'u2']");
    }

    @Test
    void theOrderOfTheSortKeyCostsNoSort() {
        for (String direction : List.of("", " DESC")) {
            String sql =
                    "SELECT x.d FROM (SELECT \"day\" AS d, userId FROM orders) x WHERE x.userId = 'u1' ORDER BY x.d"
                            + direction + " LIMIT 2";
            assertTrue(!explain(sql).contains("SORT"), () -> explain(sql));
        }
        assertTrue(explain("SELECT \"day\" FROM orders WHERE userId IN ('u1', 'u2') ORDER BY \"day\"")
                .contains("SORT"));
    }

    private void assertPlan(String sql, String... accesses) {
        String plan = explain(sql);
        for (String access : accesses) {
            assertTrue(plan.contains(access), () -> access + " is not in\n" + plan);
        }
    }

    private String explain(String sql) {
        StringBuilder text = new StringBuilder();
        explain(fixture.plan(sql, SessionOptions.DEFAULT, new ArrayList<>()).operator(), text);
        return text.toString();
    }

    private static void explain(Operator operator, StringBuilder into) {
        into.append(operator.describe()).append('\n');
        operator.inputs().forEach(input -> explain(input, into));
    }
}
