package io.itemql.store.mv;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.ItemStore;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.mv.file.FragileDirectory;
import io.itemql.store.system.SystemTable;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a put writes into the journal is hardly more than the item. */
class JournalBytesTest {
    private static final int PUTS = 2_000;
    private static final double RATIO_MAX = 1.3;

    @Test
    void aPutWritesHardlyMoreThanItsItem() {
        try (ItemStore store = Recovery.open(new FragileDirectory(new Random(1)), StoreOptions.defaults())) {
            store.createTable(TableDefinition.of(
                    "readings",
                    KeySchema.of(
                            new KeyAttribute("device", AttributeType.S), new KeyAttribute("time", AttributeType.N))));
            put(store, PUTS);
            long before = journalBytes(store);
            long itemBytes = 0;
            for (int i = 0; i < PUTS; i++) {
                itemBytes += put(store, i);
            }
            double ratio = (double) (journalBytes(store) - before) / itemBytes;
            System.out.printf("journal bytes per byte of item: %.2f (items of %d bytes)%n", ratio, itemBytes / PUTS);
            assertTrue(ratio <= RATIO_MAX, ratio + " times the item");
        }
    }

    private static int put(ItemStore store, int number) {
        Item item = Item.of(Map.of(
                "device", new StringValue("device-" + number / 100),
                "time", NumberValue.of(1_700_000_000L + number % 100 * 60L),
                "city", new StringValue("Nairobi"),
                "temperature", NumberValue.of(number % 400),
                "humidity", NumberValue.of(number % 100),
                "battery", NumberValue.of(number % 101),
                "status", new StringValue("OK"),
                "firmware", new StringValue("v1.2"),
                "owner", new StringValue("owner-" + number % 5000),
                "payload", new StringValue("0123456789abcdef".repeat(9))));
        store.write(WriteBatch.of(new Write.Put("readings", item, Optional.empty())))
                .get(0)
                .orThrow();
        return ItemSize.of(item);
    }

    private static long journalBytes(ItemStore store) {
        return store.systemTables().rows(SystemTable.METRICS.name()).stream()
                .filter(row -> row.get("name").equals(new StringValue("journal.bytes")))
                .mapToLong(row -> ((NumberValue) row.get("value")).longValue())
                .findFirst()
                .orElseThrow();
    }
}
