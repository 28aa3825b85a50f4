package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.error.ErrorCode;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.SortKeyRange;
import io.itemql.store.operation.GetRequest;
import io.itemql.store.operation.ItemOperations;
import io.itemql.store.operation.PageResult;
import io.itemql.store.operation.QueryRequest;
import io.itemql.store.operation.ScanRequest;
import io.itemql.store.operation.Select;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reading operations of the item API, with the service's pages, units, limits and texts. */
public abstract class ItemOperationsContract extends StoreContract {
    private static final AttributePath N = AttributePath.of("n");

    private ItemOperations operations;

    @BeforeEach
    final void createTables() {
        operations = new ItemOperations(store());
        table("songs", TEXT_KEYS);
        table("flat", ONE_KEY);
    }

    private void putSongs(int count) {
        for (int i = 0; i < count; i++) {
            put("songs", item("pk", "artist", "sk", "song%03d".formatted(i), "n", i));
        }
    }

    private static QueryRequest songs() {
        return QueryRequest.of("songs", text("artist"));
    }

    private static ItemKey song(int number) {
        return ItemKey.of(text("artist"), text("song%03d".formatted(number)));
    }

    private static List<Integer> numbers(PageResult page) {
        return page.items().stream()
                .map(item -> (int) ((NumberValue) item.get("n")).longValue())
                .toList();
    }

    @Test
    void getFindsAnItemOrNothingAndCostsByItsSize() {
        put("flat", item("pk", "a", "t", "x".repeat(4096 - 4)));
        put("flat", item("pk", "b", "t", "x".repeat(4096 - 3)));
        GetRequest small = GetRequest.of("flat", ItemKey.of(text("a")));
        assertEquals(0.5, operations.get(small).capacity().readUnits());
        assertEquals(
                1.0,
                operations
                        .get(new GetRequest("flat", small.key(), List.of(), true))
                        .capacity()
                        .readUnits());
        GetRequest large = GetRequest.of("flat", ItemKey.of(text("b")));
        assertEquals(1.0, operations.get(large).capacity().readUnits());
        GetRequest missing = GetRequest.of("flat", ItemKey.of(text("c")));
        assertEquals(Optional.empty(), operations.get(missing).item());
        assertEquals(0.5, operations.get(missing).capacity().readUnits());
    }

    @Test
    void projectionsKeepTheirPlace() {
        MapValue map = new MapValue(
                Map.of("b", new ListValue(List.of(text("zero"), text("one"), text("two"))), "c", NumberValue.ONE));
        put("flat", item("pk", "a", "a", map, "n", 1));
        AttributePath list = AttributePath.of("a").name("b");
        GetRequest get = new GetRequest(
                "flat",
                ItemKey.of(text("a")),
                List.of(list.position(2), list.position(0), AttributePath.of("no")),
                false);
        assertEquals(
                Optional.of(item("a", new MapValue(Map.of("b", new ListValue(List.of(text("zero"), text("two"))))))),
                operations.get(get).item());
        GetRequest nothing = new GetRequest("flat", get.key(), List.of(AttributePath.of("no")), false);
        assertEquals(Optional.of(Item.EMPTY), operations.get(nothing).item());
        assertFails(
                ErrorCode.PATH_OVERLAP,
                "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a],"
                        + " path two: [a, b]",
                () -> operations.get(new GetRequest("flat", get.key(), List.of(AttributePath.of("a"), list), false)));
        assertFails(
                ErrorCode.PATH_CONFLICT,
                "Two document paths conflict with each other; must remove or rewrite one of these paths; path one:"
                        + " [a, b], path two: [a, [0]]",
                () -> operations.get(new GetRequest(
                        "flat", get.key(), List.of(list, AttributePath.of("a").position(0)), false)));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
                () -> operations.get(new GetRequest(
                        "flat", get.key(), List.of(AttributePath.of("pk").name("x")), false)));
    }

    @Test
    void keysAreCheckedOnBothSidesOfTheirLimits() {
        put("songs", item("pk", "p".repeat(2048), "sk", "s".repeat(1024)));
        ItemKey longest = ItemKey.of(text("p".repeat(2048)), text("s".repeat(1024)));
        assertTrue(operations.get(GetRequest.of("songs", longest)).item().isPresent());
        assertFails(
                ErrorCode.KEY_TOO_LONG,
                "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048"
                        + " bytes",
                () -> put("songs", item("pk", "p".repeat(2049), "sk", "s")));
        assertFails(
                ErrorCode.KEY_TOO_LONG,
                "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size"
                        + " limit of 1024 bytes",
                () -> put("songs", item("pk", "p", "sk", "s".repeat(1025))));
        assertFails(
                ErrorCode.KEY_EMPTY,
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                        + " empty string value. Key: pk",
                () -> operations.get(GetRequest.of("flat", ItemKey.of(text("")))));
        assertFails(
                ErrorCode.KEY_SCHEMA_MISMATCH,
                "The provided key element does not match the schema",
                () -> operations.get(GetRequest.of("songs", ItemKey.of(text("a")))));
        assertFails(
                ErrorCode.KEY_SCHEMA_MISMATCH,
                () -> operations.get(GetRequest.of("flat", ItemKey.of(NumberValue.ONE))));
    }

    @Test
    void queryReadsARangeInEitherDirection() {
        putSongs(10);
        SortKeyRange range = SortKeyRange.between(text("song003"), true, text("song006"), false);
        assertEquals(List.of(3, 4, 5), numbers(operations.query(songs().withRange(range))));
        assertEquals(
                List.of(5, 4, 3),
                numbers(operations.query(songs().withRange(range).withScanIndexForward(false))));
        assertEquals(
                10,
                operations
                        .query(songs().withRange(SortKeyRange.beginsWith(text("song"))))
                        .count());
        assertEquals(
                0, operations.query(QueryRequest.of("songs", text("nobody"))).count());
        assertEquals(
                0.5,
                operations
                        .query(QueryRequest.of("songs", text("nobody")))
                        .capacity()
                        .readUnits());
    }

    @Test
    void pagesEndAtTheLimitAndGoOnBehindIt() {
        putSongs(4);
        for (boolean forward : List.of(true, false)) {
            QueryRequest next = songs().withLimit(2).withScanIndexForward(forward);
            PageResult first = operations.query(next);
            assertEquals(forward ? List.of(0, 1) : List.of(3, 2), numbers(first));
            assertEquals(Optional.of(ItemPosition.of(song(forward ? 1 : 2))), first.lastEvaluatedKey());
            PageResult second = operations.query(next.withExclusiveStartKey(song(forward ? 1 : 2)));
            assertEquals(forward ? List.of(2, 3) : List.of(1, 0), numbers(second));
            assertTrue(second.lastEvaluatedKey().isPresent(), "the limit was reached exactly at the end");
            PageResult third = operations.query(
                    next.withExclusiveStartKey(second.lastEvaluatedKey().orElseThrow()));
            assertEquals(List.of(), third.items());
            assertEquals(Optional.empty(), third.lastEvaluatedKey());
        }
        assertEquals(Optional.empty(), operations.query(songs().withLimit(5)).lastEvaluatedKey());
        ItemKey between = ItemKey.of(text("artist"), text("song001x"));
        assertEquals(List.of(2, 3), numbers(operations.query(songs().withExclusiveStartKey(between))));
    }

    @Test
    void pagesEndAtOneMegabyte() {
        String filling = "x".repeat(200 * 1024);
        for (int i = 0; i < 8; i++) {
            put("songs", item("pk", "artist", "sk", "song%03d".formatted(i), "n", i, "t", filling));
        }
        PageResult first = operations.query(songs().withConsistentRead(true));
        assertEquals(List.of(0, 1, 2, 3, 4, 5), numbers(first), "the item that crosses 1 MB belongs to the page");
        assertEquals(Optional.of(ItemPosition.of(song(5))), first.lastEvaluatedKey());
        int bytes = 6 * ModelValues.itemBytes(first.items().get(1).attributes()) - 1;
        assertEquals(Math.ceil(bytes / 4096.0), first.capacity().readUnits());
        PageResult scanned = operations.scan(ScanRequest.of("songs").withSelect(Select.COUNT));
        assertEquals(6, scanned.count());
        assertEquals(List.of(), scanned.items());
        assertEquals(first.lastEvaluatedKey(), scanned.lastEvaluatedKey());
    }

    @Test
    void filtersChangeTheCountButNeitherPageNorCost() {
        putSongs(10);
        Condition even = new Condition.In(
                new Operand.Path(N),
                List.of(Operand.value(number("0")), Operand.value(number("2")), Operand.value(number("8"))));
        PageResult page = operations.query(songs().withFilter(even).withLimit(5));
        assertEquals(List.of(0, 2), numbers(page));
        assertEquals(2, page.count());
        assertEquals(5, page.scannedCount());
        assertEquals(Optional.of(ItemPosition.of(song(4))), page.lastEvaluatedKey());
        assertEquals(operations.query(songs().withLimit(5)).capacity(), page.capacity());
        PageResult count = operations.query(songs().withFilter(even).withSelect(Select.COUNT));
        assertEquals(3, count.count());
        assertEquals(List.of(), count.items());
    }

    @Test
    void filtersOfAQueryCannotNameKeys() {
        Condition onKey = Condition.compare(Operand.path("sk"), ComparisonOperator.EQUAL, Operand.value(text("a")));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
                () -> operations.query(songs().withFilter(new Condition.Not(onKey))));
        assertEquals(
                0, operations.scan(ScanRequest.of("songs").withFilter(onKey)).count());
    }

    @Test
    void startKeysOutsideTheQueryAreRefused() {
        putSongs(5);
        SortKeyRange range = SortKeyRange.between(text("song002"), true, null, true);
        assertFails(
                ErrorCode.INVALID_START_KEY,
                "The provided starting key is invalid",
                () -> operations.query(songs().withExclusiveStartKey(ItemKey.of(text("artist")))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The provided starting key is outside query boundaries based on provided conditions",
                () -> operations.query(songs().withExclusiveStartKey(ItemKey.of(text("b"), text("song003")))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The provided starting key does not match the range key predicate",
                () -> operations.query(songs().withRange(range).withExclusiveStartKey(song(1))));
        assertEquals(
                List.of(3, 4), numbers(operations.query(songs().withRange(range).withExclusiveStartKey(song(2)))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The provided starting key does not match the range key predicate",
                () -> operations.query(songs().withRange(SortKeyRange.beginsWith(text("song00")))
                        .withExclusiveStartKey(ItemKey.of(text("artist"), text("song1")))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The query can return at most one row and cannot be restarted",
                () -> operations.query(
                        songs().withRange(SortKeyRange.equalTo(text("song001"))).withExclusiveStartKey(song(1))));
    }

    @Test
    void badQueriesAreRefused() {
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 1",
                () -> operations.query(songs().withLimit(0)));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "One or more parameter values were invalid: Condition parameter type does not match schema type",
                () -> operations.query(QueryRequest.of("songs", NumberValue.ONE)));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "One or more parameter values were invalid: Condition parameter type does not match schema type",
                () -> operations.query(songs().withRange(SortKeyRange.equalTo(NumberValue.ONE))));
        assertFails(
                ErrorCode.INVALID_BETWEEN,
                "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound"
                        + " operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}",
                () -> operations.query(songs().withRange(SortKeyRange.between(text("b"), true, text("a"), true))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)",
                () -> operations.query(QueryRequest.of("flat", text("a")).withRange(SortKeyRange.equalTo(text("b")))));
        table(
                "numbers",
                KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("sk", AttributeType.N)));
        assertFails(
                ErrorCode.OPERAND_TYPE,
                () -> operations.query(
                        QueryRequest.of("numbers", text("a")).withRange(SortKeyRange.beginsWith(NumberValue.ONE))));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "Cannot specify the ProjectionExpression when choosing to get only the Count",
                () -> operations.query(songs().withProjection(List.of(N)).withSelect(Select.COUNT)));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
                () -> operations.query(songs().withSelect(Select.SPECIFIC_ATTRIBUTES)));
    }

    @Test
    void scansInSegmentsSeeEachItemOnce() {
        for (int i = 0; i < 200; i++) {
            put("flat", item("pk", "p" + i));
        }
        for (int total : new int[] {1, 2, 7, 1000}) {
            Set<Item> seen = new HashSet<>();
            int found = 0;
            for (int segment = 0; segment < total; segment++) {
                List<Item> items = scanPages(
                        ScanRequest.of("flat").withSegment(segment, total).withLimit(3));
                seen.addAll(items);
                found += items.size();
            }
            assertEquals(200, found);
            assertEquals(200, seen.size());
        }
    }

    private List<Item> scanPages(ScanRequest request) {
        List<Item> items = new ArrayList<>();
        PageResult page = operations.scan(request);
        items.addAll(page.items());
        while (page.lastEvaluatedKey().isPresent()) {
            page = operations.scan(
                    request.withExclusiveStartKey(page.lastEvaluatedKey().get()));
            items.addAll(page.items());
        }
        return items;
    }

    @Test
    void aStartKeyOfAnotherSegmentIsRefused() {
        for (int i = 0; i < 20; i++) {
            put("flat", item("pk", "p" + i));
        }
        ScanRequest first = ScanRequest.of("flat").withSegment(0, 2);
        ItemKey ofSecond = ItemKey.of(
                operations.scan(first.withSegment(1, 2)).items().get(0).get("pk"));
        assertFails(
                ErrorCode.INVALID_START_KEY,
                "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with"
                        + " correct Segment. TotalSegments: 2 Segment: 0",
                () -> operations.scan(first.withExclusiveStartKey(ofSecond)));
    }

    @Test
    void badScansAreRefused() {
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value"
                        + " greater than or equal to 1",
                () -> operations.scan(ScanRequest.of("flat").withLimit(0)));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not"
                        + " less than TotalSegments: 2",
                () -> operations.scan(ScanRequest.of("flat").withSegment(2, 2)));
        assertFails(
                ErrorCode.INVALID_REQUEST,
                () -> operations.scan(ScanRequest.of("flat").withSegment(0, 1_000_001)));
        assertEquals(
                0,
                operations
                        .scan(ScanRequest.of("flat").withSegment(999_999, 1_000_000))
                        .count());
        assertFails(
                ErrorCode.INVALID_START_KEY,
                "The provided starting key is invalid: The provided key element does not match the schema",
                () -> operations.scan(ScanRequest.of("songs").withExclusiveStartKey(ItemKey.of(text("a")))));
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> operations.scan(ScanRequest.of("nope")));
    }
}
