package io.itemql.tck.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Lists with snapshots, the simplest that could be, with one fault. Safe for use by several threads, each with a
 * client.
 */
final class FaultyLists {
    /** What is wrong with it. */
    enum Fault {
        NONE,
        /** Of two transactions that write the same list, both commit; the second one writes back what it has read. */
        NO_CONFLICTS,
        /** Each read sees the last committed state. */
        READS_COMMITTED,
        /** Each write is there at once and rolled back by taking it out again. */
        WRITES_AT_ONCE,
        /** Now and then a commit is acknowledged and forgotten. */
        FORGETS,
        /** Transactions begin on a state that is a while old. */
        LAGS
    }

    private static final int LAG = 5;

    private Fault fault;
    /** All states by the number of commits before. */
    private final List<Map<String, List<Long>>> states = new ArrayList<>();

    private final Map<String, Integer> lastCommit = new HashMap<>();

    FaultyLists(Fault fault) {
        this.fault = fault;
        states.add(Map.of());
    }

    /** Takes the fault away. */
    synchronized void repair() {
        fault = Fault.NONE;
    }

    ListClient client() {
        return new Client();
    }

    private Map<String, List<Long>> current() {
        return states.get(states.size() - 1);
    }

    private void replace(Map<String, List<Long>> changes) {
        Map<String, List<Long>> next = new HashMap<>(current());
        next.putAll(changes);
        states.add(next);
    }

    private static List<Long> with(List<Long> list, long value) {
        List<Long> longer = new ArrayList<>(list);
        longer.add(value);
        return longer;
    }

    private final class Client implements ListClient {
        private int began;
        private Map<String, List<Long>> snapshot = Map.of();
        private final Map<String, List<Long>> written = new HashMap<>();
        private final Set<Long> own = new HashSet<>();

        @Override
        public void begin() {
            synchronized (FaultyLists.this) {
                began = Math.max(0, states.size() - 1 - (fault == Fault.LAGS ? LAG : 0));
                snapshot = states.get(began);
                written.clear();
                own.clear();
            }
        }

        @Override
        public List<Long> read(String key) {
            LockSupport.parkNanos(1000);
            synchronized (FaultyLists.this) {
                boolean latest = fault == Fault.READS_COMMITTED || fault == Fault.WRITES_AT_ONCE;
                return written.getOrDefault(key, (latest ? current() : snapshot).getOrDefault(key, List.of()));
            }
        }

        @Override
        public void append(String key, long value) {
            List<Long> longer = with(read(key), value);
            synchronized (FaultyLists.this) {
                own.add(value);
                if (fault == Fault.WRITES_AT_ONCE) {
                    replace(Map.of(key, with(current().getOrDefault(key, List.of()), value)));
                } else {
                    written.put(key, longer);
                }
            }
        }

        @Override
        public void commit() throws Refused {
            LockSupport.parkNanos(1000);
            synchronized (FaultyLists.this) {
                for (String key : written.keySet()) {
                    if (fault != Fault.NO_CONFLICTS && lastCommit.getOrDefault(key, 0) > began) {
                        throw new Refused(key);
                    }
                }
                if (fault == Fault.FORGETS && states.size() % 50 == 0) {
                    states.add(current());
                    return;
                }
                replace(written);
                written.keySet().forEach(key -> lastCommit.put(key, states.size() - 1));
            }
        }

        @Override
        public void rollback() {
            synchronized (FaultyLists.this) {
                if (fault == Fault.WRITES_AT_ONCE) {
                    Map<String, List<Long>> without = new HashMap<>();
                    current()
                            .forEach((key, list) -> without.put(
                                    key,
                                    list.stream()
                                            .filter(value -> !own.contains(value))
                                            .toList()));
                    replace(without);
                }
            }
        }

        @Override
        public void close() {
            // ignored: there is nothing to give back
        }
    }
}
