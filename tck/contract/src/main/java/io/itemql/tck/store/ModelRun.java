package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
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
import java.util.TreeMap;
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
            writes.add(ModelWrite.random(random, anyTable(), tables));
        }
        boolean returnsItems = random.oneIn(2);
        writes.forEach(write -> note(write.toString()));
        note(writes.size() + " write(s), returning items: " + returnsItems);
        List<WriteOutcome> outcomes = store.write(
                new WriteBatch(writes.stream().map(ModelWrite::toWrite).toList(), returnsItems));
        assertEquals(writes.size(), outcomes.size());
        for (int i = 0; i < writes.size(); i++) {
            ModelWrite write = writes.get(i);
            write.carryOut(tables.get(write.table()), outcomes.get(i), returnsItems);
        }
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
        tables.get(name).check(store.statistics(name));
    }
}
