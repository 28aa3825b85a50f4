package io.itemql.tck.history;

import io.itemql.tck.history.Anomaly.Kind;
import io.itemql.tck.history.DependencyGraph.Cycle;
import io.itemql.tck.history.DependencyGraph.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a history of transactions that read lists and append to them.
 *
 * <p>First the reads by themselves: everything in a list was written, by a transaction that was not rolled back and had
 * asked for its commit, and nothing that was committed is missing. The longest read of a list gives the order of its
 * writes, and all others are beginnings of it. From there the dependencies follow, and the cycles among them are named.
 *
 * <p>A transaction of unknown outcome counts as committed if somebody has read what it wrote, and otherwise not at all.
 * The final state should be in the history as one last transaction that reads every list.
 */
public final class ListAppendCheck {
    private static final EnumSet<Reason> FLOW = EnumSet.of(Reason.OVERWRITTEN_BY, Reason.READ_BY);
    private static final EnumSet<Reason> DATA =
            EnumSet.of(Reason.OVERWRITTEN_BY, Reason.READ_BY, Reason.MISSED_A_WRITE_OF);

    private record Value(String key, long value) {}

    private final Level level;
    private final List<Transaction> history;
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final Map<Value, Transaction> writers = new HashMap<>();
    private final Map<Integer, ListAppends> byTransaction = new HashMap<>();
    private final List<Transaction> happened = new ArrayList<>();
    private final Map<String, List<Long>> orders = new HashMap<>();

    private ListAppendCheck(List<Transaction> history, Level level) {
        this.history = history;
        this.level = level;
    }

    /** Everything that is wrong with a history; if its lists make no sense, cycles are not looked for. */
    public static List<Anomaly> check(List<Transaction> history, Level level) {
        ListAppendCheck check = new ListAppendCheck(history, level);
        check.readTransactions();
        check.findHappened();
        check.checkReads();
        check.findOrders();
        check.checkNothingIsLost();
        if (check.anomalies.isEmpty()) {
            check.checkCycles();
        }
        return List.copyOf(check.anomalies);
    }

    private void found(Kind kind, String detail) {
        anomalies.add(new Anomaly(kind, detail));
    }

    private void readTransactions() {
        for (Transaction transaction : history) {
            ListAppends lists = ListAppends.of(transaction);
            lists.inconsistencies().forEach(what -> found(Kind.INTERNAL, what + " in " + transaction));
            byTransaction.put(transaction.number(), lists);
            lists.appended().forEach((key, values) -> {
                for (long value : values) {
                    if (writers.put(new Value(key, value), transaction) != null) {
                        throw new IllegalArgumentException(value + " was appended to " + key + " twice");
                    }
                }
            });
        }
    }

    private void findHappened() {
        Set<Integer> observed = new HashSet<>();
        byTransaction.forEach((number, lists) -> lists.read().forEach((key, values) -> {
            for (long value : values) {
                Transaction writer = writers.get(new Value(key, value));
                if (writer != null && writer.number() != number) {
                    observed.add(writer.number());
                }
            }
        }));
        for (Transaction transaction : history) {
            boolean counts =
                    switch (transaction.outcome()) {
                        case COMMITTED -> true;
                        case ABORTED -> false;
                        case UNKNOWN -> observed.contains(transaction.number());
                    };
            if (counts) {
                happened.add(transaction);
            }
        }
    }

    /** Reads of transactions that failed later are judged as well: they were answered. */
    private void checkReads() {
        for (Transaction reader : history) {
            byTransaction.get(reader.number()).read().forEach((key, values) -> checkRead(reader, key, values));
        }
    }

    private void checkRead(Transaction reader, String key, List<Long> values) {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            long value = values.get(i);
            Transaction writer = writers.get(new Value(key, value));
            if (writer == null || !seen.add(value)) {
                found(Kind.GARBAGE_READ, reader + " read " + value + " of " + key + (writer == null ? "" : " twice"));
            } else if (writer.outcome() == Outcome.ABORTED) {
                found(Kind.ABORTED_READ, reader + " read " + value + " of " + key + " by " + writer);
            } else if (writer.number() != reader.number() && isTooEarly(reader, writer, key, values, i)) {
                found(Kind.DIRTY_READ, reader + " read " + value + " of " + key + " by " + writer);
            }
        }
    }

    /**
     * Whether a value was read before its writer asked for the commit, or as one of several of which the rest is
     * missing.
     */
    private boolean isTooEarly(Transaction reader, Transaction writer, String key, List<Long> values, int at) {
        if (reader.commit() < writer.commit()) {
            return true;
        }
        List<Long> written = byTransaction.get(writer.number()).appended().get(key);
        return at == values.size() - 1
                && written.get(written.size() - 1) != values.get(at).longValue();
    }

    private void findOrders() {
        for (Transaction reader : happened) {
            byTransaction.get(reader.number()).read().forEach((key, values) -> {
                List<Long> longest = orders.getOrDefault(key, List.of());
                List<Long> shorter = values.size() > longest.size() ? longest : values;
                List<Long> longer = values.size() > longest.size() ? values : longest;
                if (!longer.subList(0, shorter.size()).equals(shorter)) {
                    found(
                            Kind.DIVERGENT_ORDER,
                            key + " is " + shorter + " and " + longer + ", the latter or former in " + reader);
                }
                orders.put(key, longer);
            });
        }
    }

    private void checkNothingIsLost() {
        Map<String, Transaction> lastReaders = new HashMap<>();
        Map<String, Map<Integer, Transaction>> updatersByLength = new HashMap<>();
        for (Transaction transaction : happened) {
            ListAppends lists = byTransaction.get(transaction.number());
            lists.read().forEach((key, values) -> {
                lastReaders.merge(key, transaction, (a, b) -> a.begin() >= b.begin() ? a : b);
                if (lists.appended().containsKey(key)) {
                    Transaction other = updatersByLength
                            .computeIfAbsent(key, k -> new HashMap<>())
                            .put(values.size(), transaction);
                    if (other != null) {
                        found(
                                Kind.LOST_UPDATE,
                                "both " + other + " and " + transaction + " read " + values + " of " + key
                                        + " and appended to it");
                    }
                }
            });
        }
        for (Transaction writer : happened) {
            byTransaction.get(writer.number()).appended().forEach((key, values) -> {
                Transaction reader = lastReaders.get(key);
                List<Long> order = orders.getOrDefault(key, List.of());
                if (reader != null
                        && writer.outcome() == Outcome.COMMITTED
                        && reader.begin() > writer.end()
                        && !order.containsAll(values)) {
                    found(
                            Kind.LOST_UPDATE,
                            values + " of " + key + " by " + writer + " is not in " + order + ", which was read later");
                }
            });
        }
    }

    private void checkCycles() {
        DependencyGraph graph = new DependencyGraph(happened.size());
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < happened.size(); i++) {
            places.put(happened.get(i).number(), i);
        }
        orders.forEach((key, order) -> addWrites(graph, places, key, order));
        for (Transaction reader : happened) {
            byTransaction
                    .get(reader.number())
                    .read()
                    .forEach((key, values) -> addRead(graph, places, reader, key, values.size()));
        }
        if (!checkCycles(graph, DATA)) {
            addClock(graph);
            checkCycles(graph, EnumSet.allOf(Reason.class));
        }
    }

    private void addWrites(DependencyGraph graph, Map<Integer, Integer> places, String key, List<Long> order) {
        for (int i = 1; i < order.size(); i++) {
            graph.add(
                    places.get(writers.get(new Value(key, order.get(i - 1))).number()),
                    places.get(writers.get(new Value(key, order.get(i))).number()),
                    Reason.OVERWRITTEN_BY);
        }
    }

    private void addRead(
            DependencyGraph graph, Map<Integer, Integer> places, Transaction reader, String key, int seen) {
        List<Long> order = orders.get(key);
        int place = places.get(reader.number());
        if (seen > 0) {
            Transaction writer = writers.get(new Value(key, order.get(seen - 1)));
            graph.add(places.get(writer.number()), place, Reason.READ_BY);
        }
        if (seen < order.size()) {
            Transaction writer = writers.get(new Value(key, order.get(seen)));
            graph.add(place, places.get(writer.number()), Reason.MISSED_A_WRITE_OF);
        }
    }

    /**
     * A transaction comes behind all that ended before it began; it is enough to say so of those that no other one of
     * them comes behind.
     */
    private void addClock(DependencyGraph graph) {
        List<Integer> byBegin = new ArrayList<>();
        List<Integer> byEnd = new ArrayList<>();
        for (int i = 0; i < happened.size(); i++) {
            byBegin.add(i);
            if (happened.get(i).outcome() == Outcome.COMMITTED) {
                byEnd.add(i);
            }
        }
        byBegin.sort(Comparator.comparingLong(i -> happened.get(i).begin()));
        byEnd.sort(Comparator.comparingLong(i -> happened.get(i).end()));
        List<Integer> frontier = new ArrayList<>();
        int ended = 0;
        for (int later : byBegin) {
            long begin = happened.get(later).begin();
            while (ended < byEnd.size() && happened.get(byEnd.get(ended)).end() < begin) {
                int next = byEnd.get(ended++);
                frontier.removeIf(earlier ->
                        happened.get(earlier).end() < happened.get(next).begin());
                frontier.add(next);
            }
            frontier.forEach(earlier -> graph.add(earlier, later, Reason.ENDED_BEFORE));
        }
    }

    /** Names the worst cycle; false if there is none. */
    private boolean checkCycles(DependencyGraph graph, EnumSet<Reason> reasons) {
        Cycle cycle = graph.cycle(EnumSet.of(Reason.OVERWRITTEN_BY), true);
        if (cycle == null) {
            cycle = graph.cycle(FLOW, true);
        }
        if (cycle == null) {
            cycle = graph.cycle(reasons, false);
        }
        if (cycle == null && level == Level.SERIALIZABLE) {
            cycle = graph.cycle(reasons, true);
        }
        if (cycle == null) {
            return false;
        }
        found(kindOf(cycle), describe(cycle));
        return true;
    }

    private static Kind kindOf(Cycle cycle) {
        if (cycle.needsTheClock()) {
            return Kind.STALE_READ;
        }
        if (cycle.misses() == 0) {
            return cycle.reasons().contains(Reason.READ_BY) ? Kind.CIRCULAR_FLOW : Kind.DIRTY_WRITE;
        }
        if (cycle.misses() == 1) {
            return Kind.READ_SKEW;
        }
        List<Reason> reasons = cycle.reasons();
        for (int i = 0; i < reasons.size(); i++) {
            Reason next = reasons.get((i + 1) % reasons.size());
            if (reasons.get(i) == Reason.MISSED_A_WRITE_OF && next == Reason.MISSED_A_WRITE_OF) {
                return Kind.WRITE_SKEW;
            }
        }
        return Kind.LONG_FORK;
    }

    private String describe(Cycle cycle) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cycle.transactions().size(); i++) {
            text.append(happened.get(cycle.transactions().get(i)))
                    .append(' ')
                    .append(cycle.reasons().get(i))
                    .append(' ');
        }
        return text.append("the first one").toString();
    }
}
