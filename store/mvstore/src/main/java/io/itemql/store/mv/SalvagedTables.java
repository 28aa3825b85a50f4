package io.itemql.store.mv;

import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemKey;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.check.ItemReader;
import io.itemql.store.mv.check.JournalEntry;
import io.itemql.store.mv.check.Malformed;
import io.itemql.store.mv.key.IndexKeyCodec;
import io.itemql.store.mv.table.DefinitionCodec;
import io.itemql.store.mv.table.TableRecord;
import io.itemql.store.mv.table.TableRecord.IndexRecord;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what is read of a damaged store's tables into a new store. Not thread-safe. */
final class SalvagedTables {
    private static final int BATCH_ITEMS = 500;

    /** A table of the damaged store. */
    private record Known(String name, ItemReader reader, List<WholeItemIndex> indexes) {}

    /** An index of the damaged store that holds whole items and was finished. */
    record WholeItemIndex(String name, int number, IndexKeyCodec keys) {}

    private final MvItemStore target;
    private final SalvageReport report;
    private final Map<Integer, Known> tables = new HashMap<>();
    private final List<Write> writes = new ArrayList<>();

    SalvagedTables(MvItemStore target, SalvageReport report) {
        this.target = target;
        this.report = report;
    }

    List<Integer> numbers() {
        return tables.keySet().stream().sorted().toList();
    }

    void lost(int number, String what) {
        Known table = tables.get(number);
        report.lost("table " + (table == null ? "number " + number : table.name()), what);
    }

    void create(int number, byte[] bytes) {
        if (tables.containsKey(number)) {
            // The last checkpoint knew it already.
            return;
        }
        TableRecord table = record(number, bytes);
        if (table == null) {
            return;
        }
        TableDefinition definition = table.definition();
        flush();
        if (target.catalogue().table(definition.name()).isPresent()) {
            report.lost(
                    "table " + definition.name(),
                    "it was dropped and created again, and what the journal said of that is gone");
            forget(definition.name());
            target.dropTable(definition.name());
        }
        target.createTable(definition);
        tables.put(number, new Known(definition.name(), new ItemReader(definition.keys()), wholeItemIndexes(table)));
    }

    private void forget(String name) {
        tables.values().removeIf(known -> known.name().equals(name));
    }

    private static List<WholeItemIndex> wholeItemIndexes(TableRecord table) {
        List<WholeItemIndex> indexes = new ArrayList<>();
        for (int i = 0; i < table.indexes().size(); i++) {
            IndexDefinition index = table.definition().indexes().get(i);
            IndexRecord stored = table.indexes().get(i);
            if (stored.active() && index.projectsAll()) {
                indexes.add(new WholeItemIndex(index.name(), stored.number(), new IndexKeyCodec(index.keys())));
            }
        }
        return indexes;
    }

    /** The indexes in which a table's items stand a second time. */
    List<WholeItemIndex> wholeItemIndexes(int number) {
        Known table = tables.get(number);
        return table == null ? List.of() : table.indexes();
    }

    /** How many items of a table have been saved so far. */
    long items(int number) {
        flush();
        return target.statistics(tables.get(number).name()).itemCount();
    }

    /** Notes how many items of lost pages an index had. */
    void found(int number, long items, String index) {
        report.found("table " + tables.get(number).name(), items, "items of lost pages, in index " + index);
    }

    private TableRecord record(int number, byte[] bytes) {
        try {
            return DefinitionCodec.decode(bytes);
        } catch (RuntimeException e) {
            lost(number, "its definition: " + e.getMessage());
            return null;
        }
    }

    void addDictionaryEntry(int number, byte[] entry) {
        Known table = tables.get(number);
        if (table == null) {
            lost(number, "an entry of its dictionary, as its definition is lost");
            return;
        }
        try {
            table.reader().addDictionaryEntryBehindGap(entry);
        } catch (Malformed e) {
            lost(number, "an entry of its dictionary: " + e.getMessage());
        }
    }

    void put(int number, byte[] key, byte[] row) {
        Known table = tables.get(number);
        if (table == null) {
            lost(
                    number,
                    "an item, as the definition is lost: key " + HexFormat.of().formatHex(key));
            return;
        }
        try {
            Item item = table.reader().read(key, row);
            add(new Write.Put(table.name(), item, Optional.empty()));
        } catch (Malformed e) {
            lost(number, "an item: key " + HexFormat.of().formatHex(key) + ", " + e.getMessage());
        }
    }

    private void delete(int number, byte[] key) {
        Known table = tables.get(number);
        if (table == null) {
            lost(number, "a deletion, as the definition is lost");
            return;
        }
        try {
            List<AttributeValue> values = table.reader().readKey(key);
            ItemKey itemKey = values.size() == 1 ? ItemKey.of(values.get(0)) : ItemKey.of(values.get(0), values.get(1));
            add(new Write.Delete(table.name(), itemKey, Optional.empty()));
        } catch (Malformed e) {
            lost(number, "a deletion: key " + HexFormat.of().formatHex(key) + ", " + e.getMessage());
        }
    }

    /** Does again what a record of the journal says. */
    void apply(JournalEntry entry) {
        int number = entry.table();
        switch (entry.kind()) {
            case JournalEntry.PUT -> put(number, entry.key(), entry.value());
            case JournalEntry.DELETE -> delete(number, entry.key());
            case JournalEntry.DICTIONARY -> addDictionaryEntry(number, entry.value());
            case JournalEntry.CREATE_TABLE -> create(number, entry.value());
            case JournalEntry.ALTER_TABLE -> alter(number, entry.value());
            case JournalEntry.DROP_TABLE -> drop(number);
            case JournalEntry.TOKEN -> {
                // ignored: it names a request of the last minutes, and is no data
            }
            default -> report.lost("the journal", "a record of kind " + entry.kind() + " before " + entry.end());
        }
    }

    private void alter(int number, byte[] bytes) {
        TableRecord table = record(number, bytes);
        if (table == null) {
            return;
        }
        TableDefinition definition = table.definition();
        if (tables.containsKey(number)) {
            flush();
            target.alterTable(definition);
            alterIndexes(definition);
        } else {
            lost(number, "it was altered, and its creation is lost");
            create(number, bytes);
        }
    }

    private void alterIndexes(TableDefinition definition) {
        List<IndexDefinition> before = target.catalogue()
                .table(definition.name())
                .orElseThrow()
                .definition()
                .indexes();
        for (IndexDefinition index : before) {
            if (!definition.indexes().contains(index)) {
                target.dropIndex(definition.name(), index.name());
            }
        }
        for (IndexDefinition index : definition.indexes()) {
            if (!before.contains(index)) {
                target.createIndex(definition.name(), index);
            }
        }
    }

    private void drop(int number) {
        Known table = tables.remove(number);
        if (table != null) {
            flush();
            target.dropTable(table.name());
        }
    }

    private void add(Write write) {
        writes.add(write);
        if (writes.size() == BATCH_ITEMS) {
            flush();
        }
    }

    private void flush() {
        if (!writes.isEmpty()) {
            List<WriteOutcome> outcomes = target.write(new WriteBatch(writes, false));
            for (int i = 0; i < outcomes.size(); i++) {
                String place = "table " + writes.get(i).table();
                outcomes.get(i).failure().ifPresent(failure -> report.lost(place, "an item: " + failure.getMessage()));
            }
            writes.clear();
        }
    }

    /** Writes the rest and says what was saved. */
    void finish() {
        flush();
        target.catalogue().tables().forEach(table -> table.indexes()
                .forEach(index -> target.awaitIndex(table.name(), index.name(), Cancellation.NONE)));
        target.catalogue()
                .tables()
                .forEach(table -> report.saved(
                        "table " + table.name(), target.statistics(table.name()).itemCount()));
    }
}
