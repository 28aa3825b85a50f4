package io.itemql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.dynamodb.Grammar;
import io.itemql.sql.dynamodb.service.ExecuteStatementRequest;
import io.itemql.sql.dynamodb.service.StatementFailure;
import io.itemql.sql.dynamodb.service.StatementService;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.StoreAddress;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.MvItemStoreProvider;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of the service's language that differ in literals share a plan, and nobody notices. */
class ServiceLiteralsTest {
    private static final SessionOptions OPTIONS = new SessionOptions(
            false, SessionOptions.ScanPolicy.ALLOW, false, 1L << 26, false, true, 0, SessionOptions.Dialect.DYNAMODB);
    private static final KeyAttribute ID = new KeyAttribute("id", AttributeType.S);
    private static final int STATEMENTS = 20_000;
    private static final String RUNNABLE = "(?s)(SELECT|INSERT|UPDATE|DELETE) .*";

    private ItemStore store;
    private SqlEngine engine;

    @BeforeEach
    void open() {
        store = filled("literals");
        engine = new SqlEngine(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static ItemStore filled(String name) {
        ItemStore store = new MvItemStoreProvider().open(new StoreAddress("mem", name), Map.of());
        store.createTable(TableDefinition.of("Things", KeySchema.of(ID, new KeyAttribute("sk", AttributeType.N))));
        store.createTable(TableDefinition.of("Parts", KeySchema.of(ID)));
        List<Write> writes = new ArrayList<>();
        for (String id : List.of("x", "y")) {
            Map<String, AttributeValue> part = Map.of("id", new StringValue(id), "a", NumberValue.of(1));
            writes.add(new Write.Put("Parts", Item.of(part), Optional.empty()));
            for (int sk = 0; sk < 3; sk++) {
                Map<String, AttributeValue> thing = Map.of(
                        "id", new StringValue(id), "sk", NumberValue.of(sk), "b", new StringValue(sk == 0 ? "" : id));
                writes.add(new Write.Put("Things", Item.of(thing), Optional.empty()));
            }
        }
        store.write(new WriteBatch(writes, false)).forEach(WriteOutcome::orThrow);
        return store;
    }

    private String outcome(String sql, List<Value> parameters) {
        try (SqlResult result = engine.prepare(sql, OPTIONS).execute(parameters, Cancellation.NONE)) {
            int rows = 0;
            if (result.rows().isPresent()) {
                try (RowCursor cursor = result.rows().get()) {
                    while (cursor.next()) {
                        rows++;
                    }
                }
            }
            return rows + " rows";
        } catch (ItemException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SELECT * FROM Parts WHERE id = 'x' # SELECT * FROM Parts WHERE id = 'it''s'",
                "SELECT a FROM Things WHERE id = 'x' AND sk > 1 # SELECT a FROM Things WHERE id = 'y' AND sk > -0.50",
                "SELECT a FROM Things WHERE id IN ['x', 'y'] # SELECT a FROM Things WHERE id IN ['y', 'z']",
                "SELECT a FROM Things WHERE sk BETWEEN 1 AND 2 # SELECT a FROM Things WHERE sk BETWEEN 0 AND 1",
                "SELECT a FROM Parts WHERE a = TRUE # SELECT a FROM Parts WHERE a = false",
                "UPDATE Parts SET a = 2 WHERE id = 'x' # UPDATE Parts SET a = 3 WHERE id = 'y'",
                "INSERT INTO Parts VALUE {'id': 'i', 'a': 1} # INSERT INTO Parts VALUE {'id': 'j', 'a': 2}",
                "DELETE FROM Parts WHERE id = 'x' AND a = 1 # DELETE FROM Parts WHERE id = 'y' AND a = 2"
            })
    void statementsThatDifferInLiteralsShareAPlan(String first, String second) {
        outcome(first, List.of());
        int plans = engine.serviceCache().size();
        outcome(second, List.of());
        assertEquals(plans, engine.serviceCache().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SELECT * FROM Parts WHERE id = 'x' # SELECT * FROM Parts WHERE id = 'x' // all # Statement wasn't well formed",
                "SELECT * FROM Parts WHERE id = 'x' # SELECT * FROM Parts WHERE id = 5 # Key attribute's data type should",
                "SELECT * FROM Parts WHERE id = 'x' # SELECT * FROM Parts WHERE id = '' # One or more parameter values are",
                "SELECT a FROM Parts WHERE a = 1 # SELECT a FROM Parts WHERE a = 1e200 # Number overflow.",
                "SELECT a[0] FROM Parts WHERE id = 'x' # SELECT a[1], a[1] FROM Parts WHERE id = 'x' # Duplicate identifiers",
                "SELECT a FROM Parts WHERE a BETWEEN 1 AND 2 # SELECT a FROM Parts WHERE a BETWEEN 2 AND 1 # The BETWEEN operator",
                "INSERT INTO Parts VALUE {'id': 'i', 'a': [1]} # INSERT INTO Parts VALUE {'id': 'i', 'a': [2]} # Duplicate primary key",
                "SELECT a FROM Parts WHERE a = 1 # SELECT a FROM Parts WHERE a = 1 = true # 2 rows"
            })
    void statementsThatMeanSomethingElseDoNot(String first, String second, String expected) {
        outcome(first, List.of());
        String outcome = outcome(second, List.of());
        assertTrue(outcome.startsWith(expected), outcome);
    }

    /** The connection, which shares plans, and the service, which reads each statement, on stores of their own. */
    @Test
    void madeUpStatementsHaveTheServicesOutcome() {
        long seed = Long.getLong("seed", new Random().nextLong());
        Grammar grammar = new Grammar(seed);
        List<AttributeValue> parameters = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            parameters.add(i % 3 == 0 ? NumberValue.of(i) : new StringValue("x"));
        }
        try (ItemStore other = filled("exact")) {
            StatementService service = new StatementService(other);
            for (int i = 0; i < STATEMENTS; i++) {
                String statement = grammar.statement();
                String expected = expected(service, statement, parameters);
                String outcome = outcome(statement, List.copyOf(parameters));
                // What is wrong whatever the parameters are is known when a statement is prepared, before they are.
                boolean early = statement.contains("?")
                        && (outcome.equals("Requested resource not found") || !statement.matches(RUNNABLE));
                assertEquals(early ? outcome : expected, outcome, () -> statement + " with -Dseed=" + seed);
            }
            for (String table : List.of("Things", "Parts")) {
                assertEquals(items(other, table), items(store, table), () -> "-Dseed=" + seed);
            }
        }
    }

    private static String expected(StatementService service, String statement, List<AttributeValue> parameters) {
        try {
            ExecuteStatementRequest request =
                    ExecuteStatementRequest.of(statement, parameters.toArray(AttributeValue[]::new));
            return service.executeStatement(request).items().size() + " rows";
        } catch (StatementFailure e) {
            return e.getMessage();
        }
    }

    private static Set<Item> items(ItemStore store, String table) {
        Set<Item> items = new HashSet<>();
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(table, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                items.add(cursor.item());
            }
        }
        return items;
    }
}
