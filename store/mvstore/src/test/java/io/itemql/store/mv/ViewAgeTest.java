package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.DiskDirectory;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A view that is older than the store allows is given up, and nobody reads anything wrong through it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ViewAgeTest {
    private static final TableDefinition TABLE =
            TableDefinition.of("notes", KeySchema.of(new KeyAttribute("id", AttributeType.N)));
    private static final ItemRead SCAN = ItemRead.of("notes", Access.Scan.WHOLE);

    @TempDir
    Path directory;

    private static StoreOptions aSecond() {
        return StoreOptions.parse(Map.of(StoreOptions.VIEW_AGE, "1"));
    }

    private static void fill(MvItemStore store, String text) {
        for (int i = 0; i < 1000; i++) {
            Item item = Item.of(Map.of("id", NumberValue.of(i), "text", new StringValue(text + "x".repeat(200))));
            store.write(WriteBatch.of(new Write.Put("notes", item, Optional.empty())))
                    .get(0)
                    .orThrow();
        }
    }

    private static Optional<AttributeValue> metric(MvItemStore store, String name) {
        return store.systemTables().rows("metrics").stream()
                .filter(row -> row.get("name").equals(new StringValue(name)))
                .map(row -> row.get("value"))
                .findFirst();
    }

    private static void awaitExpiry(MvItemStore store) throws InterruptedException {
        while (metric(store, "views.expired").orElseThrow().equals(NumberValue.of(0))) {
            Thread.sleep(20);
            store.openView().close();
        }
    }

    @Test
    void anOldViewFailsWithItsOwnErrorAndGivesItsSpaceBack() throws InterruptedException {
        try (MvItemStore store = Recovery.open(new DiskDirectory(directory.resolve("s")), aSecond())) {
            store.createTable(TABLE);
            fill(store, "before");
            ReadView view = store.openView();
            ItemCursor cursor = view.open(SCAN);
            assertTrue(cursor.next());
            awaitExpiry(store);
            // The pages that the view saw are overwritten now.
            for (int round = 0; round < 5; round++) {
                fill(store, "after" + round);
                store.checkpoint();
            }
            ItemException next = assertThrows(ItemException.class, cursor::next);
            assertEquals(ErrorCode.VIEW_EXPIRED, next.code());
            assertEquals(
                    ErrorCode.VIEW_EXPIRED,
                    assertThrows(ItemException.class, () -> view.open(SCAN)).code());
            assertTrue(store.systemTables().rows("transactions").stream()
                    .anyMatch(row -> row.get("kind").equals(new StringValue("EXPIRED VIEW"))));
            cursor.close();
            view.close();
            view.close();
            assertEquals(0, store.systemTables().rows("transactions").size());
        }
    }

    @Test
    void aStoreInMemoryGivesViewsUpAsWell() throws InterruptedException {
        try (MvItemStore store = MvItemStore.inMemory("m", aSecond())) {
            store.createTable(TABLE);
            fill(store, "before");
            try (ReadView view = store.openView();
                    ItemCursor cursor = view.open(SCAN)) {
                awaitExpiry(store);
                assertEquals(
                        ErrorCode.VIEW_EXPIRED,
                        assertThrows(ItemException.class, cursor::next).code());
            }
        }
    }

    @Test
    void aViewIsListedWhileItIsOpen() {
        try (MvItemStore store = MvItemStore.inMemory("m")) {
            store.createTable(TABLE);
            try (ReadView view = store.openView()) {
                assertEquals("notes", view.table("notes").name());
                assertEquals(1, store.systemTables().rows("transactions").size());
            }
            assertTrue(store.systemTables().rows("transactions").isEmpty());
            assertFalse(metric(store, "views.opened").orElseThrow().equals(NumberValue.of(0)));
        }
    }
}
