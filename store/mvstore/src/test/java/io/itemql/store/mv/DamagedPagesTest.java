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
import io.itemql.store.Cancellation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever meets a damaged page is told of which table or index it is, and a check goes on behind it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DamagedPagesTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int ITEMS = 600;
    private static final int BLOCK_BITS = 4096 * 8;

    private static final IndexDefinition BY_KIND =
            IndexDefinition.global("by_kind", KeySchema.of(new KeyAttribute("kind", AttributeType.S)), Projection.ALL);

    /** How each part is named in errors, with how CHECK names it. */
    private static final TreeMap<String, String> PARTS = new TreeMap<>();

    static {
        PARTS.put("table notes", "table notes/items, counts, partitions");
        PARTS.put("index by_kind of table notes", "table notes/index by_kind");
        PARTS.put("index by_size of table notes", "table notes/index by_size");
        PARTS.put("table others", "table others/items, counts, partitions");
    }

    private final Random random = new Random(SEED);

    private static ItemRead read(String part) {
        ItemRead table = ItemRead.of(part.substring(part.lastIndexOf(' ') + 1), Access.Scan.WHOLE);
        return part.startsWith("index ") ? table.withIndex(part.split(" ", -1)[1]) : table;
    }

    private FragileDirectory closedStore() {
        FragileDirectory files = new FragileDirectory(random);
        try (MvItemStore store = Recovery.open(files, StoreOptions.defaults())) {
            KeySchema id = KeySchema.of(new KeyAttribute("id", AttributeType.N));
            store.createTable(TableDefinition.of("notes", id)
                    .withIndexes(List.of(
                            IndexDefinition.global(
                                    "by_kind", KeySchema.of(new KeyAttribute("kind", AttributeType.S)), Projection.ALL),
                            IndexDefinition.global(
                                    "by_size",
                                    KeySchema.of(new KeyAttribute("size", AttributeType.N)),
                                    Projection.KEYS_ONLY))));
            store.createTable(TableDefinition.of("others", id));
            for (String table : List.of("notes", "others")) {
                for (int i = 0; i < ITEMS; i++) {
                    Item item = Item.EMPTY
                            .with("id", NumberValue.of(i))
                            .with("kind", new StringValue("kind" + i % 7))
                            .with("size", NumberValue.of(i % 90))
                            .with("text", new StringValue("x".repeat(i % 150)));
                    store.write(WriteBatch.of(new Write.Put(table, item, Optional.empty())));
                }
            }
        }
        return files;
    }

    private static int rows(ItemCursor cursor) {
        try {
            int rows = 0;
            while (cursor.next()) {
                rows++;
            }
            return rows;
        } catch (ItemException e) {
            // Nobody gets behind the page by asking again.
            assertThrows(ItemException.class, cursor::next);
            throw e;
        }
    }

    /** Reads each part whole, and gives the names of those that cannot be. */
    private static Set<String> unreadable(MvItemStore store, String what) {
        Set<String> unreadable = new TreeSet<>();
        for (String part : PARTS.keySet()) {
            try (ReadView view = store.openView();
                    ItemCursor cursor = view.open(read(part))) {
                assertEquals(ITEMS, rows(cursor), what);
            } catch (ItemException e) {
                assertEquals(ErrorCode.STORE_DAMAGED, e.code(), what);
                assertTrue(e.getMessage().contains(": " + part + ": "), e::getMessage);
                assertFalse(e.getMessage().matches(".*\\[[0-9./]+\\].*"), e::getMessage);
                unreadable.add(PARTS.get(part));
            }
        }
        return unreadable;
    }

    private static String part(Item row) {
        return ((StringValue) row.get("subject")).value() + "/" + ((StringValue) row.get("part")).value();
    }

    private static long number(AttributeValue value) {
        return ((NumberValue) value).longValue();
    }

    /** Checks, and gives the parts with findings. */
    private static Set<String> checked(MvItemStore store, String what) {
        List<Item> rows = store.maintenance().orElseThrow().check(Optional.empty(), Cancellation.NONE);
        Set<String> parts = new TreeSet<>();
        Set<String> damaged = new TreeSet<>();
        for (Item row : rows) {
            if (row.get("finding") != null) {
                String finding = ((StringValue) row.get("finding")).value();
                assertTrue(finding.contains("block") && finding.contains("fails its checksum"), what + row);
                damaged.add(part(row));
            } else if (row.get("findings") != null) {
                parts.add(part(row));
                long entries = number(row.get("entries"));
                assertTrue(number(row.get("findings")) > 0 || entries == ITEMS, what + row);
                assertTrue(number(row.get("findings")) == 0 || entries < ITEMS, what + row);
            }
        }
        assertEquals(new TreeSet<>(PARTS.values()), parts, what);
        return damaged;
    }

    @Test
    void aCheckFindsWhatCannotBeReadAndGoesOn() {
        FragileDirectory files = closedStore();
        Set<Set<String>> seen = new HashSet<>();
        List<String> refusals = new ArrayList<>();
        for (long block = 2; block < files.length("items.mv") * 8 / BLOCK_BITS; block++) {
            String what = "seed " + SEED + ", block " + block + " ";
            FragileDirectory damaged = files.afterKill();
            damaged.flipBit("items.mv", block * BLOCK_BITS + random.nextInt(BLOCK_BITS));
            try (MvItemStore store = Recovery.open(damaged, StoreOptions.defaults())) {
                Set<String> unreadable = unreadable(store, what);
                assertEquals(unreadable, checked(store, what), what);
                if (unreadable.equals(Set.of(PARTS.get("index by_kind of table notes")))) {
                    anIndexIsHealed(store, what);
                }
                seen.add(unreadable);
            } catch (ItemException e) {
                assertEquals(ErrorCode.STORE_DAMAGED, e.code(), what);
                refusals.add(e.getMessage());
            }
        }
        for (String part : PARTS.values()) {
            assertTrue(seen.contains(Set.of(part)), "seed " + SEED + ": never " + part + " alone, but " + seen);
        }
        // The root of a part, without which the store does not open.
        assertTrue(refusals.stream().anyMatch(message -> message.contains(": table notes: ")), refusals::toString);
    }

    /** What docs/operations.md says. */
    private static void anIndexIsHealed(MvItemStore store, String what) {
        store.dropIndex("notes", BY_KIND.name());
        store.createIndex("notes", BY_KIND);
        store.awaitIndex("notes", BY_KIND.name(), Cancellation.NONE);
        store.checkpoint();
        assertEquals(Set.of(), unreadable(store, what), what);
        assertEquals(Set.of(), checked(store, what), what);
    }
}
