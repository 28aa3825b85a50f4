package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemKey;
import io.itemql.store.operation.BatchGetRequest;
import io.itemql.store.operation.BatchGetResult;
import io.itemql.store.operation.BatchWriteRequest;
import io.itemql.store.operation.BatchWriteRequest.TableWrite;
import io.itemql.store.operation.DeleteRequest;
import io.itemql.store.operation.GetRequest;
import io.itemql.store.operation.ItemOperations;
import io.itemql.store.operation.PutRequest;
import io.itemql.store.operation.ReturnValues;
import io.itemql.store.operation.TableKeys;
import io.itemql.store.operation.UpdateRequest;
import io.itemql.store.operation.WriteResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writing operations of the item API and the two batches, with the service's limits, units and texts. */
public abstract class WriteOperationsContract extends StoreContract {
    private static final ItemKey A = ItemKey.of(text("a"));

    private ItemOperations operations;

    @BeforeEach
    final void createTable() {
        operations = new ItemOperations(store());
        table("flat", ONE_KEY);
        table("songs", TEXT_KEYS);
    }

    private Optional<Item> get(ItemKey key) {
        return operations.get(GetRequest.of("flat", key)).item();
    }

    private static AttributePath path(String attribute) {
        return AttributePath.of(attribute);
    }

    private static Update.Set set(AttributePath path, AttributeValue value) {
        return new Update.Set(path, new UpdateOperand.Literal(value));
    }

    private static double units(WriteResult result) {
        return result.capacity().writeUnits();
    }

    @Test
    void putReplacesTheWholeItem() {
        assertEquals(
                new WriteResult(Optional.empty(), new ConsumedCapacity(0, 1)),
                operations.put(
                        new PutRequest("flat", item("pk", "a", "n", 1), Optional.empty(), ReturnValues.ALL_OLD)));
        WriteResult second =
                operations.put(new PutRequest("flat", item("pk", "a", "m", 2), Optional.empty(), ReturnValues.ALL_OLD));
        assertEquals(Optional.of(item("pk", "a", "n", 1)), second.attributes());
        assertEquals(Optional.of(item("pk", "a", "m", 2)), get(A));
        reopenStore();
        operations = new ItemOperations(store());
        assertEquals(Optional.of(item("pk", "a", "m", 2)), get(A));
    }

    @Test
    void writesCostByTheLargerOfBeforeAndAfter() {
        Item kilobyte = item("pk", "a", "t", "x".repeat(1024 - 4));
        assertEquals(1, units(operations.put(PutRequest.of("flat", kilobyte))));
        assertEquals(2, units(operations.put(PutRequest.of("flat", item("pk", "a", "t", "x".repeat(1024 - 3))))));
        assertEquals(2, units(operations.put(PutRequest.of("flat", item("pk", "a")))));
        assertEquals(1, units(operations.put(PutRequest.of("flat", item("pk", "a")))));
        operations.put(PutRequest.of("flat", item("pk", "a", "t", "x".repeat(5000))));
        assertEquals(5, units(operations.delete(DeleteRequest.of("flat", A))));
        assertEquals(1, units(operations.delete(DeleteRequest.of("flat", A))));
    }

    @Test
    void conditionsGuardEveryWrite() {
        Optional<Condition> isNew = Optional.of(Condition.notExists(path("pk")));
        Optional<Condition> isThere = Optional.of(Condition.exists(path("pk")));
        operations.put(new PutRequest("flat", item("pk", "a"), isNew, ReturnValues.NONE));
        assertFails(
                ErrorCode.CONDITION_FAILED,
                "The conditional request failed",
                () -> operations.put(new PutRequest("flat", item("pk", "a", "n", 1), isNew, ReturnValues.NONE)));
        assertFails(
                ErrorCode.CONDITION_FAILED,
                () -> operations.delete(new DeleteRequest("flat", A, isNew, ReturnValues.NONE)));
        ItemKey missing = ItemKey.of(text("missing"));
        Update update = Update.set(List.of(set(path("n"), NumberValue.ONE)));
        assertFails(
                ErrorCode.CONDITION_FAILED,
                () -> operations.update(new UpdateRequest("flat", missing, update, isThere, ReturnValues.NONE)));
        assertEquals(Optional.empty(), get(missing));
        assertEquals(Optional.of(item("pk", "a")), get(A));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
                () -> operations.delete(new DeleteRequest(
                        "flat", A, Optional.of(Condition.exists(path("pk").name("x"))), ReturnValues.NONE)));
    }

    @Test
    void putAndDeleteReturnOnlyTheOldItem() {
        for (ReturnValues wrong : List.of(ReturnValues.ALL_NEW, ReturnValues.UPDATED_OLD, ReturnValues.UPDATED_NEW)) {
            String text = "ReturnValues can only be ALL_OLD or NONE";
            assertFails(
                    ErrorCode.INVALID_REQUEST,
                    text,
                    () -> operations.put(new PutRequest("flat", item("pk", "a"), Optional.empty(), wrong)));
            assertFails(
                    ErrorCode.INVALID_REQUEST,
                    text,
                    () -> operations.delete(new DeleteRequest("flat", A, Optional.empty(), wrong)));
        }
        assertEquals(Optional.empty(), get(A));
        operations.put(PutRequest.of("flat", item("pk", "a")));
        assertEquals(
                Optional.of(item("pk", "a")),
                operations
                        .delete(new DeleteRequest("flat", A, Optional.empty(), ReturnValues.ALL_OLD))
                        .attributes());
    }

    private Optional<Item> update(Update update, ReturnValues returnValues) {
        return operations
                .update(new UpdateRequest("flat", A, update, Optional.empty(), returnValues))
                .attributes();
    }

    @Test
    void updatesReturnWhatWasAskedFor() {
        Update create = Update.set(List.of(
                set(path("n"), NumberValue.ONE),
                set(path("map"), new MapValue(Map.of("x", text("1"), "y", text("2"))))));
        assertEquals(Optional.empty(), update(create, ReturnValues.ALL_OLD));
        Update change = new Update(
                List.of(set(path("map").name("x"), text("3"))),
                List.of(path("gone")),
                List.of(new Update.Add(path("n"), NumberValue.ONE)),
                List.of());
        assertEquals(
                Optional.of(item("map", new MapValue(Map.of("x", text("1"))), "n", 1)),
                update(change, ReturnValues.UPDATED_OLD));
        assertEquals(
                Optional.of(item("map", new MapValue(Map.of("x", text("3"))), "n", 3)),
                update(change, ReturnValues.UPDATED_NEW));
        Item whole = item("pk", "a", "n", 4, "map", new MapValue(Map.of("x", text("3"), "y", text("2"))));
        assertEquals(Optional.of(whole), update(change, ReturnValues.ALL_NEW));
        assertEquals(Optional.empty(), update(change, ReturnValues.NONE));
        Update remove = new Update(List.of(), List.of(path("n")), List.of(), List.of());
        assertEquals(Optional.empty(), update(remove, ReturnValues.UPDATED_NEW));
        assertEquals(Optional.empty(), update(remove, ReturnValues.UPDATED_OLD), "n is gone already");
    }

    @Test
    void anUpdateOfNothingCreatesTheKey() {
        assertEquals(
                Optional.of(item("pk", "a")),
                update(new Update(List.of(), List.of(path("x")), List.of(), List.of()), ReturnValues.ALL_NEW));
    }

    @Test
    void updatesThatCannotBeCarriedOutChangeNothing() {
        operations.put(PutRequest.of("flat", item("pk", "a", "t", "text", "n", 1)));
        Update.Set fine = set(path("m"), NumberValue.ONE);
        Map<Update, ErrorCode> faults = Map.of(
                Update.set(List.of(fine, set(path("t").name("x"), text("1")))),
                ErrorCode.INVALID_PATH,
                Update.set(List.of(fine, new Update.Set(path("x"), new UpdateOperand.Path(path("missing"))))),
                ErrorCode.MISSING_OPERAND,
                new Update(List.of(fine), List.of(), List.of(new Update.Add(path("t"), NumberValue.ONE)), List.of()),
                ErrorCode.INVALID_OPERAND_TYPE,
                Update.set(List.of(set(path("pk"), text("b")))),
                ErrorCode.KEY_UPDATE);
        faults.forEach((update, code) -> assertFails(code, () -> update(update, ReturnValues.NONE)));
        assertEquals(Optional.of(item("pk", "a", "t", "text", "n", 1)), get(A));
    }

    @Test
    void itemsHaveALargestSize() {
        int filling = ItemLimits.ITEM_BYTES_MAX - 4;
        Item largest = item("pk", "a", "t", "x".repeat(filling));
        assertEquals(400, units(operations.put(PutRequest.of("flat", largest))));
        assertEquals(Optional.of(largest), get(A));
        assertFails(
                ErrorCode.ITEM_TOO_LARGE,
                "Item size has exceeded the maximum allowed size",
                () -> operations.put(PutRequest.of("flat", item("pk", "a", "t", "x".repeat(filling + 1)))));
        assertFails(
                ErrorCode.UPDATED_ITEM_TOO_LARGE,
                "Item size to update has exceeded the maximum allowed size",
                () -> update(Update.set(List.of(set(path("n"), NullValue.NULL))), ReturnValues.NONE));
        assertEquals(Optional.of(largest), get(A));
    }

    @Test
    void valuesNestThirtyTwoLevelsDeep() {
        AttributeValue nested = text("inside");
        for (int level = 0; level < ItemLimits.NESTING_LEVELS_MAX; level++) {
            nested = new ListValue(List.of(nested));
        }
        Item deepest = item("pk", "a", "l", nested);
        operations.put(PutRequest.of("flat", deepest));
        assertEquals(Optional.of(deepest), get(A));
        Item tooDeep = item("pk", "a", "l", new ListValue(List.of(nested)));
        assertFails(
                ErrorCode.NESTING_TOO_DEEP,
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond"
                        + " supported limit",
                () -> operations.put(PutRequest.of("flat", tooDeep)));
        Update update = Update.set(List.of(set(path("l"), tooDeep.get("l"))));
        assertFails(ErrorCode.NESTING_TOO_DEEP, () -> update(update, ReturnValues.NONE));
    }

    @Test
    void putsMustHaveTheirKeys() {
        assertFails(
                ErrorCode.KEY_MISSING,
                "One or more parameter values were invalid: Missing the key sk in the item",
                () -> operations.put(PutRequest.of("songs", item("pk", "a"))));
        assertFails(
                ErrorCode.KEY_TYPE_MISMATCH,
                "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
                () -> operations.put(PutRequest.of("songs", item("pk", 1, "sk", "s"))));
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> operations.put(PutRequest.of("nope", item("pk", "a"))));
    }

    private static List<ItemKey> keys(int from, int to) {
        List<ItemKey> keys = new ArrayList<>();
        for (int i = from; i < to; i++) {
            keys.add(ItemKey.of(text("k" + i)));
        }
        return keys;
    }

    @Test
    void batchGetTakesAHundredDifferentKeys() {
        for (int i = 0; i < 3; i++) {
            operations.put(PutRequest.of("flat", item("pk", "k" + i, "n", i)));
        }
        operations.put(PutRequest.of("songs", item("pk", "a", "sk", "b")));
        TableKeys song = TableKeys.of(List.of(ItemKey.of(text("a"), text("b"))));
        BatchGetResult result = operations.batchGet(new BatchGetRequest(
                Map.of("flat", new TableKeys(keys(0, 99), List.of(path("n")), true), "songs", song)));
        assertEquals(
                new HashSet<>(List.of(item("n", 0), item("n", 1), item("n", 2))),
                new HashSet<>(result.responses().get("flat")));
        assertEquals(List.of(item("pk", "a", "sk", "b")), result.responses().get("songs"));
        assertEquals(99, result.capacity().get("flat").readUnits(), "each key rounded up by itself");
        assertEquals(0.5, result.capacity().get("songs").readUnits());
        assertEquals(Map.of(), result.unprocessedKeys());
        assertFails(
                ErrorCode.LIMIT_EXCEEDED,
                "Too many items requested for the BatchGetItem call",
                () -> operations.batchGet(
                        new BatchGetRequest(Map.of("flat", TableKeys.of(keys(0, 100)), "songs", song))));
        assertFails(
                ErrorCode.LIMIT_EXCEEDED,
                "1 validation error detected: Value at 'RequestItems.flat.member.Keys' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 100",
                () -> operations.batchGet(new BatchGetRequest(Map.of("flat", TableKeys.of(keys(0, 101))))));
    }

    @Test
    void badBatchGetsAreRefused() {
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The requestItems parameter is required for BatchGetItem",
                () -> operations.batchGet(new BatchGetRequest(Map.of())));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "1 validation error detected: Value '[]' at 'requestItems.flat.member.keys' failed to satisfy"
                        + " constraint: Member must have length greater than or equal to 1",
                () -> operations.batchGet(new BatchGetRequest(Map.of("flat", TableKeys.of(List.of())))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "Provided list of item keys contains duplicates",
                () -> operations.batchGet(new BatchGetRequest(Map.of("flat", TableKeys.of(List.of(A, A))))));
        assertFails(
                ErrorCode.KEY_SCHEMA_MISMATCH,
                () -> operations.batchGet(new BatchGetRequest(Map.of("songs", TableKeys.of(List.of(A))))));
        assertFails(
                ErrorCode.UNKNOWN_TABLE,
                () -> operations.batchGet(new BatchGetRequest(Map.of("nope", TableKeys.of(List.of(A))))));
    }

    @Test
    void batchGetLeavesWhatIsBeyondSixteenMegabytes() {
        int filling = 400_000;
        for (int i = 0; i < 45; i++) {
            operations.put(PutRequest.of("flat", item("pk", "k" + i, "t", "x".repeat(filling))));
        }
        BatchGetResult result = operations.batchGet(new BatchGetRequest(Map.of("flat", TableKeys.of(keys(0, 45)))));
        int processed = result.responses().get("flat").size();
        assertEquals(42, processed, "16 MB and the item that crosses it");
        assertEquals(keys(42, 45), result.unprocessedKeys().get("flat").keys());
    }

    private static List<TableWrite> puts(int count) {
        List<TableWrite> puts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            puts.add(new TableWrite.Put(item("pk", "k" + i)));
        }
        return puts;
    }

    @Test
    void batchWriteTakesTwentyFiveWrites() {
        operations.put(PutRequest.of("flat", item("pk", "a", "t", "x".repeat(2000))));
        List<TableWrite> writes = puts(24);
        writes.add(new TableWrite.Delete(A));
        assertEquals(
                Map.of("flat", new ConsumedCapacity(0, 26)),
                operations
                        .batchWrite(new BatchWriteRequest(Map.of("flat", writes)))
                        .capacity());
        assertEquals(Optional.empty(), get(A));
        assertTrue(get(ItemKey.of(text("k23"))).isPresent());
        assertFails(
                ErrorCode.LIMIT_EXCEEDED,
                "1 validation error detected: Value '{...}' at 'requestItems' failed to satisfy constraint: Map value"
                        + " must satisfy constraint: [Member must have length less than or equal to 25, Member must have"
                        + " length greater than or equal to 1]",
                () -> operations.batchWrite(new BatchWriteRequest(Map.of("flat", puts(26)))));
        assertFails(
                ErrorCode.LIMIT_EXCEEDED,
                () -> operations.batchWrite(new BatchWriteRequest(Map.of("flat", List.of()))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The requestItems parameter is required for BatchWriteItem",
                () -> operations.batchWrite(new BatchWriteRequest(Map.of())));
    }

    @Test
    void oneBadWriteOfABatchStopsAllOfThem() {
        TableWrite fine = new TableWrite.Put(item("pk", "a"));
        Map<TableWrite, ErrorCode> faults = Map.of(
                new TableWrite.Put(item("pk", 1)), ErrorCode.KEY_SCHEMA_MISMATCH,
                new TableWrite.Put(item("n", 1)), ErrorCode.KEY_SCHEMA_MISMATCH,
                new TableWrite.Put(item("pk", "")), ErrorCode.KEY_EMPTY,
                new TableWrite.Put(item("pk", "b", "t", "x".repeat(410_000))), ErrorCode.ITEM_TOO_LARGE,
                new TableWrite.Delete(ItemKey.of(NumberValue.ONE)), ErrorCode.KEY_SCHEMA_MISMATCH,
                new TableWrite.Delete(A), ErrorCode.INVALID_REQUEST);
        faults.forEach((bad, code) -> {
            BatchWriteRequest batch = new BatchWriteRequest(Map.of("flat", List.of(fine, bad)));
            ItemException failure = assertFails(code, () -> operations.batchWrite(batch));
            if (code == ErrorCode.INVALID_REQUEST) {
                assertEquals("Provided list of item keys contains duplicates", failure.getMessage());
            }
        });
        assertFails(
                ErrorCode.UNKNOWN_TABLE,
                () -> operations.batchWrite(
                        new BatchWriteRequest(Map.of("flat", List.of(fine), "nope", List.of(fine)))));
        assertEquals(Optional.empty(), get(A));
    }
}
