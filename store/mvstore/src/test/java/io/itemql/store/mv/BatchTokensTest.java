package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.BatchToken;
import io.itemql.store.Isolation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.operation.ItemOperations;
import io.itemql.store.operation.TransactWriteRequest;
import io.itemql.store.operation.TransactWriteRequest.Action;
import io.itemql.store.operation.TransactionCancelled;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import io.itemql.tck.file.StoredFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A request under a token is carried out once, whatever happens to the store in between. */
class BatchTokensTest {
    private static final KeySchema KEY = KeySchema.of(new KeyAttribute("pk", AttributeType.S));
    private static final ItemKey COUNTER = ItemKey.of(new StringValue("counter"));

    private final FragileDirectory first = new FragileDirectory(new Random(1));

    private static Write add(ItemKey key, int n) {
        Update.Add one = new Update.Add(AttributePath.of("n"), NumberValue.of(n));
        return new Write.Change(
                "flat", key, new Update(List.of(), List.of(), List.of(one), List.of()), Optional.empty());
    }

    private static TransactWriteRequest request(String token, Write... writes) {
        return new TransactWriteRequest(
                List.of(writes).stream().map(write -> new Action(write, false)).toList(), Optional.of(token));
    }

    private static ItemStore open(StoreDirectory directory) {
        return Recovery.open(directory, StoreOptions.defaults());
    }

    private static ItemStore create(StoreDirectory directory) {
        ItemStore store = open(directory);
        store.createTable(TableDefinition.of("flat", KEY));
        return store;
    }

    private static String counter(ItemStore store) {
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of("flat", new Access.Get(List.of(COUNTER))))) {
            return cursor.next() ? cursor.item().get("n").toString() : "none";
        }
    }

    private static void assertKnown(ItemStore store) {
        ItemOperations operations = new ItemOperations(store);
        String before = counter(store);
        assertEquals(
                2.0,
                operations
                        .transactWrite(request("token", add(COUNTER, 1)))
                        .capacity()
                        .get("flat")
                        .readUnits());
        assertEquals(before, counter(store));
        ItemException reused =
                assertThrows(ItemException.class, () -> operations.transactWrite(request("token", add(COUNTER, 2))));
        assertEquals(ErrorCode.TOKEN_REUSED, reused.code());
        assertEquals(before, counter(store));
    }

    @Test
    void aTokenOutlivesACleanCloseAndAKill() {
        FragileDirectory closed;
        try (ItemStore store = create(first)) {
            new ItemOperations(store).transactWrite(request("token", add(COUNTER, 1)));
            assertKnown(store);
            // Killed here, with the token in the journal only.
            FragileDirectory killed = first.afterKill();
            try (ItemStore again = open(killed)) {
                assertEquals("1", counter(again));
                assertKnown(again);
            }
            FragileDirectory powerless = first.afterPowerLoss();
            try (ItemStore again = open(powerless)) {
                assertEquals("1", counter(again));
                assertKnown(again);
                again.checkpoint();
                try (ItemStore third = open(powerless.afterKill())) {
                    assertKnown(third);
                }
            }
        }
        closed = first.afterKill();
        for (int i = 0; i < 3; i++) {
            try (ItemStore again = open(closed)) {
                assertEquals("1", counter(again));
                assertKnown(again);
            }
        }
        assertEquals(1, StoredFiles.read(closed.files()).items().get("flat").size());
    }

    @Test
    void aBatchThatChangesNothingIsKnownToo() {
        try (ItemStore store = create(first)) {
            Write check = new Write.Check("flat", COUNTER, Condition.notExists(AttributePath.of("pk")));
            new ItemOperations(store).transactWrite(request("checked", check));
            try (ItemStore again = open(first.afterPowerLoss())) {
                new ItemOperations(again).transactWrite(request("other", add(COUNTER, 1)));
                // Now the check would fail.
                new ItemOperations(again).transactWrite(request("checked", check));
                assertThrows(TransactionCancelled.class, () -> new ItemOperations(again)
                        .transactWrite(request("new", check)));
            }
        }
    }

    @Test
    void aRequestThatFailedMayBeTriedAgainAfterARestart() {
        Write check = new Write.Check("flat", COUNTER, Condition.exists(AttributePath.of("pk")));
        Write other = add(ItemKey.of(new StringValue("other")), 1);
        try (ItemStore store = create(first)) {
            assertThrows(TransactionCancelled.class, () -> new ItemOperations(store)
                    .transactWrite(request("token", check, other)));
        }
        try (ItemStore store = open(first.afterKill())) {
            new ItemOperations(store).transactWrite(request("first", add(COUNTER, 1)));
            new ItemOperations(store).transactWrite(request("token", check, other));
            assertEquals(2, store.statistics("flat").itemCount());
        }
    }

    @Test
    void equalRequestsAreKnownWhateverTheOrderOfTheirAttributes() {
        Map<String, AttributeValue> one = new LinkedHashMap<>();
        one.put("pk", new StringValue("counter"));
        one.put("n", NumberValue.of(1));
        Map<String, AttributeValue> two = new LinkedHashMap<>();
        two.put("n", NumberValue.parse("1.0"));
        two.put("pk", new StringValue("counter"));
        try (ItemStore store = create(first)) {
            ItemOperations operations = new ItemOperations(store);
            operations.transactWrite(request("token", put(one)));
            operations.transactWrite(request("token", put(two)));
            two.put("n", new StringValue("1"));
            assertThrows(ItemException.class, () -> operations.transactWrite(request("token", put(two))));
        }
    }

    private static Write put(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(attributes);
        Map<String, AttributeValue> inner = new LinkedHashMap<>(attributes);
        item.put("inner", new MapValue(inner));
        return new Write.Put("flat", Item.of(item), Optional.empty());
    }

    @Test
    void aTokenLivesTenMinutesAlsoOverARestart() {
        long[] now = {1_000_000};
        BatchTokens tokens = new BatchTokens(() -> now[0]);
        BatchToken token = new BatchToken("t", 7);
        assertTrue(tokens.begin(token));
        ItemException running = assertThrows(ItemException.class, () -> tokens.begin(token));
        assertEquals(ErrorCode.TRANSACTION_IN_PROGRESS, running.code());
        tokens.done(token);
        tokens.endUnlessDone(token);
        assertFalse(tokens.begin(token));
        List<BatchTokens.Change> saved = tokens.takeChanges();
        assertEquals(1, saved.size());
        assertEquals(0, tokens.takeChanges().size());
        long end = now[0] + TimeUnit.MINUTES.toMillis(10);
        for (boolean fromCheckpoint : List.of(true, false)) {
            BatchTokens later = new BatchTokens(() -> now[0]);
            now[0] = end;
            later.restore(saved.get(0).name(), saved.get(0).value(), fromCheckpoint);
            later.sortByAge();
            assertFalse(later.begin(token), "at ten minutes it is known");
            now[0] = end + 1;
            assertTrue(later.begin(new BatchToken("t", 8)), "behind them it is free");
            List<BatchTokens.Change> changes = later.takeChanges();
            assertEquals(fromCheckpoint ? 1 : 0, changes.size());
            changes.forEach(change -> assertEquals(null, change.value()));
        }
    }

    @Test
    void aBatchInATransactionHasNone() {
        try (ItemStore store = create(first);
                Transaction transaction = store.begin(Isolation.SNAPSHOT)) {
            WriteBatch batch =
                    WriteBatch.atomic(List.of(add(COUNTER, 1)), false).withToken(new BatchToken("t", 1));
            assertThrows(IllegalArgumentException.class, () -> transaction.write(batch));
        }
    }
}
