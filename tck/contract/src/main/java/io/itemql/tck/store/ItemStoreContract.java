package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.store.Access;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.TableInfo;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link io.itemql.store.ItemStore} promises: tables, views, cursors, single writes, statistics, threads. */
public abstract class ItemStoreContract extends ConcurrencyContract {
    private static Update set(String attribute, int value) {
        return Update.set(
                List.of(new Update.Set(AttributePath.of(attribute), new UpdateOperand.Literal(NumberValue.of(value)))));
    }

    @Test
    void tablesComeAndGo() {
        assertEquals(List.of(), store().catalogue().tables());
        table("users", TEXT_KEYS);
        table("Orders", ONE_KEY);
        assertEquals(
                List.of("Orders", "users"),
                store().catalogue().tables().stream().map(TableInfo::name).toList());
        assertFails(ErrorCode.TABLE_EXISTS, "Table already exists: users", () -> table("users", ONE_KEY));
        assertEquals(
                TEXT_KEYS,
                store().catalogue().table("users").orElseThrow().definition().keys());
        store().dropTable("users");
        assertEquals(Optional.empty(), store().catalogue().table("users"));
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> store().dropTable("users"));
        reopenStore();
        assertEquals(
                List.of("Orders"),
                store().catalogue().tables().stream().map(TableInfo::name).toList());
    }

    @Test
    void aTableThatIsCreatedAgainIsEmptyAndAnotherOne() {
        table("users", ONE_KEY);
        long version = store().catalogue().table("users").orElseThrow().version();
        put("users", item("pk", "a"));
        store().dropTable("users");
        table("users", ONE_KEY);
        assertNotEquals(
                version, store().catalogue().table("users").orElseThrow().version());
        assertEquals(List.of(), scan("users"));
        assertEquals(0, store().statistics("users").itemCount());
    }

    @Test
    void alterChangesColumnsAndOptionsButNotKeys() {
        table("users", ONE_KEY);
        put("users", item("pk", "a"));
        long version = store().catalogue().table("users").orElseThrow().version();
        TableDefinition altered = new TableDefinition(
                "users", ONE_KEY, false, List.of(new DeclaredColumn("at", ColumnType.DATE)), Map.of("ttl", "at"));
        store().alterTable(altered);
        reopenStore();
        TableInfo info = store().catalogue().table("users").orElseThrow();
        assertEquals(altered, info.definition());
        assertNotEquals(version, info.version());
        assertEquals(List.of(item("pk", "a")), scan("users"));
        assertFails(ErrorCode.INVALID_KEY_SCHEMA, () -> store().alterTable(TableDefinition.of("users", TEXT_KEYS)));
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> store().alterTable(TableDefinition.of("nope", ONE_KEY)));
    }

    /** Equal contents promise the same items; a store that cannot tell may always answer something else. */
    @Test
    void contentsTellOfEveryChange() {
        table("users", ONE_KEY);
        table("others", ONE_KEY);
        put("users", item("pk", "a", "n", 1));
        List<Object> seen = new ArrayList<>(List.of(contents("users")));
        List<Runnable> changes = List.of(
                () -> put("users", item("pk", "b")),
                () -> put("users", item("pk", "a", "n", 2)),
                () -> write(new Write.Change("users", ItemKey.of(text("a")), set("n", 3), Optional.empty())),
                () -> write(new Write.Delete("users", ItemKey.of(text("b")), Optional.empty())),
                () -> {
                    store().dropTable("users");
                    table("users", ONE_KEY);
                });
        for (Runnable change : changes) {
            change.run();
            Object now = contents("users");
            assertFalse(seen.contains(now));
            assertFalse(now.equals(contents("others")));
            seen.add(now);
        }
    }

    private Object contents(String table) {
        try (ReadView view = store().openView()) {
            return view.contents(table);
        }
    }

    @Test
    void unknownTablesAreRefusedEverywhere() {
        table("users", ONE_KEY);
        try (ReadView view = store().openView()) {
            assertFails(ErrorCode.UNKNOWN_TABLE, () -> view.table("nope"));
            assertFails(ErrorCode.UNKNOWN_TABLE, () -> view.open(ItemRead.of("nope", Access.Scan.WHOLE)));
        }
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> store().statistics("nope"));
        Write known = new Write.Put("users", item("pk", "a"), Optional.empty());
        Write unknown = new Write.Put("nope", item("pk", "a"), Optional.empty());
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> store().write(new WriteBatch(List.of(known, unknown), false)));
        assertEquals(List.of(), scan("users"));
    }

    @Test
    void theVersionChangesWithEachNewAttributeAndType() {
        table("users", ONE_KEY);
        long version = store().catalogue().table("users").orElseThrow().version();
        List<Item> news = List.of(
                item("pk", "a", "age", 1),
                item("pk", "b", "age", number("1.5")),
                item("pk", "c", "age", "old"),
                item("pk", "d", "city", "Pune"));
        for (Item news1 : news) {
            put("users", news1);
            long changed = store().catalogue().table("users").orElseThrow().version();
            assertNotEquals(version, changed, () -> "after " + news1);
            version = changed;
            put("users", news1.with("pk", text("z")));
            assertEquals(
                    version, store().catalogue().table("users").orElseThrow().version());
        }
    }

    @Test
    void aViewShowsOneMoment() {
        assumeTrue(store().capabilities().contains(Capability.SNAPSHOTS));
        table("users", TEXT_KEYS);
        table("doomed", ONE_KEY);
        for (int i = 0; i < 100; i++) {
            put("users", item("pk", "p", "sk", "s" + i, "n", 0));
        }
        put("doomed", item("pk", "a"));
        ItemRead query = ItemRead.of("users", new Access.Query(text("p"), SortKeyRange.ALL, false));
        try (ReadView view = store().openView();
                ItemCursor open = view.open(query)) {
            assertTrue(open.next());
            List<Item> before = read(view, query);
            put("users", item("pk", "p", "sk", "s00"));
            write(new Write.Delete("users", ItemKey.of(text("p"), text("s9")), Optional.empty()));
            write(new Write.Change("users", ItemKey.of(text("p"), text("s5")), set("n", 1), Optional.empty()));
            store().dropTable("doomed");
            store().checkpoint();
            assertEquals(100, before.size());
            assertEquals(before, read(view, query));
            assertEquals(List.of(item("pk", "a")), read(view, ItemRead.of("doomed", Access.Scan.WHOLE)));
            assertEquals(ONE_KEY, view.table("doomed").definition().keys());
            int rest = 1;
            while (open.next()) {
                assertEquals(number("0"), open.item().get("n"));
                rest++;
            }
            assertEquals(100, rest);
        }
        assertEquals(100, read(query).size());
        assertFails(ErrorCode.UNKNOWN_TABLE, () -> scan("doomed"));
    }

    @Test
    void keysThatDoNotFitTheTableAreRefused() {
        table("users", TEXT_KEYS);
        ItemKey wrong = ItemKey.of(text("a"));
        try (ReadView view = store().openView()) {
            for (Access access : List.of(
                    new Access.Get(List.of(wrong)),
                    new Access.Query(NumberValue.ONE, SortKeyRange.ALL, false),
                    new Access.Query(text("a"), SortKeyRange.equalTo(NumberValue.ONE), false))) {
                assertFails(ErrorCode.KEY_SCHEMA_MISMATCH, () -> view.open(ItemRead.of("users", access))
                        .close());
            }
            ItemRead restarted = ItemRead.of("users", Access.Scan.WHOLE).withStartAfter(wrong);
            assertFails(
                    ErrorCode.KEY_SCHEMA_MISMATCH, () -> view.open(restarted).close());
        }
        assertEquals(ErrorCode.KEY_SCHEMA_MISMATCH, failure(new Write.Delete("users", wrong, Optional.empty())));
        assertEquals(
                ErrorCode.KEY_SCHEMA_MISMATCH,
                failure(new Write.Change("users", wrong, set("n", 1), Optional.empty())));
        assertEquals(ErrorCode.KEY_MISSING, failure(new Write.Put("users", item("pk", "a"), Optional.empty())));
        assertEquals(
                ErrorCode.KEY_TYPE_MISMATCH,
                failure(new Write.Put("users", item("pk", "a", "sk", 1), Optional.empty())));
        assertEquals(List.of(), scan("users"));
    }

    private ErrorCode failure(Write write) {
        return write(write).failure().map(ItemException::code).orElse(null);
    }

    @Test
    void anUpdateCannotChangeAKey() {
        table("users", TEXT_KEYS);
        ItemKey key = ItemKey.of(text("p"), text("s"));
        for (String attribute : List.of("pk", "sk")) {
            WriteOutcome outcome = write(new Write.Change("users", key, set(attribute, 1), Optional.empty()));
            ItemException failure = outcome.failure().orElseThrow();
            assertEquals(ErrorCode.KEY_UPDATE, failure.code());
            assertEquals(
                    "One or more parameter values were invalid: Cannot update attribute " + attribute
                            + ". This attribute is part of the key",
                    failure.getMessage());
        }
        assertEquals(List.of(), scan("users"));
    }

    @Test
    void writesOfABatchFailOneByOneAndKeepTheirOrderPerItem() {
        table("users", ONE_KEY);
        Condition isNew = Condition.notExists(AttributePath.of("pk"));
        List<WriteOutcome> outcomes = store().write(new WriteBatch(
                List.of(
                        new Write.Put("users", item("pk", "a", "n", 1), Optional.of(isNew)),
                        new Write.Put("users", item("pk", "a", "n", 2), Optional.of(isNew)),
                        new Write.Change("users", ItemKey.of(text("a")), set("m", 3), Optional.empty()),
                        new Write.Delete("users", ItemKey.of(text("b")), Optional.empty())),
                true));
        assertEquals(Optional.empty(), outcomes.get(0).failure());
        assertFalse(outcomes.get(0).existed());
        ItemException failed = outcomes.get(1).failure().orElseThrow();
        assertEquals(ErrorCode.CONDITION_FAILED, failed.code());
        assertEquals(Optional.of(item("pk", "a", "n", 1)), outcomes.get(1).before());
        assertEquals(
                Optional.of(item("pk", "a", "n", 1, "m", 3)), outcomes.get(2).after());
        assertFalse(outcomes.get(3).existed());
        assertEquals(List.of(item("pk", "a", "n", 1, "m", 3)), scan("users"));
    }

    @Test
    void outcomesCarryItemsOnlyIfAsked() {
        table("users", ONE_KEY);
        put("users", item("pk", "a"));
        WriteOutcome outcome = store().write(
                        WriteBatch.of(new Write.Put("users", item("pk", "a", "n", 1), Optional.empty())))
                .get(0);
        assertTrue(outcome.existed());
        assertEquals(Optional.empty(), outcome.before());
        assertEquals(Optional.empty(), outcome.after());
    }

    @Test
    void aTextThatIsNoTextIsRefused() {
        table("users", ONE_KEY);
        assertEquals(
                ErrorCode.INVALID_TEXT,
                failure(new Write.Put("users", item("pk", "a", "t", "\uD83D"), Optional.empty())));
        assertEquals(ErrorCode.INVALID_TEXT, failure(new Write.Put("users", item("pk", "\uD83D"), Optional.empty())));
        assertEquals(List.of(), scan("users"));
    }

    @Test
    void statisticsAreExact() {
        assumeTrue(store().capabilities().contains(Capability.EXACT_STATISTICS));
        KeySchema keys = KeySchema.of(new KeyAttribute("pk", AttributeType.N));
        table("users", keys);
        put("users", item("pk", 1, "age", 30));
        put("users", item("pk", number("1.5"), "age", number("30.5")));
        put("users", item("pk", 2, "age", "old", "gone", "x"));
        write(new Write.Change(
                "users",
                ItemKey.of(number("2")),
                new Update(List.of(), List.of(AttributePath.of("gone")), List.of(), List.of()),
                Optional.empty()));
        reopenStore();
        assertEquals(
                List.of(
                        new AttributeStatistics("age", Map.of(AttributeType.N, 2L, AttributeType.S, 1L), 1),
                        new AttributeStatistics("pk", Map.of(AttributeType.N, 3L), 2)),
                store().statistics("users").attributes());
        assertEquals(3, store().statistics("users").itemCount());
        assertEquals(
                ModelValues.itemBytes(item("pk", 1, "age", 30).attributes())
                        + ModelValues.itemBytes(
                                item("pk", number("1.5"), "age", number("30.5")).attributes())
                        + ModelValues.itemBytes(item("pk", 2, "age", "old").attributes()),
                store().statistics("users").itemBytes());
    }

    @Test
    void tablesWithThousandsOfNamesLoseNothing() {
        table("wide", ONE_KEY);
        int items = 3000;
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            writes.add(new Write.Put("wide", item("pk", "p" + i, "name" + i, i), Optional.empty()));
        }
        store().write(new WriteBatch(writes, false)).forEach(WriteOutcome::orThrow);
        reopenStore();
        List<Item> found = scan("wide");
        assertEquals(items, found.size());
        for (Item each : found) {
            String key = each.get("pk").toString();
            String number = key.substring(2, key.length() - 1);
            assertEquals(item("pk", "p" + number, "name" + number, Integer.valueOf(number)), each);
        }
    }

    @Test
    void aCancelledReadStops() {
        table("users", TEXT_KEYS);
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            writes.add(new Write.Put("users", item("pk", "p", "sk", "s" + i), Optional.empty()));
        }
        store().write(new WriteBatch(writes, false));
        Cancellation cancellation = Cancellation.create();
        ItemRead read = ItemRead.of("users", Access.Scan.WHOLE).withCancellation(cancellation);
        try (ReadView view = store().openView();
                ItemCursor cursor = view.open(read)) {
            assertTrue(cursor.next());
            cancellation.cancel();
            assertFails(ErrorCode.CANCELLED, () -> {
                while (cursor.next()) {
                    assertTrue(cursor.itemsExamined() < 4000, "read on and on");
                }
            });
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        table("users", ONE_KEY);
        store().close();
        assertFails(ErrorCode.STORE_CLOSED, () -> store().openView());
        assertFails(ErrorCode.STORE_CLOSED, () -> store().statistics("users"));
        assertFails(ErrorCode.STORE_CLOSED, () -> put("users", item("pk", "a")));
        assertFails(ErrorCode.STORE_CLOSED, () -> table("other", ONE_KEY));
        store().close();
    }

    @Test
    void aSegmentOutsideItsTotalIsNoAccess() {
        assertThrows(IllegalArgumentException.class, () -> new Access.Scan(2, 2));
    }
}
