package io.itemql.tck.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which transaction must come before which, and why. The definitions of isolation levels by Adya and by Cerone and
 * Gotsman are statements about cycles here; {@link #cycle} looks for them. Not thread-safe.
 *
 * <p>A cycle in which no two anti-dependencies follow each other is what snapshots forbid. To find one, every
 * transaction is taken as two states, reached by an anti-dependency or by anything else; from the first only the second
 * can be reached.
 */
final class DependencyGraph {
    /** Why one transaction comes before another one. */
    enum Reason {
        /** The next value of a list. */
        OVERWRITTEN_BY,
        /** The last value that was seen. */
        READ_BY,
        /** The first value that was not seen. */
        MISSED_A_WRITE_OF,
        /** The clock. */
        ENDED_BEFORE
    }

    /**
     * How many transactions are tried as the beginning of a cycle when the one with fewest anti-dependencies is sought.
     */
    private static final int STARTS_MAX = 300;

    private record Edge(int to, Reason reason) {}

    /** A way of reaching a state: from which one, by which edge, over how many anti-dependencies. */
    private record Arrival(int state, Reason reason, int misses) {}

    private final List<List<Edge>> edges = new ArrayList<>();

    DependencyGraph(int transactions) {
        for (int i = 0; i < transactions; i++) {
            edges.add(new ArrayList<>());
        }
    }

    void add(int from, int to, Reason reason) {
        if (from != to) {
            edges.get(from).add(new Edge(to, reason));
        }
    }

    /**
     * A cycle, as few anti-dependencies in it as can be found.
     *
     * @param transactions in the order of the cycle
     * @param reasons why each comes before the next one, the last before the first
     */
    record Cycle(List<Integer> transactions, List<Reason> reasons) {
        int misses() {
            return Collections.frequency(reasons, Reason.MISSED_A_WRITE_OF);
        }

        boolean needsTheClock() {
            return reasons.contains(Reason.ENDED_BEFORE);
        }
    }

    /**
     * A cycle over edges of certain reasons; {@code null} if there is none.
     *
     * @param missesMayFollowEachOther whether two anti-dependencies in a row count
     */
    Cycle cycle(Set<Reason> reasons, boolean missesMayFollowEachOther) {
        EnumSet<Reason> allowed = EnumSet.copyOf(reasons);
        boolean[] left = peel(allowed, missesMayFollowEachOther);
        Cycle best = null;
        int starts = 0;
        for (int state = 0; state < left.length && (best == null || starts < STARTS_MAX); state++) {
            if (left[state]) {
                Cycle found = through(state, left, allowed, missesMayFollowEachOther);
                starts++;
                if (found != null && (best == null || isBetter(found, best))) {
                    best = found;
                }
            }
        }
        return best;
    }

    private static boolean isBetter(Cycle a, Cycle b) {
        return a.misses() != b.misses()
                ? a.misses() < b.misses()
                : a.transactions().size() < b.transactions().size();
    }

    /**
     * A state is twice the transaction, plus 1 if it was reached by an anti-dependency that no other one may follow.
     */
    private static int next(int state, Edge edge, EnumSet<Reason> allowed, boolean missesMayFollow) {
        if (!allowed.contains(edge.reason)) {
            return -1;
        }
        boolean misses = edge.reason == Reason.MISSED_A_WRITE_OF && !missesMayFollow;
        if (misses && (state & 1) == 1) {
            return -1;
        }
        return 2 * edge.to + (misses ? 1 : 0);
    }

    /**
     * The states that are left when those which nothing leads to or which lead to nothing are taken away, repeatedly.
     */
    private boolean[] peel(EnumSet<Reason> allowed, boolean missesMayFollow) {
        int states = 2 * edges.size();
        List<List<Integer>> forward = new ArrayList<>(states);
        List<List<Integer>> backward = new ArrayList<>(states);
        for (int state = 0; state < states; state++) {
            forward.add(new ArrayList<>());
            backward.add(new ArrayList<>());
        }
        for (int state = 0; state < states; state++) {
            for (Edge edge : edges.get(state / 2)) {
                int next = next(state, edge, allowed, missesMayFollow);
                if (next >= 0) {
                    forward.get(state).add(next);
                    backward.get(next).add(state);
                }
            }
        }
        boolean[] left = new boolean[states];
        Arrays.fill(left, true);
        takeAway(left, backward, forward);
        takeAway(left, forward, backward);
        return left;
    }

    /** Takes away, repeatedly, what has no neighbour left on one side. */
    private static void takeAway(boolean[] left, List<List<Integer>> needed, List<List<Integer>> dependent) {
        int[] counts = new int[left.length];
        Deque<Integer> alone = new ArrayDeque<>();
        for (int state = 0; state < left.length; state++) {
            for (int other : needed.get(state)) {
                counts[state] += left[other] ? 1 : 0;
            }
            if (left[state] && counts[state] == 0) {
                alone.add(state);
            }
        }
        while (!alone.isEmpty()) {
            int state = alone.remove();
            left[state] = false;
            for (int other : dependent.get(state)) {
                if (left[other] && --counts[other] == 0) {
                    alone.add(other);
                }
            }
        }
    }

    /** The cycle through a state with the fewest anti-dependencies, and of these the shortest; {@code null} if none. */
    private Cycle through(int start, boolean[] left, EnumSet<Reason> allowed, boolean missesMayFollow) {
        Arrival[] arrivals = new Arrival[left.length];
        // Two queues instead of one sorted by misses: first everything that costs no further one.
        Deque<Integer> now = new ArrayDeque<>();
        Deque<Integer> later = new ArrayDeque<>();
        boolean[] done = new boolean[left.length];
        now.add(start);
        int misses = 0;
        while (!now.isEmpty()) {
            int state = now.remove();
            if (!done[state]) {
                done[state] = true;
                for (Edge edge : edges.get(state / 2)) {
                    int next = next(state, edge, allowed, missesMayFollow);
                    if (next < 0 || !left[next]) {
                        continue;
                    }
                    int reached = misses + (edge.reason == Reason.MISSED_A_WRITE_OF ? 1 : 0);
                    if (arrivals[next] == null || arrivals[next].misses > reached) {
                        arrivals[next] = new Arrival(state, edge.reason, reached);
                        (reached == misses ? now : later).add(next);
                    }
                }
            }
            if (now.isEmpty()) {
                Deque<Integer> empty = now;
                now = later;
                later = empty;
                misses++;
            }
        }
        return arrivals[start] == null ? null : cycleBackFrom(start, arrivals);
    }

    private static Cycle cycleBackFrom(int start, Arrival[] arrivals) {
        List<Integer> transactions = new ArrayList<>();
        List<Reason> reasons = new ArrayList<>();
        int state = start;
        do {
            Arrival arrival = arrivals[state];
            reasons.add(arrival.reason);
            state = arrival.state;
            transactions.add(state / 2);
        } while (state != start);
        Collections.reverse(transactions);
        Collections.reverse(reasons);
        return new Cycle(transactions, reasons);
    }
}
