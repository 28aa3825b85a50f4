package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.StoreAddress;
import io.itemql.store.TableStatistics;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is particular to the embedded store; what every store must do is in the store contract. */
final class MvItemStoreTest {
    private static final TableDefinition ORDERS = TableDefinition.of(
            "orders",
            KeySchema.of(new KeyAttribute("customer", AttributeType.S), new KeyAttribute("number", AttributeType.N)));

    private ItemStore store;

    @BeforeEach
    void open() {
        store = new MvItemStoreProvider().open(new StoreAddress("mem", "test"), Map.of());
        store.createTable(ORDERS);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Item order(String customer, long number, long total) {
        return Item.of(Map.of(
                "customer", new StringValue(customer),
                "number", NumberValue.of(number),
                "total", NumberValue.of(total)));
    }

    private WriteOutcome put(Item item) {
        return store.write(WriteBatch.of(new Write.Put("orders", item, Optional.empty())))
                .get(0)
                .orThrow();
    }

    private static List<Item> read(ReadView view, Access access) {
        List<Item> items = new ArrayList<>();
        try (ItemCursor cursor = view.open(ItemRead.of("orders", access))) {
            while (cursor.next()) {
                items.add(cursor.item());
            }
        }
        return items;
    }

    private static ItemKey key(String customer, long number) {
        return ItemKey.of(new StringValue(customer), NumberValue.of(number));
    }

    @Test
    void everyWayOfReadingFindsWhatWasPut() {
        for (long number = 1; number <= 300; number++) {
            put(order("a", number, number * 10));
        }
        put(order("b", 1, 5));
        try (ReadView view = store.openView()) {
            assertEquals(List.of(order("a", 7, 70)), read(view, new Access.Get(List.of(key("a", 7), key("a", 999)))));
            SortKeyRange range = SortKeyRange.between(NumberValue.of(10), false, NumberValue.of(12), true);
            assertEquals(
                    List.of(order("a", 12, 120), order("a", 11, 110)),
                    read(view, new Access.Query(new StringValue("a"), range, true)));
            assertEquals(301, read(view, Access.Scan.WHOLE).size());
            int inSegments = 0;
            for (int segment = 0; segment < 7; segment++) {
                inSegments += read(view, new Access.Scan(segment, 7)).size();
            }
            assertEquals(301, inSegments);
        }
    }

    @Test
    void viewSeesOneMoment() {
        put(order("a", 1, 1));
        try (ReadView view = store.openView()) {
            put(order("a", 1, 2));
            put(order("a", 2, 2));
            assertEquals(List.of(order("a", 1, 1)), read(view, Access.Scan.WHOLE));
            store.dropTable("orders");
            assertEquals(List.of(order("a", 1, 1)), read(view, Access.Scan.WHOLE));
        }
        try (ReadView view = store.openView()) {
            ItemException e = assertThrows(ItemException.class, () -> view.table("orders"));
            assertEquals(ErrorCode.UNKNOWN_TABLE, e.code());
        }
    }

    @Test
    void pageEndsBehindItsLastItemAndSaysWhereToGoOn() {
        for (long number = 1; number <= 5; number++) {
            put(order("a", number, number));
        }
        Access query = new Access.Query(new StringValue("a"), SortKeyRange.ALL, false);
        ItemRead read = ItemRead.of("orders", query).withPage(2, Long.MAX_VALUE);
        List<Item> items = new ArrayList<>();
        int pages = 0;
        try (ReadView view = store.openView()) {
            Optional<ItemPosition> resume = Optional.empty();
            do {
                ItemRead page = resume.map(read::withStartAfter).orElse(read);
                try (ItemCursor cursor = view.open(page)) {
                    while (cursor.next()) {
                        items.add(cursor.item());
                    }
                    resume = cursor.resumeKey();
                    pages++;
                }
            } while (resume.isPresent());
        }
        assertEquals(5, items.size());
        assertEquals(3, pages);
    }

    @Test
    void writesOfOneItemInABatchKeepTheirOrder() {
        AttributePath total = AttributePath.of("total");
        Update add = new Update(List.of(), List.of(), List.of(new Update.Add(total, NumberValue.of(1))), List.of());
        Update set = Update.set(List.of(new Update.Set(total, new UpdateOperand.Literal(NumberValue.of(100)))));
        List<WriteOutcome> outcomes = store.write(new WriteBatch(
                List.of(
                        new Write.Put("orders", order("z", 1, 1), Optional.empty()),
                        new Write.Put("orders", order("a", 1, 1), Optional.empty()),
                        new Write.Change("orders", key("a", 1), set, Optional.empty()),
                        new Write.Change("orders", key("a", 1), add, Optional.empty()),
                        new Write.Delete("orders", key("z", 1), Optional.of(new Condition.Exists(total)))),
                true));
        assertEquals(NumberValue.of(101), outcomes.get(3).after().orElseThrow().get("total"));
        assertTrue(outcomes.get(4).existed());
        try (ReadView view = store.openView()) {
            assertEquals(List.of(order("a", 1, 101)), read(view, Access.Scan.WHOLE));
        }
    }

    @Test
    void failedConditionChangesNothingAndCosts() {
        put(order("a", 1, 1));
        WriteOutcome outcome = store.write(new WriteBatch(
                        List.of(new Write.Put(
                                "orders",
                                order("a", 1, 2),
                                Optional.of(new Condition.Not(new Condition.Exists(AttributePath.of("customer")))))),
                        true))
                .get(0);
        assertEquals(ErrorCode.CONDITION_FAILED, outcome.failure().orElseThrow().code());
        assertEquals(order("a", 1, 1), outcome.before().orElseThrow());
        assertEquals(1.0, outcome.capacity().writeUnits());
        assertEquals(1, store.statistics("orders").itemCount());
    }

    @Test
    void versionChangesWithEveryNewTypeAndIsNeverUsedAgain() {
        long empty = store.catalogue().table("orders").orElseThrow().version();
        put(order("a", 1, 1));
        long first = store.catalogue().table("orders").orElseThrow().version();
        assertNotEquals(empty, first);
        put(order("a", 2, 2));
        assertEquals(first, store.catalogue().table("orders").orElseThrow().version());
        AttributeValue text = new StringValue("many");
        put(order("a", 3, 3).with("total", text));
        long second = store.catalogue().table("orders").orElseThrow().version();
        assertTrue(second > first);
        store.dropTable("orders");
        assertTrue(store.createTable(ORDERS).version() > second);
    }

    @Test
    void statisticsFollowEveryWrite() {
        put(order("a", 1, 1));
        put(order("a", 2, 1).with("note", new StringValue("x")));
        store.write(WriteBatch.of(new Write.Delete("orders", key("a", 1), Optional.empty())));
        TableStatistics statistics = store.statistics("orders");
        assertEquals(1, statistics.itemCount());
        assertEquals(
                List.of("customer", "note", "number", "total"),
                statistics.attributes().stream()
                        .map(attribute -> attribute.name())
                        .toList());
        store.write(WriteBatch.of(new Write.Delete("orders", key("a", 2), Optional.empty())));
        assertTrue(store.statistics("orders").attributes().isEmpty());
        assertEquals(0, store.statistics("orders").itemBytes());
    }

    @Test
    void closedStoreRefusesEverything() {
        store.close();
        ItemException e = assertThrows(ItemException.class, () -> put(order("a", 1, 1)));
        assertEquals(ErrorCode.STORE_CLOSED, e.code());
        assertThrows(ItemException.class, store::openView);
        assertFalse(
                assertThrows(ItemException.class, store::catalogue).getMessage().isEmpty());
    }
}
