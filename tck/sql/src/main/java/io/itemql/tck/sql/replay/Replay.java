package io.itemql.tck.sql.replay;

import io.itemql.item.Item;
import io.itemql.sql.dynamodb.service.StatementService;
import io.itemql.sql.dynamodb.wire.StatementProtocol;
import io.itemql.sql.dynamodb.wire.WireValues;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemStore;
import io.itemql.store.ItemStoreProvider;
import io.itemql.store.StoreAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;

/**
 * Sends the requests of a corpus to the statement service on a store in memory and compares the answers, and after changes
 * the stored items as well. Every case starts from the fixtures.
 */
public final class Replay implements AutoCloseable {
    private static final int PAGES_MAX = 1000;

    private static final Set<String> OPERATIONS =
            Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction");

    private final Fixtures fixtures;
    private ItemStore store;
    private StatementProtocol protocol;
    private boolean clean;

    Replay(Fixtures fixtures) {
        this.fixtures = fixtures;
        renew();
    }

    private void renew() {
        store = open();
        protocol = new StatementProtocol(new StatementService(store));
        clean = false;
    }

    private static ItemStore open() {
        for (ItemStoreProvider provider : ServiceLoader.load(ItemStoreProvider.class)) {
            if (provider.schemes().contains("mem")) {
                return provider.open(new StoreAddress("mem", "replay-" + UUID.randomUUID()), Map.of());
            }
        }
        throw new IllegalStateException("no engine for stores in memory");
    }

    /**
     * Replays one case. One that makes the engine fail in a way that is no answer counts as failed; one of another
     * operation than the statements' is skipped.
     *
     * @return what became of it
     */
    Outcome run(Map<?, ?> recorded) {
        List<Map<?, ?>> steps = steps(recorded);
        if (!steps.stream().allMatch(step -> OPERATIONS.contains(operation(step)))) {
            return Outcome.skipped();
        }
        if (!clean) {
            fixtures.reset(store);
            clean = true;
        }
        try {
            return run(steps);
        } finally {
            // Client tokens of one case are unknown to the next.
            if (steps.stream().anyMatch(Replay::hasToken)) {
                store.close();
                renew();
            }
        }
    }

    private Outcome run(List<Map<?, ?>> steps) {
        Outcome last = Outcome.skipped();
        for (Map<?, ?> step : steps) {
            Outcome outcome = outcome(step);
            last = outcome.isSkipped() ? last : outcome;
            if (!last.isRight()) {
                return last;
            }
        }
        return last;
    }

    private static boolean hasToken(Map<?, ?> step) {
        return step.get("request") instanceof Map<?, ?> request && request.containsKey("ClientRequestToken");
    }

    /** The requests of a case in their order; what is stored afterwards is told of the last. */
    private static List<Map<?, ?>> steps(Map<?, ?> recorded) {
        if (!(recorded.get("steps") instanceof List<?> list)) {
            return List.of(recorded);
        }
        List<Map<?, ?>> steps = new ArrayList<>();
        for (Object each : list) {
            Map<Object, Object> step = new LinkedHashMap<>((Map<?, ?>) each);
            step.putIfAbsent("order", recorded.get("order"));
            if (steps.size() == list.size() - 1 && recorded.containsKey("after")) {
                step.putIfAbsent("after", recorded.get("after"));
            }
            steps.add(step);
        }
        return steps;
    }

    private static Object operation(Map<?, ?> step) {
        return step.containsKey("api") ? step.get("api") : String.valueOf(step.get("op"));
    }

    private Outcome outcome(Map<?, ?> step) {
        Map<?, ?> request = (Map<?, ?>) step.get("request");
        if (!isQuery(request)) {
            clean = false;
        }
        Map<String, Object> answer;
        try {
            answer = answer((String) operation(step), request, step.containsKey("pages"));
        } catch (RuntimeException | StackOverflowError e) {
            answer = Map.of("failure of the engine", e.toString());
        }
        Expectation expectation = Expectation.of(step);
        if (expectation == null) {
            return Outcome.skipped();
        }
        Comparison comparison = new Comparison(
                "exact".equals(step.get("order")), comparesPageSizes(request), expectation.comparesMessages());
        Outcome best = null;
        for (int i = 0; i < expectation.answers().size(); i++) {
            Map<?, ?> expected = expectation.answers().get(i);
            Comparison.Verdict verdict = comparison.of(expected, answer);
            String stored = storedDifference(expectation.after().get(i));
            Outcome outcome = new Outcome(verdict, expected, answer, stored);
            if (best == null || (outcome.isRight() && !best.isRight())) {
                best = outcome;
            }
        }
        return best;
    }

    private static boolean isQuery(Map<?, ?> request) {
        return request.get("Statement") instanceof String text && text.regionMatches(true, 0, "SELECT", 0, 6);
    }

    /** Without a filter, pages have a size even where their items are in no order. */
    private static boolean comparesPageSizes(Map<?, ?> request) {
        return isQuery(request)
                && !((String) request.get("Statement")).toUpperCase(Locale.ROOT).contains("WHERE");
    }

    private Map<String, Object> answer(String api, Map<?, ?> request, boolean pages) {
        Map<String, Object> first = protocol.call(api, request);
        if (!pages || first.containsKey("error")) {
            return first;
        }
        List<Object> all = new ArrayList<>();
        Map<String, Object> page = first;
        for (int i = 0; i < PAGES_MAX; i++) {
            all.add(page.get("Items"));
            if (!page.containsKey("NextToken")) {
                return Map.of("pages", all);
            }
            Map<Object, Object> next = new LinkedHashMap<>(request);
            next.put("NextToken", page.get("NextToken"));
            page = protocol.call(api, next);
            if (page.containsKey("error")) {
                return page;
            }
        }
        throw new IllegalStateException("pages without end: " + request);
    }

    /** How the stored items differ from the fixtures with the changes of a case; empty if they do not. */
    private String storedDifference(List<?> after) {
        if (after == null) {
            return "";
        }
        Map<String, Map<ItemKey, Item>> expected = new HashMap<>();
        fixtures.tableNames().forEach(table -> expected.put(table, new HashMap<>(fixtures.items(table))));
        for (Object each : after) {
            Map<?, ?> change = (Map<?, ?>) each;
            String table = (String) change.get("table");
            Map<ItemKey, Item> items = expected.get(table);
            ItemKey key = ItemKey.ofItem(
                    WireValues.readItem(change.get("key")),
                    fixtures.table(table).keys());
            if (change.get("item") == null) {
                items.remove(key);
            } else {
                items.put(key, WireValues.readItem(change.get("item")));
            }
        }
        for (String table : fixtures.tableNames()) {
            Map<ItemKey, Item> stored = Fixtures.stored(store, table);
            if (!stored.equals(expected.get(table))) {
                return difference(table, expected.get(table), stored);
            }
        }
        return "";
    }

    private static String difference(String table, Map<ItemKey, Item> expected, Map<ItemKey, Item> stored) {
        StringBuilder text = new StringBuilder();
        expected.forEach((key, item) -> {
            if (!item.equals(stored.get(key))) {
                text.append("\n    stored in ").append(table).append(": ").append(stored.get(key));
                text.append("\n    instead of: ").append(item);
            }
        });
        stored.forEach((key, item) -> {
            if (!expected.containsKey(key)) {
                text.append("\n    stored in ")
                        .append(table)
                        .append(" besides: ")
                        .append(item);
            }
        });
        return text.toString();
    }

    @Override
    public void close() {
        store.close();
    }
}
