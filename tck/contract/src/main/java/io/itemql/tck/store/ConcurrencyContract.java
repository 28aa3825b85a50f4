package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.condition.Update;
import io.itemql.item.AttributePath;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.store.Access;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.Capability;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What holds while several threads use one store. */
abstract class ConcurrencyContract extends StoreContract {
    private static final int THREADS = 8;

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void concurrentWritersOfOneItemLoseNothing() throws Exception {
        table("users", ONE_KEY);
        int additions = 200;
        Update addOne = new Update(
                List.of(), List.of(), List.of(new Update.Add(AttributePath.of("n"), NumberValue.ONE)), List.of());
        Write addition = new Write.Change("users", ItemKey.of(text("a")), addOne, Optional.empty());
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Write insert = new Write.Put(
                    "users",
                    item("pk", "only one", "by", thread),
                    Optional.of(Condition.notExists(AttributePath.of("pk"))));
            tasks.add(() -> {
                for (int i = 0; i < additions; i++) {
                    write(addition).orThrow();
                }
                return write(insert).failure().isEmpty() ? 1 : 0;
            });
        }
        assertEquals(1, together(tasks).stream().mapToInt(inserted -> inserted).sum());
        List<Item> items = read(ItemRead.of("users", new Access.Get(List.of(ItemKey.of(text("a"))))));
        assertEquals(List.of(item("pk", "a", "n", THREADS * additions)), items);
    }

    /** Threads meet on names that none of them has used before. */
    @Test
    void attributesThatAppearConcurrentlyAreAllThereAfterwards() throws Exception {
        table("users", ONE_KEY);
        int names = 60;
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            tasks.add(() -> {
                for (int i = 0; i < names; i++) {
                    put("users", item("pk", "k" + number + "-" + i, "name" + i, number, "own" + number, "x" + i));
                }
                return names;
            });
        }
        together(tasks);
        reopenStore();
        List<Item> found = scan("users");
        assertEquals(THREADS * names, found.size());
        for (Item each : found) {
            String[] parts = ((StringValue) each.get("pk")).value().substring(1).split("-", -1);
            int number = Integer.parseInt(parts[0]);
            Item expected = item(
                    "pk", "k" + number + "-" + parts[1], "name" + parts[1], number, "own" + number, "x" + parts[1]);
            assertEquals(expected, each);
        }
        if (store().capabilities().contains(Capability.EXACT_STATISTICS)) {
            List<AttributeStatistics> attributes = store().statistics("users").attributes();
            assertEquals(names + THREADS + 1, attributes.size());
            long values =
                    attributes.stream().mapToLong(AttributeStatistics::items).sum();
            assertEquals(3L * THREADS * names, values);
        }
    }

    /** Writers replace, shrink and grow items, but there are always the same keys. */
    @Test
    void viewsTakenDuringWritesShowEveryItemOnce() throws Exception {
        assumeTrue(store().capabilities().contains(Capability.SNAPSHOTS));
        table("users", TEXT_KEYS);
        int items = 300;
        for (int i = 0; i < items; i++) {
            put("users", item("pk", "p" + i % 7, "sk", "s%03d".formatted(i), "n", 0));
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int reader = 0; reader < 2; reader++) {
            tasks.add(() -> {
                int views = 0;
                while (!done.get() || views == 0) {
                    checkOneView(items);
                    views++;
                }
                return views;
            });
        }
        tasks.add(() -> {
            try {
                for (int round = 0; round < 3000; round++) {
                    int i = round * 37 % items;
                    String filling = "x".repeat(round % 500);
                    put("users", item("pk", "p" + i % 7, "sk", "s%03d".formatted(i), "n", round, "t", filling));
                }
            } finally {
                done.set(true);
            }
            return 1;
        });
        assertTrue(together(tasks).stream().allMatch(count -> count > 0));
        checkOneView(items);
        if (store().capabilities().contains(Capability.EXACT_STATISTICS)) {
            long bytes = scan("users").stream()
                    .mapToLong(item -> ModelValues.itemBytes(item.attributes()))
                    .sum();
            assertEquals(items, store().statistics("users").itemCount());
            assertEquals(bytes, store().statistics("users").itemBytes());
        }
    }

    private void checkOneView(int items) {
        try (ReadView view = store().openView()) {
            List<Item> scanned = read(view, ItemRead.of("users", Access.Scan.WHOLE));
            assertEquals(items, new HashSet<>(scanned).size());
            assertEquals(items, scanned.size());
            List<Item> queried = new ArrayList<>();
            for (int partition = 0; partition < 7; partition++) {
                Access query = new Access.Query(text("p" + partition), SortKeyRange.ALL, false);
                queried.addAll(read(view, ItemRead.of("users", query)));
            }
            assertEquals(new HashSet<>(scanned), new HashSet<>(queried), "a query and a scan of one view");
        }
    }

    /** Money moves between accounts of two tables in atomic batches; every view has all of it. */
    @Test
    void viewsShowAtomicBatchesWholeOrNotAtAll() throws Exception {
        assumeTrue(store().capabilities().contains(Capability.TRANSACTIONS));
        int accounts = 20;
        for (String table : List.of("here", "there")) {
            table(table, ONE_KEY);
            for (int i = 0; i < accounts; i++) {
                put(table, item("pk", "a" + i, "money", 100));
            }
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int reader = 0; reader < 2; reader++) {
            tasks.add(() -> {
                int views = 0;
                for (; !done.get() || views == 0; views++) {
                    try (ReadView view = store().openView()) {
                        assertEquals(2 * accounts * 100, money(view, "here") + money(view, "there"));
                    }
                }
                return views;
            });
        }
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(thread);
            tasks.add(() -> {
                int moved = 0;
                for (int round = 0; round < 500; round++) {
                    moved += transfer(random, accounts) ? 1 : 0;
                }
                done.set(true);
                return moved;
            });
        }
        assertTrue(together(tasks).stream().allMatch(count -> count > 0));
        reopenStore();
        try (ReadView view = store().openView()) {
            assertEquals(2 * accounts * 100, money(view, "here") + money(view, "there"));
        }
    }

    private boolean transfer(Random random, int accounts) {
        NumberValue amount = NumberValue.of(random.nextInt(60));
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // Two accounts give, one gets both, and may be one of them.
            NumberValue change = i == 2 ? amount.add(amount) : NumberValue.ZERO.subtract(amount);
            Update add = new Update(
                    List.of(), List.of(), List.of(new Update.Add(AttributePath.of("money"), change)), List.of());
            Condition enough = Condition.compare(
                    new Operand.Path(AttributePath.of("money")),
                    ComparisonOperator.GREATER_OR_EQUAL,
                    new Operand.Literal(amount));
            ItemKey key = ItemKey.of(text("a" + random.nextInt(accounts)));
            writes.add(new Write.Change(
                    random.nextBoolean() ? "here" : "there",
                    key,
                    add,
                    i == 2 ? Optional.empty() : Optional.of(enough)));
        }
        return store().write(WriteBatch.atomic(writes, false)).get(0).failure().isEmpty();
    }

    private static int money(ReadView view, String table) {
        return read(view, ItemRead.of(table, Access.Scan.WHOLE)).stream()
                .mapToInt(
                        item -> ((NumberValue) item.get("money")).toBigDecimal().intValueExact())
                .sum();
    }
}
