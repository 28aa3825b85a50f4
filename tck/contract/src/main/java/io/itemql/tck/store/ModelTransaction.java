package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Access;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.Isolation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.Transaction;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A transaction of a store beside the same transaction as the model sees it: copies of tables, and what it has touched. */
final class ModelTransaction {
    /** A place to come back to. */
    private record Mark(long real, Map<String, ModelTable> tables, Map<String, Set<ItemKey>> written) {}

    /** A view that was opened in the transaction, and what it must show. */
    private record OpenView(ReadView real, Map<String, ModelTable> tables) {}

    private final Transaction real;
    private final long began;
    private final ModelRandom random;
    private final Consumer<String> log;
    private final ModelTables now;
    private final Map<String, Integer> numbers;
    private final Map<String, ModelTable> before;
    private Map<String, ModelTable> tables;
    private Map<String, Set<ItemKey>> written = new HashMap<>();
    private final Map<String, ModelFootprint> footprints = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<OpenView> views = new ArrayList<>();

    /** @param now what is committed, now and later */
    ModelTransaction(Transaction real, ModelTables now, ModelRandom random, Consumer<String> log) {
        this.real = real;
        this.began = now.time();
        this.now = now;
        this.numbers = now.numbers();
        this.before = copy(now.all());
        this.tables = copy(now.all());
        this.random = random;
        this.log = log;
    }

    private boolean isDropped(String table) {
        return !numbers.get(table).equals(now.numbers().get(table));
    }

    static Map<String, ModelTable> copy(Map<String, ModelTable> tables) {
        Map<String, ModelTable> copies = new TreeMap<>();
        tables.forEach((name, table) -> copies.put(name, table.copy()));
        return copies;
    }

    private static Map<String, Set<ItemKey>> copyKeys(Map<String, Set<ItemKey>> keys) {
        Map<String, Set<ItemKey>> copies = new HashMap<>();
        keys.forEach((table, of) -> copies.put(table, new HashSet<>(of)));
        return copies;
    }

    private boolean isSerializable() {
        return real.isolation() == Isolation.SERIALIZABLE;
    }

    private ModelFootprint footprint(String table) {
        return footprints.computeIfAbsent(table, absent -> new ModelFootprint());
    }

    List<String> tableNames() {
        return List.copyOf(tables.keySet());
    }

    // ---- writing

    /** Makes a few random writes, one by one or together. */
    void write() {
        List<ModelWrite> writes = new ArrayList<>();
        for (int i = random.oneIn(3) ? random.below(6) : 0; i >= 0; i--) {
            String name = random.anyOf(tableNames());
            writes.add(random.oneIn(8) ? randomCheck(name) : ModelWrite.random(random, name, tables));
        }
        boolean atomic = random.oneIn(3);
        writes.forEach(write -> log.accept("  " + write));
        log.accept("  " + writes.size() + " write(s)" + (atomic ? ", atomic" : ""));
        WriteBatch batch =
                new WriteBatch(writes.stream().map(ModelWrite::toWrite).toList(), true, atomic);
        if (writes.stream().anyMatch(write -> isDropped(write.table()))) {
            noteTouched(writes);
            ItemException refusal = failureOf(() -> real.write(batch));
            assertEquals(ErrorCode.TRANSACTION_CONFLICT, refusal.code(), "a write into a dropped table");
            return;
        }
        List<WriteOutcome> outcomes = real.write(batch);
        noteTouched(writes);
        assertEquals(writes.size(), outcomes.size());
        if (atomic) {
            carryOutTogether(writes, outcomes);
        } else {
            for (int i = 0; i < outcomes.size(); i++) {
                ModelWrite write = writes.get(i);
                write.carryOut(tables.get(write.table()), outcomes.get(i), true);
                noteWritten(write, outcomes.get(i));
            }
        }
    }

    private ModelWrite randomCheck(String name) {
        ModelTable table = tables.get(name);
        return ModelWrite.check(
                name, random.key(table.keys()), random.maybeCondition(1).orElseThrow());
    }

    private static ItemException failureOf(Runnable action) {
        try {
            action.run();
        } catch (ItemException e) {
            return e;
        }
        throw new AssertionError("it should have failed");
    }

    /** What is looked at for a write must be the same at the commit: under snapshot isolation only what was checked. */
    private void noteTouched(List<ModelWrite> writes) {
        for (ModelWrite write : writes) {
            if (isSerializable() || write.kind() == ModelWrite.Kind.CHECK) {
                footprint(write.table()).add(write.key());
            }
            if (isDropped(write.table())) {
                return;
            }
        }
    }

    private void noteWritten(ModelWrite write, WriteOutcome outcome) {
        if (outcome.failure().isEmpty() && write.kind() != ModelWrite.Kind.CHECK) {
            written.computeIfAbsent(write.table(), absent -> new HashSet<>()).add(write.key());
        }
    }

    private void carryOutTogether(List<ModelWrite> writes, List<WriteOutcome> outcomes) {
        Map<String, ModelTable> after = copy(tables);
        List<ErrorCode> failures = carryOutTogether(writes, after);
        for (int i = 0; i < outcomes.size(); i++) {
            ModelWrite write = writes.get(i);
            ErrorCode found = outcomes.get(i).failure().map(ItemException::code).orElse(null);
            assertEquals(failures.get(i), found, () -> "in an atomic batch: " + write);
            noteWritten(write, outcomes.get(i));
        }
        tables = after;
    }

    /**
     * Carries out writes that happen together or not at all.
     *
     * @return for each why it fails, null if it does not
     */
    static List<ErrorCode> carryOutTogether(List<ModelWrite> writes, Map<String, ModelTable> tables) {
        Map<String, ModelTable> old = copy(tables);
        List<ErrorCode> failures = new ArrayList<>();
        for (ModelWrite write : writes) {
            ModelTable table = tables.get(write.table());
            failures.add(write.failure(table));
            write.carryOut(table);
        }
        if (failures.stream().anyMatch(failure -> failure != null)) {
            tables.putAll(old);
            failures.replaceAll(failure -> failure == null ? ErrorCode.TRANSACTION_CANCELLED : failure);
        }
        return failures;
    }

    /** Remembers the place, or goes back to one and forgets the later ones. */
    void markOrGoBack() {
        if (marks.isEmpty() || random.oneIn(2)) {
            log.accept("  mark");
            marks.add(new Mark(real.mark(), copy(tables), copyKeys(written)));
            return;
        }
        int place = random.below(marks.size());
        log.accept("  back to mark " + place + " of " + marks.size());
        Mark mark = marks.get(place);
        real.rollbackTo(mark.real());
        tables = copy(mark.tables());
        written = copyKeys(mark.written());
        marks.subList(place + 1, marks.size()).clear();
    }

    // ---- reading

    /** One random read, compared with what the transaction must see. */
    void read() {
        String name = random.anyOf(tableNames());
        if (isSerializable()) {
            readNoted(name, tables.get(name));
        } else {
            new ModelReads(real, random, log).checkOneRead(name, tables.get(name));
        }
    }

    /** No attribute and no type that the transaction can meet may be missing. */
    void checkStatistics() {
        String name = random.anyOf(tableNames());
        log.accept("  statistics of " + name);
        Map<String, AttributeStatistics> found = new HashMap<>();
        real.statistics(name).attributes().forEach(attribute -> found.put(attribute.name(), attribute));
        tables.get(name).attributes().forEach((attribute, expected) -> {
            assertTrue(found.containsKey(attribute), () -> "unknown attribute " + attribute + ", known " + found);
            for (AttributeType type : expected.counts().keySet()) {
                assertTrue(
                        found.get(attribute).counts().getOrDefault(type, 0L) > 0,
                        () -> "unknown type " + type + " of " + attribute);
            }
        });
    }

    /** Reads whose extent is known exactly. */
    private void readNoted(String name, ModelTable table) {
        switch (random.below(table.indexes().isEmpty() ? 6 : 9)) {
            case 0, 1, 2 -> getNoted(name, table);
            case 3, 4 -> queryNoted(name, table);
            case 5 -> {
                log.accept("  scan " + name);
                footprint(name).addRange(key -> true);
                assertEquals(table.all().keySet(), new HashSet<>(keys(ItemRead.of(name, Access.Scan.WHOLE), table)));
            }
            default -> queryNoted(name, table, random.anyOf(table.indexes()));
        }
    }

    private void getNoted(String name, ModelTable table) {
        List<ItemKey> keys = new ArrayList<>();
        for (int i = random.below(3); i >= 0; i--) {
            keys.add(random.key(table.keys()));
        }
        log.accept("  get " + name + " " + keys);
        keys.forEach(footprint(name)::add);
        assertEquals(
                keys.stream().filter(key -> table.get(key) != null).toList(),
                keys(ItemRead.of(name, new Access.Get(keys)), table));
    }

    private void queryNoted(String name, ModelTable table) {
        AttributeValue partition = random.partition(table.keys());
        ModelRange range = random.range(table.keys());
        boolean descending = random.oneIn(2);
        int items = random.oneIn(2) ? 1 + random.below(3) : Integer.MAX_VALUE;
        log.accept("  query " + name + " " + partition + " " + range + (descending ? " descending" : "") + " up to "
                + items + " items");
        List<ItemKey> all = table.query(partition, range, descending);
        List<ItemKey> expected = all.subList(0, Math.min(items, all.size()));
        boolean isWhole = expected.size() < items;
        footprint(name)
                .addRange(key -> key.partition().equals(partition)
                        && (key.sort().isEmpty()
                                || (range.contains(key.sort().get())
                                        && (isWhole || isReached(key, expected, descending)))));
        ItemRead read = ItemRead.of(name, new Access.Query(partition, range.toRange(), descending))
                .withPage(items, Long.MAX_VALUE);
        assertEquals(expected, keys(read, table));
    }

    private static boolean isReached(ItemKey key, List<ItemKey> read, boolean descending) {
        ItemKey last = read.get(read.size() - 1);
        int order = ModelIndex.SORT_ORDER.compare(key, last);
        return descending ? order >= 0 : order <= 0;
    }

    private void queryNoted(String name, ModelTable table, ModelIndex index) {
        List<ItemKey> inIndex = new ArrayList<>();
        before.get(name).all().values().forEach(item -> inIndex.add(index.keyOf(item)));
        table.all().values().forEach(item -> inIndex.add(index.keyOf(item)));
        inIndex.removeIf(key -> key == null);
        if (inIndex.isEmpty()) {
            return;
        }
        AttributeValue partition = random.anyOf(inIndex).partition();
        ModelRange range = random.rangeAround(index.definition().keys(), random.anyOf(inIndex));
        boolean whole = random.oneIn(2);
        log.accept("  query " + name + "." + index.definition() + " " + partition + " " + range
                + (whole ? " whole items" : ""));
        Predicate<ItemKey> isWithin = key -> key.partition().equals(partition)
                && (key.sort().isEmpty() || range.contains(key.sort().get()));
        footprint(name).addRange(index, isWithin);
        Set<ItemKey> expected = new HashSet<>();
        table.all().forEach((key, item) -> {
            ItemKey entry = index.keyOf(item);
            if (entry != null && isWithin.test(entry)) {
                expected.add(key);
            }
        });
        if (whole) {
            expected.forEach(footprint(name)::add);
        }
        ItemRead read = ItemRead.of(name, new Access.Query(partition, range.toRange(), random.oneIn(2)))
                .withIndex(index.definition().name())
                .withWholeItems(whole);
        List<ItemKey> found = new ArrayList<>();
        try (ItemCursor cursor = real.open(read)) {
            while (cursor.next()) {
                found.add(cursor.key());
                Map<String, AttributeValue> item = table.get(cursor.key());
                assertNotNull(item, () -> "an entry of an item that is not there: " + cursor.key());
                assertEquals(Item.of(whole ? item : index.entry(item)), cursor.item());
            }
        }
        assertEquals(expected, new HashSet<>(found));
        assertEquals(expected.size(), found.size(), () -> "an item twice: " + found);
    }

    private List<ItemKey> keys(ItemRead read, ModelTable table) {
        List<ItemKey> found = new ArrayList<>();
        try (ItemCursor cursor = real.open(read)) {
            while (cursor.next()) {
                found.add(cursor.key());
                Map<String, AttributeValue> item = table.get(cursor.key());
                assertNotNull(item, () -> "an item that is not there: " + cursor.key());
                assertEquals(Item.of(item), cursor.item());
            }
        }
        return found;
    }

    // ---- views

    /** Opens a view in the transaction. */
    void openView() {
        log.accept("  open a view");
        views.add(new OpenView(real.openView(), copy(tables)));
    }

    /** The views show what they showed; reading in them does not count any more once the transaction has ended. */
    void checkViews() {
        if (isSerializable() && !real.hasEnded()) {
            return;
        }
        for (OpenView view : views) {
            ModelReads reads = new ModelReads(view.real(), random, log);
            view.tables().forEach(reads::checkWhole);
        }
    }

    void closeViews() {
        views.forEach(view -> view.real().close());
        views.clear();
    }

    // ---- the end

    /**
     * Commits, and compares whether that was possible.
     *
     * @return whether it was
     */
    boolean commit() {
        ModelFootprint.Change change = conflict();
        boolean committed = true;
        try {
            real.commit();
        } catch (ItemException e) {
            assertEquals(ErrorCode.TRANSACTION_CONFLICT, e.code(), e.getMessage());
            committed = false;
        }
        log.accept("  " + (committed ? "committed" : "refused") + ", what it has touched: " + change);
        assertTrue(real.hasEnded());
        if (change != ModelFootprint.Change.REWRITTEN) {
            assertEquals(change == ModelFootprint.Change.NONE, committed, "whether it commits");
        }
        if (committed) {
            written.forEach((name, keys) ->
                    keys.forEach(key -> now.set(name, key, tables.get(name).get(key))));
        }
        return committed;
    }

    private ModelFootprint.Change conflict() {
        if (written.values().stream().allMatch(Set::isEmpty)) {
            return ModelFootprint.Change.NONE;
        }
        boolean isRewritten = false;
        for (String name : tables.keySet()) {
            Set<ItemKey> own = written.getOrDefault(name, Set.of());
            ModelFootprint footprint = footprint(name);
            if (isDropped(name)) {
                if (!own.isEmpty() || footprint.hasSingles()) {
                    return ModelFootprint.Change.CHANGED;
                }
                continue;
            }
            Set<ItemKey> others = now.writtenSince(name, began);
            if (own.stream().anyMatch(others::contains)) {
                return ModelFootprint.Change.CHANGED;
            }
            ModelFootprint.Change change = footprint.between(before.get(name), now.table(name), others);
            if (change == ModelFootprint.Change.CHANGED) {
                return change;
            }
            isRewritten |= change == ModelFootprint.Change.REWRITTEN;
        }
        return isRewritten ? ModelFootprint.Change.REWRITTEN : ModelFootprint.Change.NONE;
    }

    /** Ends it without a commit. */
    void rollBack() {
        log.accept("  roll back");
        real.close();
        assertTrue(real.hasEnded());
    }

    boolean isOfLevel(Isolation level) {
        return real.isolation() == level;
    }

    @Override
    public String toString() {
        return real.isolation() + " since " + began;
    }
}
