package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.SortKeyRange;
import io.itemql.store.operation.BatchWriteRequest;
import io.itemql.store.operation.BatchWriteRequest.TableWrite;
import io.itemql.store.operation.ItemOperations;
import io.itemql.store.operation.PageResult;
import io.itemql.store.operation.PutRequest;
import io.itemql.store.operation.QueryRequest;
import io.itemql.store.operation.ScanRequest;
import io.itemql.store.operation.Select;
import io.itemql.store.operation.UpdateRequest;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The item API's reads through indexes: the service's checks, texts and units. */
public abstract class IndexOperationsContract extends StoreContract {
    private static final IndexDefinition GENRES = IndexDefinition.global(
            "genres",
            KeySchema.of(new KeyAttribute("genre", AttributeType.S), new KeyAttribute("year", AttributeType.N)),
            Projection.include(List.of("title")));
    private static final IndexDefinition TITLES =
            IndexDefinition.global("titles", KeySchema.of(new KeyAttribute("title", AttributeType.S)), Projection.ALL);
    private static final IndexDefinition YEARS = IndexDefinition.local(
            "years",
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("year", AttributeType.N)),
            Projection.KEYS_ONLY);
    private static final AttributePath TITLE = AttributePath.of("title");
    private static final AttributePath NOTE = AttributePath.of("note");

    private ItemOperations operations;

    @BeforeEach
    final void createSongs() {
        store().createTable(TableDefinition.of("songs", TEXT_KEYS).withIndexes(List.of(GENRES, TITLES, YEARS)));
        operations = new ItemOperations(store());
        for (int i = 0; i < 4; i++) {
            operations.put(PutRequest.of("songs", song(i)));
        }
    }

    private static Item song(int i) {
        return item("pk", "a", "sk", "s" + i, "genre", "rock", "year", 1970 + i / 2, "title", "t" + i, "note", "n" + i);
    }

    private static QueryRequest rock() {
        return QueryRequest.of("songs", text("rock")).withIndexName("genres");
    }

    private static QueryRequest years() {
        return QueryRequest.of("songs", text("a")).withIndexName("years");
    }

    private static Condition equal(AttributePath path, String value) {
        return new Condition.Compare(
                ComparisonOperator.EQUAL, new Operand.Path(path), new Operand.Literal(text(value)));
    }

    @Test
    final void aGlobalIndexGivesWhatItProjects() {
        PageResult page = operations.query(rock().withRange(SortKeyRange.equalTo(number("1971"))));
        assertEquals(2, page.count());
        for (Item item : page.items()) {
            assertEquals(List.of("genre", "pk", "sk", "title", "year"), names(item));
        }
        assertEquals(0.5, page.capacity().readUnits());
        assertEquals(0, page.capacity().table().readUnits());
        assertEquals(0.5, page.capacity().indexes().get("genres").readUnits());
        assertEquals(List.of(song(2)), operations.query(titles("t2")).items());
        assertEquals(
                4,
                operations.scan(ScanRequest.of("songs").withIndexName("titles")).count());
    }

    private static QueryRequest titles(String title) {
        return QueryRequest.of("songs", text(title)).withIndexName("titles");
    }

    private static List<String> names(Item item) {
        return item.attributes().keySet().stream().sorted().toList();
    }

    @Test
    final void aLocalIndexFetchesWhatItDoesNotProject() {
        PageResult keys = operations.query(years());
        assertEquals(List.of("pk", "sk", "year"), names(keys.items().get(0)));
        assertEquals(0, keys.capacity().table().readUnits());
        PageResult whole = operations.query(years().withSelect(Select.ALL_ATTRIBUTES));
        assertEquals(List.of(song(0), song(1), song(2), song(3)), sorted(whole.items()));
        assertEquals(2.0, whole.capacity().table().readUnits(), "each fetched item is rounded up");
        assertEquals(0.5, whole.capacity().indexes().get("years").readUnits());
        PageResult some = operations.query(years().withProjection(List.of(NOTE)).withConsistentRead(true));
        assertEquals(4, some.count());
        assertEquals(List.of("note"), names(some.items().get(0)));
        assertEquals(4.0, some.capacity().table().readUnits());
        assertEquals(1.0, some.capacity().indexes().get("years").readUnits());
        assertEquals(4, operations.query(years().withSelect(Select.COUNT)).count());
    }

    private static List<Item> sorted(List<Item> items) {
        List<Item> sorted = new ArrayList<>(items);
        sorted.sort((a, b) -> a.get("sk").toString().compareTo(b.get("sk").toString()));
        return sorted;
    }

    @Test
    final void pagesOfAnIndex() {
        List<Item> found = new ArrayList<>();
        Optional<ItemPosition> start = Optional.empty();
        int pages = 0;
        do {
            QueryRequest request = rock().withLimit(3).withScanIndexForward(false);
            if (start.isPresent()) {
                request = request.withExclusiveStartKey(start.get());
            }
            PageResult page = operations.query(request);
            found.addAll(page.items());
            start = page.lastEvaluatedKey();
            pages++;
            assertTrue(start.isEmpty() || start.get().indexKey().isPresent());
        } while (start.isPresent());
        assertEquals(4, found.size());
        assertEquals(2, pages);
        assertEquals(number("1971"), found.get(0).get("year"));
        assertEquals(number("1970"), found.get(3).get("year"));
    }

    @Test
    final void whatAnIndexCannotDo() {
        assertFails(
                ErrorCode.UNKNOWN_INDEX,
                "The table does not have the specified index: nope",
                () -> operations.query(rock().withIndexName("nope")));
        assertInvalid(
                "Consistent reads are not supported on global secondary indexes",
                () -> operations.query(rock().withConsistentRead(true)));
        assertInvalid(
                "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global"
                        + " secondary index genres because its projection type is not ALL",
                () -> operations.query(rock().withSelect(Select.ALL_ATTRIBUTES)));
        assertInvalid(
                "One or more parameter values were invalid: Global secondary index genres does not project [note]",
                () -> operations.query(rock().withProjection(List.of(TITLE, NOTE))));
        assertInvalid(
                "One or more parameter values were invalid: Secondary index genres does not project one or more filter"
                        + " attributes: [note]",
                () -> operations.query(rock().withFilter(equal(NOTE, "n1"))));
        assertInvalid(
                "One or more parameter values were invalid: Secondary index years does not project one or more filter"
                        + " attributes: [note]",
                () -> operations.query(years().withFilter(equal(NOTE, "n1"))));
        assertInvalid(
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: genre",
                () -> operations.query(rock().withFilter(equal(AttributePath.of("genre"), "rock"))));
        assertInvalid(
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
                () -> operations.query(
                        QueryRequest.of("songs", text("a")).withSelect(Select.ALL_PROJECTED_ATTRIBUTES)));
        assertEquals(1, operations.query(rock().withFilter(equal(TITLE, "t1"))).count());
        assertEquals(
                0,
                operations
                        .scan(ScanRequest.of("songs").withIndexName("genres").withFilter(equal(NOTE, "n1")))
                        .count(),
                "a scan of an index sees an attribute as missing that is not projected");
    }

    private static void assertInvalid(String message, Executable action) {
        assertFails(ErrorCode.INVALID_REQUEST, message, action);
    }

    @Test
    final void startKeysOfIndexReads() {
        ItemKey item = ItemKey.of(text("a"), text("s1"));
        ItemPosition good = ItemPosition.of(item, ItemKey.of(text("rock"), number("1970")));
        assertTrue(operations.query(rock().withExclusiveStartKey(good)).count() >= 2);
        assertFails(
                ErrorCode.INVALID_START_KEY,
                "The provided starting key is invalid",
                () -> operations.query(rock().withExclusiveStartKey(item)));
        assertFails(
                ErrorCode.INVALID_START_KEY,
                () -> operations.query(QueryRequest.of("songs", text("a")).withExclusiveStartKey(good)));
        assertFails(
                ErrorCode.INVALID_START_KEY,
                () -> operations.query(
                        rock().withExclusiveStartKey(ItemPosition.of(item, ItemKey.of(text("rock"), text("x"))))));
        assertInvalid(
                "The provided starting key is outside query boundaries based on provided conditions",
                () -> operations.query(
                        rock().withExclusiveStartKey(ItemPosition.of(item, ItemKey.of(text("pop"), number("1970"))))));
        assertInvalid(
                "The provided starting key does not match the range key predicate",
                () -> operations.query(
                        rock().withRange(SortKeyRange.equalTo(number("1971"))).withExclusiveStartKey(good)));
        assertFails(
                ErrorCode.INVALID_START_KEY,
                () -> operations.query(
                        years().withExclusiveStartKey(ItemPosition.of(item, ItemKey.of(text("b"), number("1970"))))));
        // One index key may have many entries, so a query for one key may go on.
        PageResult first = operations.query(
                rock().withRange(SortKeyRange.equalTo(number("1970"))).withLimit(1));
        PageResult second = operations.query(rock().withRange(SortKeyRange.equalTo(number("1970")))
                .withExclusiveStartKey(first.lastEvaluatedKey().orElseThrow()));
        assertEquals(1, second.count());
    }

    @Test
    final void stepsBelowIndexKeysAreRefused() {
        String text = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed:"
                + " IndexKey: genre";
        AttributePath below = AttributePath.of("genre").name("x");
        ItemKey key = ItemKey.of(text("a"), text("s1"));
        assertInvalid(text, () -> operations.query(rock().withProjection(List.of(below))));
        assertInvalid(text, () -> operations.scan(ScanRequest.of("songs").withFilter(equal(below, "x"))));
        assertInvalid(
                text,
                () -> operations.update(UpdateRequest.of(
                        "songs",
                        key,
                        Update.set(List.of(new Update.Set(below, new UpdateOperand.Literal(text("x"))))))));
    }

    @Test
    final void aBatchWithAWrongIndexKeyWritesNothing() {
        List<TableWrite> writes = List.of(
                new TableWrite.Put(item("pk", "b", "sk", "1")),
                new TableWrite.Put(item("pk", "b", "sk", "2", "genre", 5)));
        assertFails(
                ErrorCode.INDEX_KEY_TYPE_MISMATCH,
                "One or more parameter values were invalid: Type mismatch for Index Key genre Expected: S Actual: N"
                        + " IndexName: genres",
                () -> operations.batchWrite(new BatchWriteRequest(Map.of("songs", writes))));
        assertEquals(4, scan("songs").size());
    }

    @Test
    final void anIndexThatIsAddedLater() {
        IndexDefinition notes = IndexDefinition.global(
                "notes", KeySchema.of(new KeyAttribute("note", AttributeType.S)), Projection.KEYS_ONLY);
        store().createIndex("songs", notes);
        store().awaitIndex("songs", "notes", Cancellation.NONE);
        PageResult page = operations.query(QueryRequest.of("songs", text("n3")).withIndexName("notes"));
        assertEquals(List.of(item("pk", "a", "sk", "s3", "note", "n3")), page.items());
    }
}
