package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.store.Cancellation;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a plan is used again, and when it must not be. */
class PlanReuseTest {
    private final Session session = new Session();

    @BeforeEach
    void createTable() {
        session.run("CREATE TABLE users (id VARCHAR PRIMARY KEY)");
        session.run("INSERT INTO users VALUE <<{'id': 'a', 'n': 1}, {'id': 'b', 'n': 2}, {'id': 'c', 'n': 3}>>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SELECT 1 / (n - n) FROM users WHERE id = 'a' # 1:8",
                "SELECT n FROM users WHERE id = 'a' AND 1 / (n - n) > 1 # 1:40",
                "SELECT n FROM users WHERE id = 'b'    AND    1/(n-n)>1 # 1:46",
                "SELECT n FROM users WHERE id IN ('a', 'bbbbbbbbbbb') AND CAST(id AS INTEGER) > 1 # 1:58"
            })
    void aFailureNamesItsPlaceInTheTextThatTheUserWrote(String sql, String place) {
        session.run("SELECT n FROM users WHERE id = 'none' AND 1 / (n - n) > 1");
        session.run("SELECT n FROM users WHERE id IN ('x', 'y') AND CAST(id AS INTEGER) > 1");
        ItemException failure = assertThrows(ItemException.class, () -> session.run(sql));
        assertEquals(place, failure.line() + ":" + failure.column(), failure.getMessage());
    }

    private long missesOf(String... statements) {
        long before = session.engine.cache().misses();
        for (String statement : statements) {
            session.run(statement);
        }
        return session.engine.cache().misses() - before;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SELECT n FROM users WHERE id = 'a' # SELECT n FROM users WHERE id = 'b'",
                "SELECT n FROM users WHERE id = 'a' # select n from users  where id='zzz' -- other",
                "SELECT n FROM users WHERE n > 1 # SELECT n FROM users WHERE n > 2.5",
                "SELECT n FROM users WHERE id IN ('a', 'b') # SELECT n FROM users WHERE id IN ('b', 'c')",
                "UPDATE users SET n = 5 WHERE id = 'a' # UPDATE users SET n = 6 WHERE id = 'b'",
                "INSERT INTO users (id, n) VALUES ('x', 1) # INSERT INTO users (id, n) VALUES ('y', 2)",
                "INSERT INTO users VALUE {'id': 'x', 'n': 1} # INSERT INTO users VALUE {'id': 'y', 'n': 2}"
            })
    void statementsThatDifferInLiteralsShareAPlan(String first, String second) {
        boolean sameWords = !second.startsWith("select");
        assertEquals(sameWords ? 1 : 2, missesOf(first, second));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SELECT id FROM users LIMIT 1 # SELECT id FROM users LIMIT 2 # a # a; b",
                "SELECT id, n FROM users ORDER BY 1 # SELECT id, n FROM users ORDER BY 2 DESC # a, 1; b, 2; c, 3 # c, 3; b, 2; a, 1",
                "SELECT id FROM users WHERE id IN ('a') # SELECT id FROM users WHERE id IN ('a', 'b') # a # a; b",
                "SELECT id FROM users WHERE n = 1 # SELECT id FROM users WHERE n = '1' # a #",
                "SELECT id FROM users WHERE 1 = 1 # SELECT id FROM users WHERE 1 = 0 # a; b; c #",
                "SELECT 'x' FROM users WHERE id = 'a' # SELECT 'y' FROM users WHERE id = 'a' # x # y",
                "SELECT n AS x FROM users WHERE id = 'a' # SELECT n AS y FROM users WHERE id = 'a' # 1 # 1"
            })
    void statementsThatMeanSomethingElseDoNot(String first, String second, String rows, String otherRows) {
        for (int i = 0; i < 2; i++) {
            assertEquals(rows == null ? "" : rows, session.rows(first));
            assertEquals(otherRows == null ? "" : otherRows, session.rows(second));
        }
    }

    @Test
    void aLiteralGivesItsOwnRowsFromASharedPlan() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int number = random.nextInt(5);
            boolean text = random.nextBoolean();
            String sql = "SELECT n FROM users WHERE n = " + (text ? "'" + number + "'" : number);
            String expected = !text && number >= 1 && number <= 3 ? Integer.toString(number) : "";
            assertEquals(expected, session.rows(sql), sql + " with -Dseed=" + seed);
        }
    }

    @Test
    void optionsOfThePlannerDoNotShareAPlan() {
        String sql = "SELECT nope FROM users WHERE id = 'a'";
        assertEquals("-", session.rows(sql));
        session.options = Session.with(true, ScanPolicy.ALLOW, true, 0);
        session.fails(ErrorCode.UNKNOWN_ATTRIBUTE, sql);
        session.options = SessionOptions.DEFAULT;
        assertEquals("-", session.rows(sql));
    }

    private void put(Item item) {
        session.store
                .write(WriteBatch.of(new Write.Put("users", item, Optional.empty())))
                .get(0)
                .orThrow();
    }

    private static String first(SqlResult result) {
        try (result) {
            var rows = result.rows().orElseThrow();
            return rows.next() ? String.valueOf(rows.get(result.columns().size() - 1)) : "none";
        }
    }

    @Test
    void anAttributeThatAppearsReachesAPreparedStatement() {
        PreparedSql all = session.engine.prepare("SELECT * FROM users WHERE id = ?", SessionOptions.DEFAULT);
        assertEquals(2, all.columns().size());
        put(Item.of(Map.of("id", new StringValue("d"), "zip", new StringValue("411"))));
        try (SqlResult result = all.execute(List.of(new StringValue("d")), Cancellation.NONE)) {
            assertEquals("zip", result.columns().get(2).label());
        }
        assertEquals(3, all.columns().size());
        assertEquals("'411'", first(all.execute(List.of(new StringValue("d")), Cancellation.NONE)));
    }

    @Test
    void aTypeThatAppearsReachesAPreparedStatement() {
        PreparedSql n = session.engine.prepare("SELECT n FROM users WHERE id = 'd'", SessionOptions.DEFAULT);
        assertEquals(ColumnType.BIGINT, n.columns().get(0).type());
        put(Item.of(Map.of("id", new StringValue("d"), "n", new StringValue("many"))));
        try (SqlResult result = n.execute(List.of(), Cancellation.NONE)) {
            assertEquals(ColumnType.VARCHAR, result.columns().get(0).type());
        }
        assertEquals(
                ColumnType.VARCHAR,
                session.engine
                        .prepare("SELECT n FROM users WHERE id = 'e'", SessionOptions.DEFAULT)
                        .columns()
                        .get(0)
                        .type());
    }

    @Test
    void anInsertDoesNotCareWhichAttributesThereAre() {
        PreparedSql insert = session.engine.prepare("INSERT INTO users VALUE ?", SessionOptions.DEFAULT);
        session.engine.prepare("INSERT INTO users VALUE ?", SessionOptions.DEFAULT);
        long misses = session.engine.cache().misses();
        for (int i = 0; i < 50; i++) {
            session.run("INSERT INTO users VALUE ?", "{\"id\": \"x" + i + "\", \"a" + i + "\": 1}");
        }
        assertEquals(misses, session.engine.cache().misses());
        assertEquals(0, insert.columns().size());
        session.run("DROP TABLE users");
        session.run("CREATE TABLE users (nr INT PRIMARY KEY)");
        session.fails(ErrorCode.KEY_MISSING, "INSERT INTO users VALUE ?", "{\"id\": \"x\"}");
        assertEquals(1, session.count("INSERT INTO users VALUE ?", "{\"nr\": 1}"));
    }

    @Test
    void aStatementRunsAlthoughAttributesAppearAllTheTime() {
        RestlessStore restless = new RestlessStore(session.store, "users");
        SqlEngine engine = new SqlEngine(restless);
        try (SqlResult result = engine.prepare("SELECT * FROM users WHERE id = 'a'", SessionOptions.DEFAULT)
                .execute(List.of(), Cancellation.NONE)) {
            List<String> labels =
                    result.columns().stream().map(column -> column.label()).toList();
            assertTrue(labels.contains("restless" + restless.views()), labels.toString());
            assertTrue(result.rows().orElseThrow().next());
        }
        assertEquals(0, session.store.openViews());
    }

    @Test
    void aWarningGoesAwayWithItsCause() {
        String sql = "SELECT zip FROM users WHERE id = 'a'";
        assertEquals(1, session.run(sql).warnings().size());
        put(Item.of(Map.of("id", new StringValue("d"), "zip", NumberValue.ONE)));
        assertEquals(List.of(), session.run(sql).warnings());
    }

    @Test
    void aTableThatIsMadeAnewIsPlannedAnew() {
        PreparedSql select = session.engine.prepare("SELECT * FROM users WHERE id = '1'", SessionOptions.DEFAULT);
        session.run("DROP TABLE users");
        ItemException gone = assertThrows(ItemException.class, () -> select.execute(List.of(), Cancellation.NONE));
        assertEquals(ErrorCode.UNKNOWN_TABLE, gone.code());
        session.run("CREATE TABLE users (id INT PRIMARY KEY, v VARCHAR)");
        session.run("INSERT INTO users VALUES (1, 'new')");
        assertEquals("'new'", first(select.execute(List.of(), Cancellation.NONE)));
        assertEquals(0, session.store.openViews());
    }

    @Test
    void aViewIsClosedWhateverHappens() {
        session.fails(ErrorCode.DIVISION_BY_ZERO, "SELECT 1 / (n - 1) FROM users");
        session.fails(ErrorCode.UNKNOWN_TABLE, "SELECT * FROM nope");
        PreparedSql select = session.engine.prepare("SELECT * FROM users", SessionOptions.DEFAULT);
        Cancellation cancelled = Cancellation.create();
        cancelled.cancel();
        assertThrows(ItemException.class, () -> first(select.execute(List.of(), cancelled)));
        assertEquals(0, session.store.openViews());
    }

    @Test
    void manyThreadsShareOnePlanWhileTheTableChanges() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int number = t;
                runs.add(threads.submit(() -> {
                    int rows = 0;
                    for (int i = 0; i < 50; i++) {
                        put(Item.of(Map.of(
                                "id", new StringValue("t" + number), "a" + number + "_" + i, NumberValue.of(i))));
                        PreparedSql select = session.engine.prepare(
                                "SELECT * FROM users WHERE id = 't" + number + "'", SessionOptions.DEFAULT);
                        try (SqlResult result = select.execute(List.of(), Cancellation.NONE)) {
                            List<String> labels = result.columns().stream()
                                    .map(column -> column.label())
                                    .toList();
                            assertTrue(labels.contains("a" + number + "_" + i), labels.toString());
                            rows += result.rows().orElseThrow().next() ? 1 : 0;
                        }
                    }
                    return rows;
                }));
            }
            for (Future<Integer> run : runs) {
                assertEquals(50, run.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(0, session.store.openViews());
    }
}
