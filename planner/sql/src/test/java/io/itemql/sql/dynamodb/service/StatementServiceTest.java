package io.itemql.sql.dynamodb.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemStore;
import io.itemql.store.StoreAddress;
import io.itemql.store.mv.MvItemStoreProvider;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StatementServiceTest {
    private ItemStore store;
    private StatementService service;

    @BeforeEach
    void open() {
        store = new MvItemStoreProvider().open(new StoreAddress("mem", "service"), Map.of());
        KeyAttribute who = new KeyAttribute("who", AttributeType.S);
        KeyAttribute day = new KeyAttribute("day", AttributeType.N);
        KeyAttribute city = new KeyAttribute("city", AttributeType.S);
        store.createTable(TableDefinition.of("Trips", KeySchema.of(who, day))
                .withIndexes(List.of(
                        IndexDefinition.global("by-city", KeySchema.of(city), Projection.KEYS_ONLY),
                        IndexDefinition.local("by-who-city", KeySchema.of(who, city), Projection.KEYS_ONLY))));
        service = new StatementService(store);
        for (int i = 1; i <= 5; i++) {
            run("INSERT INTO Trips VALUE {'who': 'ann', 'day': ?, 'city': 'Oslo', 'note': 'x'}", NumberValue.of(i));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ExecuteStatementResponse run(String statement, AttributeValue... parameters) {
        return service.executeStatement(ExecuteStatementRequest.of(statement, parameters));
    }

    private static String message(Executable executable) {
        return assertThrows(StatementFailure.class, executable).getMessage();
    }

    @Test
    void tokensAreBoundToStatementAndParameters() {
        String statement = "SELECT day FROM Trips WHERE who = ?";
        ExecuteStatementRequest first =
                ExecuteStatementRequest.of(statement, new StringValue("ann")).withLimit(2);
        String token = service.executeStatement(first).nextToken().orElseThrow();
        List<Item> second = service.executeStatement(first.withNextToken(token).withLimit(1))
                .items();
        assertEquals(NumberValue.of(3), second.get(0).get("day"));
        assertEquals(1, second.size());
        assertEquals(
                "NextToken does not match request",
                message(() -> service.executeStatement(ExecuteStatementRequest.of(statement, new StringValue("bob"))
                        .withNextToken(token))));
        assertEquals(
                "NextToken does not match request",
                message(() ->
                        service.executeStatement(ExecuteStatementRequest.of(statement + ";", new StringValue("ann"))
                                .withNextToken(token))));
        for (String garbage : List.of("", "abc", token.substring(1), token + "AAAA", "!!")) {
            assertEquals(
                    "Invalid NextToken",
                    message(() -> service.executeStatement(first.withNextToken(garbage))),
                    garbage);
        }
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String mangled = token.substring(0, i) + other + token.substring(i + 1);
            assertEquals(
                    "Invalid NextToken",
                    message(() -> service.executeStatement(first.withNextToken(mangled))),
                    mangled);
        }
    }

    @Test
    void aTokenOfATableThatIsAnotherNowIsInvalid() {
        ExecuteStatementRequest first =
                ExecuteStatementRequest.of("SELECT * FROM Trips").withLimit(2);
        String token = service.executeStatement(first).nextToken().orElseThrow();
        store.dropTable("Trips");
        store.createTable(TableDefinition.of("Trips", KeySchema.of(new KeyAttribute("who", AttributeType.N))));
        assertEquals("Invalid NextToken", message(() -> service.executeStatement(first.withNextToken(token))));
    }

    @Test
    void pagesOfSeveralReadsHaveNoGapsAndNoRepeats() {
        run("INSERT INTO Trips VALUE {'who': 'bob', 'day': 1, 'city': 'Rome'}");
        run("INSERT INTO Trips VALUE {'who': 'cyd', 'day': 1}");
        List<String> statements = List.of(
                "SELECT who, day FROM Trips WHERE who IN ['bob', 'ann', 'cyd', 'nobody']",
                "SELECT who, day FROM Trips WHERE who IN ['bob', 'ann', 'cyd'] ORDER BY who DESC, day",
                "SELECT who, day FROM Trips WHERE (who = 'ann' AND day > 3) OR (who = 'ann' AND day < 2) OR who = 'bob'",
                "SELECT who, day FROM Trips.\"by-city\" WHERE city IN ['Oslo', 'Rome']",
                "SELECT who, note FROM Trips.\"by-who-city\" WHERE who = 'ann'",
                "SELECT * FROM Trips",
                "SELECT * FROM Trips WHERE day > 1");
        for (String statement : statements) {
            List<Item> whole = run(statement).items();
            for (int limit = 1; limit <= 7; limit++) {
                assertEquals(whole, paged(statement, limit), statement + " by " + limit);
            }
        }
    }

    private List<Item> paged(String statement, int limit) {
        List<Item> items = new ArrayList<>();
        ExecuteStatementRequest request = ExecuteStatementRequest.of(statement).withLimit(limit);
        while (true) {
            ExecuteStatementResponse page = service.executeStatement(request);
            assertTrue(page.items().size() <= limit);
            items.addAll(page.items());
            if (page.nextToken().isEmpty()) {
                return items;
            }
            request = request.withNextToken(page.nextToken().get());
        }
    }

    @Test
    void twoDocumentsNeverShareAName() {
        run("INSERT INTO Trips VALUE {'who': 'eve', 'day': 1, 'l': [{'a': 1, 'b': 2}], 'm': {'l': [{'a': 3}]},"
                + " 'v': {'l': [{'b': 4}]}}");
        for (String paths : List.of("m.l[0], l[0].a", "l[0].a, m.l[0]", "m.l[0].a, v.l[0].b", "\"l[0]\", l[0].a")) {
            assertEquals(
                    "Duplicate identifiers in select clause: l[0]",
                    message(() -> run("SELECT " + paths + " FROM Trips WHERE who = 'eve'")),
                    paths);
        }
        List<Item> merged =
                run("SELECT l[0].a, l[0].b FROM Trips WHERE who = 'eve'").items();
        assertEquals(
                new MapValue(Map.of("a", NumberValue.of(1), "b", NumberValue.of(2))),
                merged.get(0).get("l[0]"));
    }

    @Test
    void aPlaceWithoutMembersMustBeOne() {
        run("INSERT INTO Trips VALUE {'who': 'eve', 'day': 1, 'n': 5}");
        String where = " WHERE who = 'eve' AND day = 1";
        assertEquals(
                "The document path provided in the update expression is invalid for update",
                message(() -> run("UPDATE Trips SET n.x = set_delete(n.x, <<'a'>>), done = 1" + where)));
        assertEquals(
                List.of(),
                run("SELECT done FROM Trips" + where + " AND done = 1").items());
        run("UPDATE Trips SET nope = set_delete(nope, <<'a'>>)" + where);
    }

    @Test
    void theItemsOfATransactionHaveFourMegabytesAtMost() {
        List<ParameterizedStatement> reads = new ArrayList<>();
        List<ParameterizedStatement> updates = new ArrayList<>();
        List<ParameterizedStatement> deletes = new ArrayList<>();
        for (int day = 1; day <= 11; day++) {
            run(
                    "INSERT INTO Trips VALUE {'who': 'max', 'day': ?, 'note': ?}",
                    NumberValue.of(day),
                    new StringValue("x".repeat(390_000)));
            NumberValue number = NumberValue.of(day);
            reads.add(ParameterizedStatement.of("SELECT day FROM Trips WHERE who = 'max' AND day = ?", number));
            updates.add(ParameterizedStatement.of("UPDATE Trips SET paid = 1 WHERE who = 'max' AND day = ?", number));
            deletes.add(ParameterizedStatement.of("DELETE FROM Trips WHERE who = 'max' AND day = ?", number));
        }
        String all = "SELECT day, paid FROM Trips WHERE who = 'max'";
        for (List<ParameterizedStatement> statements : List.of(reads, updates, deletes)) {
            List<Item> before = paged(all, 50);
            StatementFailure failure = assertThrows(StatementFailure.class, () -> transact(statements));
            assertEquals(ErrorType.VALIDATION, failure.type());
            assertTrue(failure.getMessage().endsWith("at most 4194304 are allowed"), failure.getMessage());
            assertEquals(before, paged(all, 50));
            transact(statements.subList(0, 10));
        }
        assertEquals(1, paged(all, 50).size());
    }

    private void transact(List<ParameterizedStatement> statements) {
        service.executeTransaction(new ExecuteTransactionRequest(statements, Optional.empty()));
    }

    @Test
    void argumentsThatAreNullAreNamed() {
        List<AttributeValue> hole = Arrays.asList(NumberValue.of(1), null);
        Map<String, Executable> faults = Map.ofEntries(
                Map.entry("store", () -> new StatementService(null)),
                Map.entry("request", () -> service.executeStatement(null)),
                Map.entry("request ", () -> service.batchExecuteStatement(null)),
                Map.entry(
                        "request[0]",
                        () -> service.batchExecuteStatement(Arrays.asList((ParameterizedStatement) null))),
                Map.entry("request  ", () -> service.executeTransaction(null)),
                Map.entry("statement", () -> ExecuteStatementRequest.of(null)),
                Map.entry("parameters", () -> ExecuteStatementRequest.of("SELECT", (AttributeValue[]) null)),
                Map.entry("parameters[0]", () -> ExecuteStatementRequest.of("SELECT", (AttributeValue) null)),
                Map.entry("parameters[1]", () -> new ParameterizedStatement("SELECT", hole, false, false)),
                Map.entry("token", () -> ExecuteStatementRequest.of("SELECT").withNextToken(null)),
                Map.entry("statement ", () -> ParameterizedStatement.of(null)),
                Map.entry("statements", () -> new ExecuteTransactionRequest(null, Optional.empty())),
                Map.entry("statements[0]", () -> ExecuteTransactionRequest.of((ParameterizedStatement) null)),
                Map.entry("clientRequestToken", () -> new ExecuteTransactionRequest(List.of(), null)));
        faults.forEach((name, fault) -> assertEquals(
                name.strip(), assertThrows(NullPointerException.class, fault).getMessage()));
    }

    @Test
    void aPageEndsAtAMegabyte() {
        AttributeValue large = new StringValue("y".repeat(300_000));
        for (int i = 0; i < 5; i++) {
            run("INSERT INTO Trips VALUE {'who': 'big', 'day': ?, 'text': ?}", NumberValue.of(i), large);
        }
        ExecuteStatementResponse page = run("SELECT day FROM Trips WHERE who = 'big'");
        assertEquals(4, page.items().size());
        assertTrue(page.nextToken().isPresent());
    }

    @Test
    void costsAreThoseOfTheOperations() {
        assertEquals(0.5, units(run("SELECT * FROM Trips WHERE who='ann' AND day=1")));
        assertEquals(0.5, units(run("SELECT * FROM Trips WHERE who='nobody' AND day=1")));
        ExecuteStatementRequest strong = new ExecuteStatementRequest(
                "SELECT * FROM Trips WHERE who='ann' AND day=1",
                List.of(),
                true,
                Optional.empty(),
                OptionalInt.empty(),
                false);
        assertEquals(1, units(service.executeStatement(strong)));
        ExecuteStatementResponse insert = run("INSERT INTO Trips VALUE {'who': 'z', 'day': 1, 'city': 'Pune'}");
        assertEquals(3, units(insert));
        assertEquals(1, insert.capacity().capacity().table().writeUnits());
        ExecuteStatementResponse byIndex = run("SELECT who FROM Trips.\"by-city\" WHERE city='Oslo'");
        assertEquals(0, byIndex.capacity().capacity().table().readUnits());
        assertEquals(0.5, units(byIndex));
        ExecuteStatementResponse fetched = run("SELECT note FROM Trips.\"by-who-city\" WHERE who='ann'");
        assertTrue(fetched.capacity().capacity().table().readUnits() >= 2.5, () -> String.valueOf(fetched.capacity()));
    }

    private static double units(ExecuteStatementResponse response) {
        ConsumedCapacity capacity = response.capacity().capacity();
        return capacity.readUnits() + capacity.writeUnits();
    }

    @Test
    void aRepeatedTransactionIsNotAppliedTwice() {
        ExecuteTransactionRequest request = new ExecuteTransactionRequest(
                List.of(ParameterizedStatement.of(
                        "UPDATE Trips SET n = if_not_exists(n, 0) + 1" + " WHERE who='ann' AND day=1")),
                Optional.of("t-1"));
        service.executeTransaction(request);
        service.executeTransaction(request);
        assertEquals(
                NumberValue.ONE,
                run("SELECT n FROM Trips WHERE who='ann' AND day=1")
                        .items()
                        .get(0)
                        .get("n"));
        ExecuteTransactionRequest other = new ExecuteTransactionRequest(
                List.of(ParameterizedStatement.of("DELETE FROM Trips WHERE who='ann' AND day=1")), Optional.of("t-1"));
        StatementFailure mismatch = assertThrows(StatementFailure.class, () -> service.executeTransaction(other));
        assertEquals(ErrorType.IDEMPOTENT_PARAMETER_MISMATCH, mismatch.type());
    }

    @Test
    void aTransactionThatIsCancelledLeavesNothing() {
        StatementFailure cancelled = assertThrows(
                StatementFailure.class,
                () -> service.executeTransaction(ExecuteTransactionRequest.of(
                        ParameterizedStatement.of("DELETE FROM Trips WHERE who='ann' AND day=1"),
                        ParameterizedStatement.of("INSERT INTO Trips VALUE {'who': 'ann', 'day': 2}"),
                        ParameterizedStatement.of("UPDATE Trips SET note = note + 1 WHERE who='ann' AND day=3"))));
        assertEquals(
                List.of("None", "DuplicateItem", "ValidationError"),
                cancelled.reasons().stream()
                        .map(StatementFailure.CancellationReason::code)
                        .toList());
        assertFalse(run("SELECT * FROM Trips WHERE who='ann' AND day=1").items().isEmpty());
    }

    @Test
    void limitsAreTheServices() {
        List<ParameterizedStatement> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(ParameterizedStatement.of("INSERT INTO Trips VALUE {'who': 'm', 'day': " + i + "}"));
        }
        assertThrows(StatementFailure.class, () -> service.batchExecuteStatement(many.subList(0, 26)));
        assertThrows(
                StatementFailure.class,
                () -> service.executeTransaction(new ExecuteTransactionRequest(many, Optional.empty())));
        assertEquals(
                25,
                service.batchExecuteStatement(many.subList(0, 25)).responses().size());
        String tooLong = "SELECT * FROM Trips WHERE note = '" + "x".repeat(8200) + "'";
        assertTrue(message(() -> run(tooLong)).endsWith("Member must have length less than or equal to 8192"));
        String deep = "SELECT * FROM Trips WHERE " + "(".repeat(3000) + "a = 1" + ")".repeat(3000);
        assertTrue(message(() -> run(deep)).startsWith("Statement wasn't well formed"));
        String chain = "SELECT * FROM Trips WHERE " + "a=1 OR ".repeat(1000) + "a=1";
        assertTrue(run(chain).items().isEmpty());
        String nots = "SELECT * FROM Trips WHERE " + "NOT ".repeat(2000) + "a = 1";
        assertTrue(message(() -> run(nots)).startsWith("Statement wasn't well formed"));
    }
}
