package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.item.AttributePath;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.NumberValue;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemKey;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.operation.ItemOperations;
import io.itemql.store.operation.TransactGetRequest;
import io.itemql.store.operation.TransactGetRequest.Get;
import io.itemql.store.operation.TransactGetResult;
import io.itemql.store.operation.TransactWriteRequest;
import io.itemql.store.operation.TransactWriteRequest.Action;
import io.itemql.store.operation.TransactWriteResult;
import io.itemql.store.operation.TransactionCancelled;
import io.itemql.store.operation.TransactionCancelled.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TransactWriteItems and TransactGetItems, and the atomic batches below them. */
public abstract class TransactOperationsContract extends StoreContract {
    private static final Reason FAILED_CONDITION =
            new Reason("ConditionalCheckFailed", Optional.of("The conditional request failed"), Optional.empty());

    private ItemOperations operations;

    @BeforeEach
    final void createTables() {
        operations = new ItemOperations(store());
        table("flat", ONE_KEY);
        table("songs", TEXT_KEYS);
    }

    private static ItemKey key(String pk) {
        return ItemKey.of(text(pk));
    }

    private static Write put(String pk, int n) {
        return new Write.Put("flat", item("pk", pk, "n", n), Optional.empty());
    }

    private static Write insert(String pk, int n) {
        return new Write.Put("flat", item("pk", pk, "n", n), Optional.of(Condition.notExists(AttributePath.of("pk"))));
    }

    private static Write delete(String pk) {
        return new Write.Delete("flat", key(pk), Optional.empty());
    }

    private static Write addOne(String pk) {
        Update one = new Update(
                List.of(), List.of(), List.of(new Update.Add(AttributePath.of("n"), NumberValue.ONE)), List.of());
        return new Write.Change("flat", key(pk), one, Optional.empty());
    }

    private static Write check(String pk) {
        return new Write.Check("flat", key(pk), Condition.exists(AttributePath.of("pk")));
    }

    private TransactWriteResult transact(Write... writes) {
        return operations.transactWrite(TransactWriteRequest.of(List.of(writes)));
    }

    private List<Reason> cancelled(TransactWriteRequest request) {
        return assertThrows(TransactionCancelled.class, () -> operations.transactWrite(request))
                .reasons();
    }

    @Test
    void allFourActionsHappenTogether() {
        put("flat", item("pk", "checked"));
        put("flat", item("pk", "old", "n", 1));
        put("flat", item("pk", "counted", "n", 1));
        TransactWriteResult result = transact(put("new", 1), addOne("counted"), delete("old"), check("checked"));
        assertEquals(Map.of("flat", new ConsumedCapacity(0, 8)), result.capacity());
        List<Item> expected = List.of(item("pk", "checked"), item("pk", "new", "n", 1), item("pk", "counted", "n", 2));
        assertEquals(3, scan("flat").size());
        assertTrue(scan("flat").containsAll(expected));
        reopenStore();
        assertTrue(scan("flat").containsAll(expected));
    }

    @Test
    void oneFailureCancelsAllAndEachActionHasItsReason() {
        put("flat", item("pk", "there", "n", 7));
        TransactWriteRequest request = new TransactWriteRequest(
                List.of(
                        new Action(put("new", 1), true),
                        new Action(insert("there", 1), true),
                        new Action(check("missing"), true),
                        new Action(delete("whatever"), false)),
                Optional.empty());
        TransactionCancelled failure =
                assertThrows(TransactionCancelled.class, () -> operations.transactWrite(request));
        assertEquals(
                "Transaction cancelled, please refer cancellation reasons for specific reasons"
                        + " [None, ConditionalCheckFailed, ConditionalCheckFailed, None]",
                failure.getMessage());
        assertEquals(ErrorCode.TRANSACTION_CANCELLED, failure.code());
        Reason withItem = new Reason(
                FAILED_CONDITION.code(), FAILED_CONDITION.message(), Optional.of(item("pk", "there", "n", 7)));
        assertEquals(List.of(Reason.NONE, withItem, FAILED_CONDITION, Reason.NONE), failure.reasons());
        assertEquals(List.of(item("pk", "there", "n", 7)), scan("flat"));
    }

    @Test
    void aFaultOfOneItemIsAReasonAndNoRefusal() {
        put("flat", item("pk", "text", "n", "x"));
        Write wrongKey = new Write.Delete("flat", ItemKey.of(number("1")), Optional.empty());
        Write wrongPut = new Write.Put("flat", item("pk", 1), Optional.empty());
        Write noPath = new Write.Change(
                "flat",
                key("a"),
                Update.set(List.of(
                        new Update.Set(AttributePath.of("m").name("x"), new UpdateOperand.Literal(NumberValue.ONE)))),
                Optional.empty());
        List<Reason> reasons =
                cancelled(TransactWriteRequest.of(List.of(wrongKey, wrongPut, noPath, addOne("text"), put("b", 1))));
        List<String> codes = reasons.stream().map(Reason::code).toList();
        assertEquals(
                List.of("ValidationError", "ValidationError", "ValidationError", "ValidationError", "None"), codes);
        assertEquals(
                "The provided key element does not match the schema",
                reasons.get(0).message().orElseThrow());
        assertEquals(
                "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
                reasons.get(1).message().orElseThrow());
        assertEquals(1, scan("flat").size());
    }

    @Test
    void requestsAreRefusedBeforeAnyItemIsLookedAt() {
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 1",
                this::transact);
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "Transaction request cannot include multiple operations on one item",
                () -> transact(check("a"), put("a", 1)));
        Write elsewhere = new Write.Delete("nope", key("a"), Optional.empty());
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> transact(put("a", 1), elsewhere));
        assertFails(ErrorCode.KEY_EMPTY, () -> transact(put("a", 1), put("", 1)));
        Write large =
                new Write.Put("flat", item("pk", "b", "t", "x".repeat(ItemLimits.ITEM_BYTES_MAX)), Optional.empty());
        assertFails(ErrorCode.ITEM_TOO_LARGE, () -> transact(put("a", 1), large));
        assertEquals(List.of(), scan("flat"));
    }

    @Test
    void aHundredActionsAreTakenAndNoMore() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < ItemOperations.TRANSACT_ACTIONS_MAX; i++) {
            writes.add(put("k" + i, i));
        }
        operations.transactWrite(TransactWriteRequest.of(writes));
        assertEquals(100, scan("flat").size());
        writes.add(put("one more", 1));
        assertFails(ErrorCode.LIMIT_EXCEEDED, () -> operations.transactWrite(TransactWriteRequest.of(writes)));
        assertEquals(100, scan("flat").size());
    }

    @Test
    void fourMegabytesAreTakenAndNoMore() {
        int itemBytes = ItemLimits.TRANSACTION_BYTES_MAX / 16;
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String pk = "k%02d".formatted(i);
            writes.add(new Write.Put("flat", item("pk", pk, "t", "x".repeat(itemBytes - 6)), Optional.empty()));
        }
        operations.transactWrite(TransactWriteRequest.of(writes));
        assertEquals(16, scan("flat").size());
        writes.set(0, new Write.Put("flat", item("pk", "k00", "t", "x".repeat(itemBytes - 5)), Optional.empty()));
        assertFails(ErrorCode.LIMIT_EXCEEDED, () -> operations.transactWrite(TransactWriteRequest.of(writes)));
    }

    @Test
    void aTokenMakesARequestHappenOnce() {
        TransactWriteRequest request =
                new TransactWriteRequest(List.of(new Action(addOne("a"), false)), Optional.of("token"));
        operations.transactWrite(request);
        operations.transactWrite(request);
        assertEquals(List.of(item("pk", "a", "n", 1)), scan("flat"));
        TransactWriteRequest other =
                new TransactWriteRequest(List.of(new Action(addOne("b"), false)), Optional.of("token"));
        assertFails(ErrorCode.TOKEN_REUSED, () -> operations.transactWrite(other));
        // One that failed may be tried again under its token.
        TransactWriteRequest failing =
                new TransactWriteRequest(List.of(new Action(check("later"), false)), Optional.of("second"));
        cancelled(failing);
        put("flat", item("pk", "later"));
        operations.transactWrite(failing);
    }

    @Test
    void itemsAreReadTogether() {
        put("flat", item("pk", "a", "n", 1, "t", "x"));
        put("songs", item("pk", "p", "sk", "s"));
        TransactGetResult result = operations.transactGet(new TransactGetRequest(List.of(
                new Get("flat", key("a"), List.of(AttributePath.of("n"))),
                new Get("flat", key("missing"), List.of()),
                new Get("songs", ItemKey.of(text("p"), text("s")), List.of()),
                new Get("flat", key("a2"), List.of(AttributePath.of("n"))))));
        assertEquals(
                List.of(
                        Optional.of(item("n", 1)),
                        Optional.empty(),
                        Optional.of(item("pk", "p", "sk", "s")),
                        Optional.empty()),
                result.responses());
        assertEquals(
                Map.of("flat", new ConsumedCapacity(6, 0), "songs", new ConsumedCapacity(2, 0)), result.capacity());
    }

    @Test
    void readsAreRefusedOrCancelledAsWritesAre() {
        Get get = new Get("flat", key("a"), List.of());
        assertFails(ErrorCode.INVALID_REQUEST, () -> operations.transactGet(new TransactGetRequest(List.of())));
        assertFails(ErrorCode.INVALID_REQUEST, () -> operations.transactGet(new TransactGetRequest(List.of(get, get))));
        Get elsewhere = new Get("nope", key("a"), List.of());
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> operations.transactGet(new TransactGetRequest(List.of(elsewhere))));
        Get wrongKey = new Get("flat", ItemKey.of(number("1")), List.of());
        TransactionCancelled failure = assertThrows(
                TransactionCancelled.class,
                () -> operations.transactGet(new TransactGetRequest(List.of(wrongKey, get))));
        assertEquals(
                List.of("ValidationError", "None"),
                failure.reasons().stream().map(Reason::code).toList());
        List<Get> many = new ArrayList<>();
        for (int i = 0; i <= ItemOperations.TRANSACT_ACTIONS_MAX; i++) {
            many.add(new Get("flat", key("k" + i), List.of()));
        }
        assertFails(ErrorCode.LIMIT_EXCEEDED, () -> operations.transactGet(new TransactGetRequest(many)));
        assertEquals(
                100,
                operations
                        .transactGet(new TransactGetRequest(many.subList(0, 100)))
                        .responses()
                        .size());
    }

    @Test
    void writesOfOneItemInABatchSeeEachOther() {
        List<Write> writes = List.of(insert("a", 1), addOne("a"), check("a"), addOne("a"), delete("b"));
        List<WriteOutcome> outcomes = store().write(WriteBatch.atomic(writes, true));
        assertEquals(Optional.of(item("pk", "a", "n", 2)), outcomes.get(1).after());
        assertEquals(Optional.of(item("pk", "a", "n", 2)), outcomes.get(3).before());
        assertEquals(List.of(item("pk", "a", "n", 3)), scan("flat"));
        List<WriteOutcome> failed =
                store().write(WriteBatch.atomic(List.of(delete("a"), insert("b", 1), check("a"), put("c", 1)), true));
        List<ErrorCode> codes = failed.stream()
                .map(outcome -> outcome.failure().orElseThrow().code())
                .toList();
        ErrorCode innocent = ErrorCode.TRANSACTION_CANCELLED;
        assertEquals(List.of(innocent, innocent, ErrorCode.CONDITION_FAILED, innocent), codes);
        assertEquals(List.of(item("pk", "a", "n", 3)), scan("flat"));
    }
}
