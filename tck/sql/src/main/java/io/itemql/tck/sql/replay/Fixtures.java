package io.itemql.tck.sql.replay;

import io.itemql.item.Item;
import io.itemql.sql.dynamodb.wire.WireValues;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables and items that every case starts from. */
final class Fixtures {
    private final Map<String, TableDefinition> tables = new LinkedHashMap<>();
    private final List<Write> items = new ArrayList<>();

    Fixtures(Corpus corpus) {
        for (Map<?, ?> table : corpus.list("tables")) {
            TableDefinition definition = TableDefinitions.read(table);
            tables.put(definition.name(), definition);
        }
        corpus.map("items").forEach((table, ofTable) -> ((List<?>) ofTable)
                .forEach(
                        item -> items.add(new Write.Put((String) table, WireValues.readItem(item), Optional.empty()))));
    }

    /** Makes the store as it is before each case. */
    void reset(ItemStore store) {
        store.catalogue().tables().forEach(table -> store.dropTable(table.name()));
        tables.values().forEach(store::createTable);
        store.write(new WriteBatch(items, false)).forEach(WriteOutcome::orThrow);
    }

    TableDefinition table(String name) {
        return tables.get(name);
    }

    /** All items of the fixtures in one table, by key. */
    Map<ItemKey, Item> items(String table) {
        Map<ItemKey, Item> found = new LinkedHashMap<>();
        KeySchema keys = tables.get(table).keys();
        for (Write write : items) {
            if (write instanceof Write.Put put && put.table().equals(table)) {
                found.put(ItemKey.ofItem(put.item(), keys), put.item());
            }
        }
        return found;
    }

    /** All items that a table has now, by key. */
    static Map<ItemKey, Item> stored(ItemStore store, String table) {
        Map<ItemKey, Item> found = new LinkedHashMap<>();
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(ItemRead.of(table, Access.Scan.WHOLE))) {
            while (cursor.next()) {
                found.put(cursor.key(), cursor.item());
            }
        }
        return found;
    }

    Iterable<String> tableNames() {
        return tables.keySet();
    }
}
