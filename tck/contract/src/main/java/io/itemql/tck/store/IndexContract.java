package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexInfo;
import io.itemql.store.IndexStatistics;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.TableInfo;
import io.itemql.store.Write;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a store promises of secondary indexes. */
public abstract class IndexContract extends StoreContract {
    private static final String TABLE = "people";
    private static final KeySchema CITY_AGE =
            KeySchema.of(new KeyAttribute("city", AttributeType.S), new KeyAttribute("age", AttributeType.N));
    private static final IndexDefinition BY_CITY = IndexDefinition.global("by_city", CITY_AGE, Projection.ALL);
    private static final IndexDefinition KEYS = IndexDefinition.global(
            "keys", KeySchema.of(new KeyAttribute("city", AttributeType.S)), Projection.KEYS_ONLY);
    private static final IndexDefinition LOCAL = IndexDefinition.local(
            "local",
            KeySchema.of(new KeyAttribute("pk", AttributeType.S), new KeyAttribute("age", AttributeType.N)),
            Projection.include(List.of("name", "tags")));
    private static final AttributePath NAME = AttributePath.of("name");

    private void createPeople(IndexDefinition... indexes) {
        store().createTable(TableDefinition.of(TABLE, TEXT_KEYS).withIndexes(List.of(indexes)));
    }

    private void create(IndexDefinition index) {
        store().createIndex(TABLE, index);
        assertTrue(store().awaitIndex(TABLE, index.name(), Cancellation.NONE).isActive());
    }

    private static ItemRead query(IndexDefinition index, AttributeValue partition, SortKeyRange range) {
        return ItemRead.of(TABLE, new Access.Query(partition, range, false)).withIndex(index.name());
    }

    private static ItemRead ofCity(IndexDefinition index, String city) {
        return query(index, text(city), SortKeyRange.ALL);
    }

    private static ItemRead scanOf(IndexDefinition index) {
        return ItemRead.of(TABLE, Access.Scan.WHOLE).withIndex(index.name());
    }

    private static Item person(String pk, String sk, String city, int age) {
        return item("pk", pk, "sk", sk, "city", city, "age", age, "name", "N" + sk, "note", "x".repeat(20));
    }

    private void change(String pk, String sk, String attribute, AttributeValue value) {
        Update update =
                Update.set(List.of(new Update.Set(AttributePath.of(attribute), new UpdateOperand.Literal(value))));
        write(new Write.Change(TABLE, ItemKey.of(text(pk), text(sk)), update, Optional.empty()))
                .orThrow();
    }

    private void delete(String pk, String sk) {
        write(new Write.Delete(TABLE, ItemKey.of(text(pk), text(sk)), Optional.empty()))
                .orThrow();
    }

    @Test
    final void entriesFollowTheirItems() {
        createPeople(BY_CITY);
        put(TABLE, person("a", "1", "Pune", 30));
        put(TABLE, person("b", "2", "Pune", 20));
        put(TABLE, person("c", "3", "Delhi", 20));
        assertEquals(
                List.of(person("b", "2", "Pune", 20), person("a", "1", "Pune", 30)), read(ofCity(BY_CITY, "Pune")));
        change("a", "1", "city", text("Delhi"));
        assertEquals(List.of(person("b", "2", "Pune", 20)), read(ofCity(BY_CITY, "Pune")));
        assertEquals(
                List.of(person("c", "3", "Delhi", 20), person("a", "1", "Delhi", 30)), read(ofCity(BY_CITY, "Delhi")));
        put(TABLE, person("b", "2", "Pune", 99));
        assertEquals(List.of(person("b", "2", "Pune", 99)), read(ofCity(BY_CITY, "Pune")));
        delete("c", "3");
        assertEquals(List.of(person("a", "1", "Delhi", 30)), read(ofCity(BY_CITY, "Delhi")));
        reopenStore();
        assertEquals(List.of(person("a", "1", "Delhi", 30)), read(ofCity(BY_CITY, "Delhi")));
        assertEquals(List.of(), read(ofCity(BY_CITY, "")));
    }

    @Test
    final void itemsWithoutTheKeyAreNotInTheIndex() {
        createPeople(BY_CITY);
        put(TABLE, item("pk", "a", "sk", "1", "city", "Pune"));
        put(TABLE, item("pk", "a", "sk", "2", "age", 5));
        assertEquals(List.of(), read(scanOf(BY_CITY)));
        change("a", "1", "age", number("7"));
        assertEquals(1, read(scanOf(BY_CITY)).size());
        Update remove = new Update(List.of(), List.of(AttributePath.of("city")), List.of(), List.of());
        write(new Write.Change(TABLE, ItemKey.of(text("a"), text("1")), remove, Optional.empty()))
                .orThrow();
        assertEquals(List.of(), read(scanOf(BY_CITY)));
        assertEquals(
                List.of(new IndexStatistics("by_city", 0, 0)),
                store().statistics(TABLE).indexes());
    }

    @Test
    final void anIndexShowsWhatItProjects() {
        createPeople(KEYS, LOCAL);
        Item whole = person("a", "1", "Pune", 30);
        put(TABLE, whole);
        assertEquals(List.of(item("pk", "a", "sk", "1", "city", "Pune")), read(ofCity(KEYS, "Pune")));
        ItemRead local = query(LOCAL, text("a"), SortKeyRange.equalTo(number("30")));
        assertEquals(List.of(item("pk", "a", "sk", "1", "age", 30, "name", "N1")), read(local));
        assertEquals(List.of(whole), read(local.withWholeItems(true)));
        assertEquals(List.of(whole), read(ofCity(KEYS, "Pune").withWholeItems(true)));
        try (ReadView view = store().openView();
                ItemCursor cursor =
                        view.open(ofCity(KEYS, "Pune").withSlots(List.of(NAME, AttributePath.of("city"))))) {
            assertTrue(cursor.next());
            assertEquals(ItemKey.of(text("a"), text("1")), cursor.key());
            assertEquals(null, cursor.value(0));
            assertEquals(text("Pune"), cursor.value(1));
        }
    }

    @Test
    final void aFilterSeesWhatTheReadShows() {
        createPeople(KEYS);
        put(TABLE, person("a", "1", "Pune", 30));
        put(TABLE, person("b", "2", "Pune", 31));
        Condition named = new Condition.Compare(
                ComparisonOperator.EQUAL, new Operand.Path(NAME), new Operand.Literal(text("N2")));
        assertEquals(List.of(), read(ofCity(KEYS, "Pune").withFilter(named)));
        assertEquals(
                List.of(person("b", "2", "Pune", 31)),
                read(ofCity(KEYS, "Pune").withFilter(named).withWholeItems(true)));
        Condition keyed = new Condition.Compare(
                ComparisonOperator.EQUAL, new Operand.Path(AttributePath.of("sk")), new Operand.Literal(text("2")));
        ItemRead read = ofCity(KEYS, "Pune").withFilter(keyed).withWholeItems(true);
        assertEquals(List.of(person("b", "2", "Pune", 31)), read(read));
        try (ReadView view = store().openView();
                ItemCursor cursor = view.open(read)) {
            assertTrue(cursor.next());
            assertEquals(false, cursor.next());
            assertEquals(2, cursor.itemsExamined());
            assertEquals(0.5, cursor.capacity().table().readUnits(), "only one item is fetched");
            assertEquals(0.5, cursor.capacity().indexes().get("keys").readUnits());
        }
    }

    @Test
    final void sortKeysAreOrderedByTheirTypes() {
        createPeople(BY_CITY);
        List<String> ages = List.of("-1E100", "-10", "-9.5", "-1", "0", "0.5", "2", "10", "1000", "1E100");
        for (int i = 0; i < ages.size(); i++) {
            put(TABLE, item("pk", "p" + i, "sk", "s", "city", "Pune", "age", number(ages.get(i))));
        }
        put(TABLE, item("pk", "other", "sk", "s", "city", "Pun", "age", number("1")));
        for (boolean descending : new boolean[] {false, true}) {
            Access access = new Access.Query(text("Pune"), SortKeyRange.ALL, descending);
            List<String> found = read(ItemRead.of(TABLE, access).withIndex("by_city")).stream()
                    .map(found1 -> found1.get("pk").toString())
                    .toList();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < ages.size(); i++) {
                expected.add(text("p" + (descending ? ages.size() - 1 - i : i)).toString());
            }
            assertEquals(expected, found);
        }
        SortKeyRange range = SortKeyRange.between(number("-9.5"), false, number("10"), true);
        assertEquals(5, read(query(BY_CITY, text("Pune"), range)).size());
        range = SortKeyRange.between(number("-9.5"), true, number("10"), false);
        assertEquals(5, read(query(BY_CITY, text("Pune"), range)).size());
    }

    @Test
    final void prefixesOfTextsWithAwkwardCharacters() {
        createPeople(IndexDefinition.global(
                "texts",
                KeySchema.of(new KeyAttribute("a", AttributeType.S), new KeyAttribute("b", AttributeType.S)),
                Projection.ALL));
        List<String> texts = List.of("\0", "\0\0", "\0\u0001", "\u0001", "a", "a\0", "a\0b", "a\u0001", "ab", "b");
        for (String text : texts) {
            put(TABLE, item("pk", text, "sk", "s", "a", "a\0", "b", text));
        }
        for (String prefix : texts) {
            ItemRead read = ItemRead.of(
                            TABLE, new Access.Query(text("a\0"), SortKeyRange.beginsWith(text(prefix)), false))
                    .withIndex("texts");
            assertEquals(
                    texts.stream()
                            .filter(text -> text.startsWith(prefix))
                            .map(StoreContract::text)
                            .toList(),
                    read(read).stream().map(found -> found.get("b")).toList());
        }
    }

    @Test
    final void pagesGoOnWhereTheyStopped() {
        createPeople(BY_CITY, KEYS);
        for (int i = 0; i < 25; i++) {
            put(TABLE, person("p" + i, "s", "Pune", i / 10));
        }
        for (IndexDefinition index : List.of(BY_CITY, KEYS)) {
            for (boolean descending : new boolean[] {false, true}) {
                ItemRead whole = ItemRead.of(TABLE, new Access.Query(text("Pune"), SortKeyRange.ALL, descending))
                        .withIndex(index.name());
                assertEquals(read(whole), inPages(whole, 7));
            }
            assertEquals(read(scanOf(index)), inPages(scanOf(index), 3));
        }
    }

    private List<Item> inPages(ItemRead whole, int itemsMax) {
        List<Item> items = new ArrayList<>();
        Optional<ItemPosition> resume = Optional.empty();
        do {
            ItemRead page = whole.withPage(itemsMax, Long.MAX_VALUE);
            if (resume.isPresent()) {
                page = page.withStartAfter(resume.get());
            }
            try (ReadView view = store().openView();
                    ItemCursor cursor = view.open(page)) {
                while (cursor.next()) {
                    items.add(cursor.item());
                }
                resume = cursor.resumeKey();
            }
        } while (resume.isPresent());
        return items;
    }

    @Test
    final void segmentsShareNoEntry() {
        createPeople(BY_CITY);
        for (int i = 0; i < 100; i++) {
            put(TABLE, person("p" + i, "s", "city" + i % 20, i));
        }
        List<Item> found = new ArrayList<>();
        for (int segment = 0; segment < 7; segment++) {
            found.addAll(read(ItemRead.of(TABLE, new Access.Scan(segment, 7)).withIndex("by_city")));
        }
        assertEquals(read(scanOf(BY_CITY)), found);
        assertEquals(100, found.size());
    }

    @Test
    final void anIndexIsBuiltOverItemsThatAreThere() {
        createPeople();
        for (int i = 0; i < 1000; i++) {
            put(TABLE, person("p" + i, "s", "Pune", i));
        }
        put(TABLE, item("pk", "wrong", "sk", "s", "city", 5, "age", 5));
        put(TABLE, item("pk", "long", "sk", "s", "city", "x".repeat(2049), "age", 5));
        put(TABLE, item("pk", "empty", "sk", "s", "city", "", "age", 5));
        TableInfo before = store().catalogue().table(TABLE).orElseThrow();
        create(BY_CITY);
        TableInfo after = store().catalogue().table(TABLE).orElseThrow();
        assertNotEquals(before.version(), after.version());
        assertEquals(List.of(BY_CITY), after.definition().indexes());
        assertEquals(
                IndexInfo.Status.ACTIVE, after.index("by_city").orElseThrow().status());
        assertEquals(1000, read(ofCity(BY_CITY, "Pune")).size());
        assertEquals(1000, read(scanOf(BY_CITY)).size());
        // Attributes that keep an item out of the index may stay as they are.
        change("wrong", "s", "age", number("6"));
        assertEquals(1000, read(scanOf(BY_CITY)).size());
        change("wrong", "s", "city", text("Delhi"));
        assertEquals(1, read(ofCity(BY_CITY, "Delhi")).size());
        reopenStore();
        assertEquals(1001, read(scanOf(BY_CITY)).size());
    }

    @Test
    final void indexesComeAndGo() {
        createPeople(LOCAL);
        put(TABLE, person("a", "1", "Pune", 30));
        create(BY_CITY);
        assertFails(ErrorCode.INDEX_EXISTS, () -> store().createIndex(TABLE, BY_CITY));
        create(KEYS);
        TableInfo without = store().dropIndex(TABLE, "by_city");
        assertEquals(List.of(LOCAL, KEYS), without.definition().indexes());
        assertFails(
                ErrorCode.UNKNOWN_INDEX,
                "The table does not have the specified index: by_city",
                () -> read(ofCity(BY_CITY, "Pune")));
        assertFails(ErrorCode.UNKNOWN_INDEX, () -> store().dropIndex(TABLE, "by_city"));
        assertFails(ErrorCode.INVALID_INDEX, () -> store().dropIndex(TABLE, "local"));
        assertFails(ErrorCode.INVALID_INDEX, () -> store().createIndex(
                        TABLE, IndexDefinition.local("other", LOCAL.keys(), Projection.ALL)));
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> store().createIndex("nope", BY_CITY));
        reopenStore();
        create(BY_CITY);
        assertEquals(1, read(ofCity(BY_CITY, "Pune")).size());
        store().dropTable(TABLE);
        createPeople(BY_CITY);
        assertEquals(List.of(), read(scanOf(BY_CITY)));
    }

    @Test
    final void aTableKeepsItsIndexesWhenItIsAltered() {
        createPeople(BY_CITY);
        TableInfo altered =
                store().alterTable(new TableDefinition(TABLE, TEXT_KEYS, false, List.of(), Map.of("note", "x")));
        assertEquals(List.of(BY_CITY), altered.definition().indexes());
        put(TABLE, person("a", "1", "Pune", 30));
        assertEquals(1, read(ofCity(BY_CITY, "Pune")).size());
    }

    @Test
    final void aViewShowsIndexesAsTheyWere() {
        createPeople(BY_CITY);
        put(TABLE, person("a", "1", "Pune", 30));
        try (ReadView view = store().openView()) {
            change("a", "1", "city", text("Delhi"));
            store().dropIndex(TABLE, "by_city");
            assertEquals(List.of(person("a", "1", "Pune", 30)), read(view, ofCity(BY_CITY, "Pune")));
            assertEquals(List.of(BY_CITY), view.table(TABLE).definition().indexes());
        }
    }

    @Test
    final void wrongIndexKeysAreRefused() {
        createPeople(BY_CITY);
        assertFails(
                ErrorCode.INDEX_KEY_TYPE_MISMATCH,
                "One or more parameter values were invalid: Type mismatch for Index Key city Expected: S Actual: N"
                        + " IndexName: by_city",
                () -> put(TABLE, item("pk", "a", "sk", "1", "city", 5)));
        assertFails(
                ErrorCode.INDEX_KEY_EMPTY,
                "One or more parameter values are not valid. A value specified for a secondary index key is not"
                        + " supported. The AttributeValue for a key attribute cannot contain an empty string value."
                        + " IndexName: by_city, IndexKey: city",
                () -> put(TABLE, item("pk", "a", "sk", "1", "city", "")));
        assertFails(ErrorCode.KEY_TOO_LONG, () -> put(TABLE, item("pk", "a", "sk", "1", "city", "x".repeat(2049))));
        put(TABLE, item("pk", "a", "sk", "1", "city", "x".repeat(2048), "n", 5));
        assertFails(
                ErrorCode.INDEX_KEY_TYPE_MISMATCH,
                "One or more parameter values were invalid: Type mismatch for Index Key city Expected: S Actual: N"
                        + " IndexName: by_city",
                () -> change("a", "1", "city", number("5")));
        assertFails(
                ErrorCode.INDEX_KEY_EMPTY,
                "One or more parameter values are not valid. The update expression attempted to update a secondary"
                        + " index key to a value that is not supported. The AttributeValue for a key attribute cannot"
                        + " contain an empty string value.",
                () -> change("a", "1", "city", text("")));
        Update computed = Update.set(
                List.of(new Update.Set(AttributePath.of("city"), new UpdateOperand.Path(AttributePath.of("n")))));
        assertFails(
                ErrorCode.INDEX_KEY_UPDATE,
                "The update expression attempted to update the secondary index key to unsupported type",
                () -> write(new Write.Change(TABLE, ItemKey.of(text("a"), text("1")), computed, Optional.empty()))
                        .orThrow());
        assertEquals(1, scan(TABLE).size());
    }

    @Test
    final void countsAndCapacityOfEachIndex() {
        createPeople(BY_CITY, KEYS);
        Item small = person("a", "1", "Pune", 30);
        ConsumedCapacity added =
                write(new Write.Put(TABLE, small, Optional.empty())).capacity();
        assertEquals(3, added.writeUnits());
        assertEquals(Map.of("by_city", 1.0, "keys", 1.0), writeUnits(added));
        assertEquals(1, added.table().writeUnits());
        Item large = item("pk", "a", "sk", "1", "city", "Pune", "age", 30, "text", "x".repeat(3000));
        ConsumedCapacity replaced =
                write(new Write.Put(TABLE, large, Optional.empty())).capacity();
        assertEquals(Map.of("by_city", 3.0), writeUnits(replaced), "the view of keys has not changed");
        Item moved = item("pk", "a", "sk", "1", "city", "Delhi", "age", 30, "text", "x".repeat(3000));
        ConsumedCapacity twice =
                write(new Write.Put(TABLE, moved, Optional.empty())).capacity();
        assertEquals(Map.of("by_city", 6.0, "keys", 2.0), writeUnits(twice));
        assertEquals(
                List.of(
                        new IndexStatistics("by_city", 1, 3 + 3 + 4 + 5 + 3 + 2 + 4 + 3000),
                        new IndexStatistics("keys", 1, 3 + 3 + 4 + 5)),
                store().statistics(TABLE).indexes());
        reopenStore();
        assertEquals(2, store().statistics(TABLE).indexes().size());
        try (ReadView view = store().openView();
                ItemCursor cursor = view.open(ofCity(KEYS, "Delhi").withWholeItems(true))) {
            assertTrue(cursor.next());
            assertEquals(false, cursor.next());
            assertEquals(0.5, cursor.capacity().indexes().get("keys").readUnits());
            assertEquals(0.5, cursor.capacity().table().readUnits());
        }
    }

    private static Map<String, Double> writeUnits(ConsumedCapacity capacity) {
        Map<String, Double> units = new TreeMap<>();
        capacity.indexes().forEach((index, part) -> units.put(index, part.writeUnits()));
        return units;
    }

    @Test
    final void aTableHasTwentyGlobalAndFiveLocalIndexes() {
        List<IndexDefinition> indexes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            indexes.add(IndexDefinition.local(
                    "local" + i,
                    KeySchema.of(TEXT_KEYS.partitionKey(), new KeyAttribute("l" + i, AttributeType.N)),
                    Projection.ALL));
        }
        for (int i = 0; i < 20; i++) {
            indexes.add(IndexDefinition.global(
                    "global" + i, KeySchema.of(new KeyAttribute("g" + i, AttributeType.S)), Projection.KEYS_ONLY));
        }
        createPeople(indexes.toArray(IndexDefinition[]::new));
        assertFails(
                ErrorCode.INVALID_INDEX,
                "One or more parameter values were invalid: GlobalSecondaryIndex count exceeds the per-table limit of"
                        + " 20",
                () -> store().createIndex(TABLE, BY_CITY));
        Map<String, AttributeValue> attributes =
                new LinkedHashMap<>(item("pk", "a", "sk", "1").attributes());
        for (int i = 0; i < 20; i++) {
            attributes.put("g" + i, text("v"));
            attributes.put("l" + i, number("1"));
        }
        put(TABLE, Item.of(attributes));
        for (IndexDefinition index : indexes) {
            assertEquals(1, read(scanOf(index)).size(), index.name());
        }
    }

    @Test
    final void placesOfOtherReadsAreRefused() {
        createPeople(BY_CITY);
        put(TABLE, person("a", "1", "Pune", 30));
        ItemKey key = ItemKey.of(text("a"), text("1"));
        assertFails(
                ErrorCode.INVALID_START_KEY, () -> read(ofCity(BY_CITY, "Pune").withStartAfter(key)));
        ItemPosition inIndex = ItemPosition.of(key, ItemKey.of(text("Pune"), number("30")));
        assertFails(
                ErrorCode.INVALID_START_KEY,
                () -> read(ItemRead.of(TABLE, Access.Scan.WHOLE).withStartAfter(inIndex)));
        assertEquals(List.of(), read(ofCity(BY_CITY, "Pune").withStartAfter(inIndex)));
        assertFails(ErrorCode.KEY_SCHEMA_MISMATCH, () -> read(query(BY_CITY, number("5"), SortKeyRange.ALL)));
    }
}
