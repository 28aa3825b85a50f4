package io.itemql.sql.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.sql.dynamodb.service.ErrorType;
import io.itemql.sql.dynamodb.service.ExecuteStatementRequest;
import io.itemql.sql.dynamodb.service.StatementFailure;
import io.itemql.sql.dynamodb.service.StatementService;
import io.itemql.sql.dynamodb.syntax.Parser;
import io.itemql.sql.dynamodb.syntax.Printer;
import io.itemql.sql.dynamodb.syntax.Statement;
import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import io.itemql.store.mv.MvItemStoreProvider;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Made-up statements give rows or a failure that the service has, and nothing else; and a statement that is printed is the
 * same statement. {@code -Ditemql.fuzz.seconds=600} runs longer, {@code -Ditemql.fuzz.seed=N} runs one seed again.
 */
class FuzzTest {
    private static final int PARAMETERS = 40;

    private final long seed = Long.getLong("itemql.fuzz.seed", new Random().nextLong());
    private final Duration duration = Duration.ofSeconds(Integer.getInteger("itemql.fuzz.seconds", 24));

    @Test
    void statementsGiveRowsOrFailuresOfTheService() {
        Grammar grammar = new Grammar(seed);
        int rows = 0;
        int failures = 0;
        long end = System.nanoTime() + duration.toNanos();
        try (ItemStore store = new MvItemStoreProvider().open(new StoreAddress("mem", "fuzz"), Map.of())) {
            createTables(store);
            StatementService service = new StatementService(store);
            while (System.nanoTime() < end) {
                String statement = grammar.statement();
                try {
                    service.executeStatement(ExecuteStatementRequest.of(statement, parameters()));
                    rows++;
                } catch (StatementFailure e) {
                    assertTrue(e.type() != ErrorType.INTERNAL, () -> "seed " + seed + ": " + statement);
                    failures++;
                } catch (RuntimeException | Error e) {
                    throw new AssertionError("seed " + seed + ": " + statement, e);
                }
            }
        }
        assertTrue(rows > 10 && failures > 10, rows + " answers, " + failures + " failures, seed " + seed);
    }

    private static AttributeValue[] parameters() {
        AttributeValue[] values = new AttributeValue[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            values[i] = i % 3 == 0 ? NumberValue.of(i) : new StringValue("x");
        }
        return values;
    }

    private static void createTables(ItemStore store) {
        KeyAttribute id = new KeyAttribute("id", AttributeType.S);
        store.createTable(TableDefinition.of("Things", KeySchema.of(id, new KeyAttribute("sk", AttributeType.N))));
        store.createTable(TableDefinition.of("Parts", KeySchema.of(id)));
    }

    @Test
    void aPrintedStatementIsTheSameStatement() {
        Grammar grammar = new Grammar(seed);
        int compared = 0;
        long end = System.nanoTime() + duration.toNanos() / 4;
        while (System.nanoTime() < end) {
            String text = grammar.statement();
            Statement statement;
            try {
                statement = Parser.of(text).statement();
            } catch (ItemException e) {
                continue;
            }
            String printed = Printer.print(statement);
            try {
                String again = Printer.print(Parser.of(printed).statement());
                assertEquals(printed, again, () -> "seed " + seed + ": " + text);
            } catch (ItemException e) {
                throw new AssertionError("seed " + seed + ": " + text + " printed as " + printed, e);
            }
            compared++;
        }
        assertTrue(compared > 10, "only " + compared + " statements");
    }

    @Test
    void whatIsPrintedIsReadable() {
        List<String> statements = List.of(
                "SELECT a.\"b c\"[0]['d'] FROM \"t.x\".ix WHERE NOT a NOT IN (1) AND (b + 1) * 2 - -3 < 4 ORDER BY a DESC",
                "UPDATE t SET a = list_append(a, [1]), b = -c REMOVE d[1] WHERE k = 'it''s' RETURNING MODIFIED NEW *",
                "INSERT INTO t VALUE {'k': <<1, 2.50>>, 'l': (1, {'x': null})}",
                "SELECT VALUE {'a': x} FROM t AS y AT z, u LEFT JOIN v ON a = b WHERE x IS NOT MISSING GROUP BY a",
                "FROM t WHERE a LIKE 'x' ESCAPE '!' SET a = 1 REMOVE b",
                "SELECT trim(LEADING 'x' FROM a), CASE WHEN a = 1 THEN 2 END, count(*), DATE '2026-01-01' FROM t",
                "EXISTS(SELECT * FROM t WHERE a BETWEEN 1 AND 2)",
                "CREATE INDEX ON t (a, b.c)",
                "SELECT * FROM VALUES (a = 'x' OR a = 'y') AND NOT b AND c",
                "SELECT * FROM VALUES (1) NOT IN (2), (VALUES (3)) AS d",
                "SELECT `{{aGk=}}`, a || b || c, (a = b) = c, a = (b = c) FROM t UNION ALL SELECT * FROM u");
        for (String text : statements) {
            String printed = Printer.print(Parser.of(text).statement());
            assertEquals(printed, Printer.print(Parser.of(printed).statement()), text);
        }
    }
}
