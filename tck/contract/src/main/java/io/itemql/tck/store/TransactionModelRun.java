package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Cancellation;
import io.itemql.store.Isolation;
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
import java.util.function.UnaryOperator;

/**
 * One run of random steps of several transactions that are open at the same time, and of writes outside of them, in one
 * thread, so that their order is known. The model says what every read must show and whether every commit must succeed.
 */
final class TransactionModelRun {
    private static final int TABLES_MAX = 3;
    private static final int OPEN_MAX = 4;
    private static final int LOG_LINES = 200;

    private final UnaryOperator<ItemStore> reopen;
    private final ModelRandom random;
    private final ModelTables tables = new ModelTables();
    private final List<ModelTransaction> open = new ArrayList<>();
    /** Those that have ended and still have open views. */
    private final Deque<ModelTransaction> ended = new ArrayDeque<>();

    private final Deque<String> log = new ArrayDeque<>();
    private ItemStore store;
    private int committed;
    private int refused;

    TransactionModelRun(ItemStore store, UnaryOperator<ItemStore> reopen, ModelRandom random) {
        this.store = store;
        this.reopen = reopen;
        this.random = random;
    }

    /** The last steps, oldest first. */
    String lastSteps() {
        return String.join("\n", log);
    }

    int committed() {
        return committed;
    }

    int refused() {
        return refused;
    }

    void run(int steps) {
        try {
            for (int step = 0; step < steps; step++) {
                step();
            }
            endAll();
            checkEverything();
        } finally {
            open.forEach(ModelTransaction::rollBack);
            open.forEach(ModelTransaction::closeViews);
            ended.forEach(ModelTransaction::closeViews);
        }
    }

    private void step() {
        int choice = random.below(1000);
        if (tables.names().isEmpty() || (choice < 10 && tables.names().size() < TABLES_MAX)) {
            createTable();
        } else if (choice < 30) {
            define(choice);
        } else if (choice < 90) {
            writeOutside();
        } else if (choice < 110) {
            readOutside();
        } else if (open.isEmpty() || (choice < 250 && open.size() < OPEN_MAX)) {
            begin();
        } else {
            stepOf(random.anyOf(open), random.below(100));
        }
    }

    private void note(String step) {
        log.addLast(step);
        if (log.size() > LOG_LINES) {
            log.removeFirst();
        }
    }

    private void begin() {
        Isolation isolation = random.anyOf(List.of(Isolation.values()));
        ModelTransaction transaction = new ModelTransaction(store.begin(isolation), tables, random, this::note);
        note("begin " + transaction);
        open.add(transaction);
    }

    private void stepOf(ModelTransaction transaction, int choice) {
        note(transaction + ":");
        if (choice < 42) {
            transaction.write();
        } else if (choice < 72) {
            transaction.read();
        } else if (choice < 76) {
            transaction.checkStatistics();
        } else if (choice < 84) {
            transaction.markOrGoBack();
        } else if (choice < 88) {
            transaction.openView();
        } else if (choice < 91) {
            transaction.checkViews();
        } else if (choice < 97) {
            commit(transaction);
        } else {
            transaction.rollBack();
            end(transaction);
        }
    }

    private void commit(ModelTransaction transaction) {
        if (transaction.commit()) {
            committed++;
        } else {
            refused++;
        }
        end(transaction);
    }

    private void end(ModelTransaction transaction) {
        open.remove(transaction);
        ended.addLast(transaction);
        if (ended.size() > 2) {
            ModelTransaction oldest = ended.removeFirst();
            oldest.checkViews();
            oldest.closeViews();
        }
    }

    private void endAll() {
        while (!open.isEmpty()) {
            note(open.get(0) + ":");
            commit(open.get(0));
        }
        while (!ended.isEmpty()) {
            ended.getFirst().checkViews();
            ended.removeFirst().closeViews();
        }
    }

    // ---- outside of transactions

    private void createTable() {
        String name = "table" + random.below(TABLES_MAX);
        if (tables.table(name) != null) {
            return;
        }
        ModelTable table = new ModelTable(random.keys());
        for (int i = random.below(4); i > 0; i--) {
            boolean global = !table.keys().hasSortKey() || random.oneIn(2);
            table.indexes().add(new ModelIndex(random.index("index" + i, table.keys(), global), table.keys()));
        }
        note("create " + name + " " + table.keys() + " " + table.indexDefinitions());
        store.createTable(TableDefinition.of(name, table.keys()).withIndexes(table.indexDefinitions()));
        tables.create(name, table);
    }

    private void define(int choice) {
        boolean isReadBySerializable = open.stream().anyMatch(each -> each.isOfLevel(Isolation.SERIALIZABLE));
        if (choice < 16) {
            note("checkpoint");
            store.checkpoint();
        } else if (choice < 18) {
            endAll();
            note("reopen");
            store = reopen.apply(store);
            checkEverything();
        } else if (choice < 21) {
            if (!isReadBySerializable) {
                String name = random.anyOf(tables.names());
                note("drop " + name);
                store.dropTable(name);
                tables.drop(name);
            }
        } else {
            createOrDropIndex(random.anyOf(tables.names()), isReadBySerializable);
        }
    }

    private void createOrDropIndex(String name, boolean isReadBySerializable) {
        ModelTable table = tables.table(name);
        String index = "built" + random.below(2);
        Optional<ModelIndex> there = table.indexes().stream()
                .filter(each -> each.definition().name().equals(index))
                .findFirst();
        if (there.isEmpty()) {
            IndexDefinition created = random.index(index, table.keys(), true);
            note("create index " + name + "." + created);
            store.createIndex(name, created);
            table.indexes().add(new ModelIndex(created, table.keys()));
            assertTrue(store.awaitIndex(name, index, Cancellation.NONE).isActive());
        } else if (!isReadBySerializable) {
            note("drop index " + name + "." + index);
            store.dropIndex(name, index);
            table.indexes().remove(there.get());
        }
    }

    private void writeOutside() {
        List<ModelWrite> writes = new ArrayList<>();
        for (int i = random.oneIn(3) ? random.below(6) : 0; i >= 0; i--) {
            writes.add(ModelWrite.random(random, random.anyOf(tables.names()), tables.all()));
        }
        boolean atomic = random.oneIn(3);
        writes.forEach(write -> note(write.toString()));
        note(writes.size() + " write(s) outside" + (atomic ? ", atomic" : ""));
        List<WriteOutcome> outcomes = store.write(
                new WriteBatch(writes.stream().map(ModelWrite::toWrite).toList(), true, atomic));
        Map<String, ModelTable> after = ModelTransaction.copy(tables.all());
        List<ErrorCode> failures = atomic ? ModelTransaction.carryOutTogether(writes, after) : List.of();
        for (int i = 0; i < outcomes.size(); i++) {
            ModelWrite write = writes.get(i);
            WriteOutcome outcome = outcomes.get(i);
            if (atomic) {
                ErrorCode found = outcome.failure().map(ItemException::code).orElse(null);
                assertEquals(failures.get(i), found, () -> "in an atomic batch: " + write);
            } else {
                write.carryOut(after.get(write.table()), outcome, true);
            }
        }
        for (int i = 0; i < outcomes.size(); i++) {
            ModelWrite write = writes.get(i);
            if (outcomes.get(i).failure().isEmpty()) {
                tables.set(write.table(), write.key(), after.get(write.table()).get(write.key()));
            }
        }
    }

    private void readOutside() {
        String name = random.anyOf(tables.names());
        try (ReadView view = store.openView()) {
            new ModelReads(view, random, this::note).checkOneRead(name, tables.table(name));
        }
    }

    private void checkEverything() {
        try (ReadView view = store.openView()) {
            ModelReads reads = new ModelReads(view, random, this::note);
            tables.all().forEach(reads::checkWhole);
        }
        for (String name : tables.names()) {
            tables.table(name).check(store.statistics(name));
            IndexCheck.check(store, name);
        }
    }
}
