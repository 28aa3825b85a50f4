package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexStatistics;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableStatistics;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.IndexDefinition;
import io.itemql.table.TableDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** One run of random operations on a store and on the model, which compares every answer. */
final class ModelRun {
    private static final int TABLES_MAX = 4;
    private static final int LOG_LINES = 60;

    /** A view and what it must go on showing. */
    private record OldView(ReadView view, Map<String, ModelTable> tables) {}

    private final UnaryOperator<ItemStore> reopen;
    private final ModelRandom random;
    private final Map<String, ModelTable> tables = new TreeMap<>();
    private final Deque<OldView> oldViews = new ArrayDeque<>();
    private final Deque<String> log = new ArrayDeque<>();
    private ItemStore store;
    private int tablesCreated;

    ModelRun(ItemStore store, UnaryOperator<ItemStore> reopen, ModelRandom random) {
        this.store = store;
        this.reopen = reopen;
        this.random = random;
    }

    /** The store as it is after the run, which may have opened it anew. */
    ItemStore store() {
        return store;
    }

    /** The last operations, oldest first. */
    String lastOperations() {
        return String.join("\n", log);
    }

    void run(int steps) {
        try {
            for (int step = 0; step < steps; step++) {
                step();
            }
            checkEverything();
        } finally {
            closeOldViews();
        }
    }

    private void step() {
        int choice = random.below(1000);
        if (tables.isEmpty() || (choice < 5 && tables.size() < TABLES_MAX)) {
            createTable();
        } else if (choice < 8) {
            dropTable();
        } else if (choice < 12) {
            alterTable();
        } else if (choice < 16) {
            note("checkpoint");
            store.checkpoint();
        } else if (choice < 24) {
            createOrDropIndex();
        } else if (choice < 28) {
            closeOldViews();
            note("reopen");
            store = reopen.apply(store);
            checkEverything();
        } else if (choice < 48) {
            checkStatistics(anyTable());
        } else if (choice < 68) {
            openOrCheckView();
        } else if (choice < 700) {
            write();
        } else {
            read();
        }
    }

    private void note(String operation) {
        log.addLast(operation);
        if (log.size() > LOG_LINES) {
            log.removeFirst();
        }
    }

    private String anyTable() {
        return random.anyOf(List.copyOf(tables.keySet()));
    }

    private void createTable() {
        String name = "table" + (random.oneIn(3) ? 0 : tablesCreated++);
        if (tables.containsKey(name)) {
            return;
        }
        ModelTable table = new ModelTable(random.keys());
        for (int i = random.below(4); i > 0; i--) {
            boolean global = !table.keys().hasSortKey() || random.oneIn(2);
            table.indexes().add(new ModelIndex(random.index("index" + i, table.keys(), global), table.keys()));
        }
        note("create " + name + " " + table.keys() + " " + table.indexDefinitions());
        TableDefinition definition = TableDefinition.of(name, table.keys()).withIndexes(table.indexDefinitions());
        assertEquals(definition, store.createTable(definition).definition());
        tables.put(name, table);
    }

    private void dropTable() {
        String name = anyTable();
        note("drop " + name);
        store.dropTable(name);
        tables.remove(name);
        assertTrue(store.catalogue().table(name).isEmpty(), "a dropped table is in the catalogue");
    }

    private void alterTable() {
        String name = anyTable();
        String value = "v" + random.below(100);
        note("alter " + name + " note=" + value);
        ModelTable table = tables.get(name);
        TableDefinition changed = new TableDefinition(
                name, table.keys(), false, List.of(), Map.of("note", value), table.indexDefinitions());
        assertEquals(changed, store.alterTable(changed).definition());
        assertEquals(changed, store.catalogue().table(name).orElseThrow().definition());
    }

    private void createOrDropIndex() {
        String name = anyTable();
        ModelTable table = tables.get(name);
        String index = "built" + random.below(3);
        Optional<ModelIndex> there = table.indexes().stream()
                .filter(each -> each.definition().name().equals(index))
                .findFirst();
        if (there.isPresent()) {
            note("drop index " + name + "." + index);
            store.dropIndex(name, index);
            table.indexes().remove(there.get());
        } else {
            IndexDefinition created = random.index(index, table.keys(), true);
            note("create index " + name + "." + created);
            store.createIndex(name, created);
            table.indexes().add(new ModelIndex(created, table.keys()));
            if (random.oneIn(2)) {
                // Meanwhile the table is in use.
                write();
            }
            assertTrue(store.awaitIndex(name, index, Cancellation.NONE).isActive());
        }
        assertEquals(
                table.indexDefinitions(),
                store.catalogue().table(name).orElseThrow().definition().indexes());
        IndexCheck.check(store, name);
    }

    private void openOrCheckView() {
        if (!store.capabilities().contains(Capability.SNAPSHOTS)) {
            return;
        }
        if (oldViews.size() < 3) {
            note("open a view");
            Map<String, ModelTable> copies = new TreeMap<>();
            tables.forEach((name, table) -> copies.put(name, table.copy()));
            oldViews.addLast(new OldView(store.openView(), copies));
            return;
        }
        note("check the oldest view and close it");
        OldView old = oldViews.removeFirst();
        try (ReadView view = old.view()) {
            ModelReads reads = new ModelReads(view, random, this::note);
            old.tables().forEach(reads::checkWhole);
        }
    }

    private void closeOldViews() {
        while (!oldViews.isEmpty()) {
            oldViews.removeFirst().view().close();
        }
    }

    private void read() {
        String name = anyTable();
        try (ReadView view = store.openView()) {
            new ModelReads(view, random, this::note).checkOneRead(name, tables.get(name));
        }
    }

    private void write() {
        List<ModelWrite> writes = new ArrayList<>();
        for (int i = random.oneIn(5) ? random.below(30) : 0; i >= 0; i--) {
            writes.add(randomWrite());
        }
        boolean returnsItems = random.oneIn(2);
        writes.forEach(write -> note(write.toString()));
        note(writes.size() + " write(s), returning items: " + returnsItems);
        List<WriteOutcome> outcomes = store.write(
                new WriteBatch(writes.stream().map(ModelWrite::toWrite).toList(), returnsItems));
        assertEquals(writes.size(), outcomes.size());
        for (int i = 0; i < writes.size(); i++) {
            carryOut(writes.get(i), outcomes.get(i), returnsItems);
        }
    }

    /** A write in the model's words; {@code put} and {@code update} are null for a delete. */
    private record ModelWrite(
            String table,
            ItemKey key,
            Map<String, AttributeValue> put,
            ModelUpdate update,
            Optional<ModelCondition> condition) {
        Write toWrite() {
            if (put != null) {
                return new Write.Put(table, Item.of(put), condition.map(ModelCondition::toCondition));
            }
            return update == null
                    ? new Write.Delete(table, key, condition.map(ModelCondition::toCondition))
                    : new Write.Change(table, key, update.toUpdate(), condition.map(ModelCondition::toCondition));
        }
    }

    private ModelWrite randomWrite() {
        String name = anyTable();
        ModelTable table = tables.get(name);
        boolean known = !table.all().isEmpty() && random.oneIn(2);
        ItemKey key = known ? random.anyOf(List.copyOf(table.all().keySet())) : random.key(table.keys());
        Optional<ModelCondition> condition = random.maybeCondition(4);
        return switch (random.below(10)) {
            case 0, 1, 2, 3, 4 -> new ModelWrite(name, key, random.item(key, table.keys()), null, condition);
            case 5, 6, 7 -> new ModelWrite(name, key, null, random.update(), condition);
            default -> new ModelWrite(name, key, null, null, condition);
        };
    }

    private void carryOut(ModelWrite write, WriteOutcome outcome, boolean returnsItems) {
        ModelTable table = tables.get(write.table());
        Map<String, AttributeValue> before = table.get(write.key());
        Optional<Item> beforeItem = Optional.ofNullable(before).map(Item::of);
        assertEquals(before != null, outcome.existed(), () -> "existed: " + write);
        boolean allowed = write.condition()
                .map(condition -> condition.holds(before == null ? Map.of() : before))
                .orElse(true);
        ErrorCode putRefusal = write.put() == null
                ? null
                : table.refusal(write.put(), write.put().keySet(), write.put().keySet());
        Map<String, AttributeValue> after = allowed ? after(write, table, before) : before;
        ErrorCode updateFailure = allowed && write.update() != null ? failure(write.update(), table, after) : null;
        boolean failsLate = putRefusal != null || updateFailure != null;
        ErrorCode expected = putRefusal != null ? putRefusal : !allowed ? ErrorCode.CONDITION_FAILED : updateFailure;
        assertEquals(
                Optional.ofNullable(expected),
                outcome.failure().map(failure -> failure.code()),
                () -> write + " on " + before);
        if (expected == null) {
            table.set(write.key(), after);
        }
        if (returnsItems && !failsLate) {
            assertEquals(beforeItem, outcome.before(), () -> "before: " + write);
            assertEquals(
                    Optional.ofNullable(allowed ? after : null).map(Item::of),
                    outcome.after(),
                    () -> "after: " + write);
        }
        if (!failsLate) {
            assertEquals(
                    capacity(table, before, allowed ? after : before),
                    outcome.capacity(),
                    () -> "capacity: " + write + " on " + before);
        }
    }

    /** Why an update that its condition allows fails; null if it does not. */
    private static ErrorCode failure(ModelUpdate update, ModelTable table, Map<String, AttributeValue> after) {
        if (after == null) {
            return ErrorCode.INVALID_OPERAND_TYPE;
        }
        Set<String> touched = new TreeSet<>(update.sets().keySet());
        touched.addAll(update.adds().keySet());
        return table.refusal(after, touched, update.sets().keySet());
    }

    private static ConsumedCapacity capacity(
            ModelTable table, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        int bytes = Math.max(size(before), size(after));
        double units = Math.max(1, (bytes + 1023) / 1024);
        Map<String, ConsumedCapacity> ofIndexes = new TreeMap<>();
        for (ModelIndex index : table.indexes()) {
            double ofIndex = index.writeUnits(before, after);
            if (ofIndex > 0) {
                ofIndexes.put(index.definition().name(), new ConsumedCapacity(0, ofIndex));
                units += ofIndex;
            }
        }
        return new ConsumedCapacity(0, units, ofIndexes);
    }

    private static int size(Map<String, AttributeValue> item) {
        return item == null ? 0 : ModelValues.itemBytes(item);
    }

    /** Null for a delete, and for an update that must fail. */
    private static Map<String, AttributeValue> after(
            ModelWrite write, ModelTable table, Map<String, AttributeValue> before) {
        if (write.put() != null) {
            return write.put();
        }
        if (write.update() == null) {
            return null;
        }
        return write.update()
                .apply(before == null ? write.key().toItem(table.keys()).attributes() : before);
    }

    private void checkEverything() {
        try (ReadView view = store.openView()) {
            ModelReads reads = new ModelReads(view, random, this::note);
            tables.forEach(reads::checkWhole);
        }
        tables.keySet().forEach(this::checkStatistics);
        tables.keySet().forEach(name -> IndexCheck.check(store, name));
        assertEquals(
                List.copyOf(tables.keySet()),
                store.catalogue().tables().stream().map(info -> info.name()).toList());
    }

    private void checkStatistics(String name) {
        if (!store.capabilities().contains(Capability.EXACT_STATISTICS)) {
            return;
        }
        note("statistics of " + name);
        TableStatistics statistics = store.statistics(name);
        ModelTable table = tables.get(name);
        assertEquals(table.all().size(), statistics.itemCount(), "item count");
        assertEquals(table.bytes(), statistics.itemBytes(), "item bytes");
        Map<String, AttributeStatistics> attributes = new TreeMap<>();
        statistics.attributes().forEach(attribute -> attributes.put(attribute.name(), attribute));
        assertEquals(table.attributes(), attributes);
        assertEquals(0, statistics.undescribedItems());
        assertEquals(
                table.indexDefinitions().stream().map(IndexDefinition::name).toList(),
                statistics.indexes().stream().map(IndexStatistics::name).toList());
    }
}
