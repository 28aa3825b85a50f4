package io.itemql.sql.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statements that were planned last, up to a bound; the one that was not used for the longest time goes first.
 * Thread-safe.
 */
public final class PlanCache {
    private final LeastRecentlyUsed statements;
    private long hits;
    private long misses;

    /**
     * @param statementsMax at least 1
     */
    public PlanCache(int statementsMax) {
        if (statementsMax < 1) {
            throw new IllegalArgumentException("a cache of " + statementsMax + " statements");
        }
        this.statements = new LeastRecentlyUsed(statementsMax);
    }

    /** The statement with this key; {@code null} if it is not remembered. */
    public synchronized CachedStatement find(PlanKey key) {
        CachedStatement found = statements.get(key);
        if (found == null) {
            misses++;
        } else {
            hits++;
        }
        return found;
    }

    /**
     * Remembers a statement.
     *
     * @return the one to use: this, or an equal one that somebody else remembered meanwhile
     */
    public synchronized CachedStatement add(PlanKey key, CachedStatement statement) {
        CachedStatement earlier = statements.putIfAbsent(key, statement);
        return earlier == null ? statement : earlier;
    }

    /** How many searches found their statement. */
    public synchronized long hits() {
        return hits;
    }

    /** How many searches did not. */
    public synchronized long misses() {
        return misses;
    }

    public synchronized int size() {
        return statements.size();
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<PlanKey, CachedStatement> {
        private static final long serialVersionUID = 1L;

        private final int statementsMax;

        LeastRecentlyUsed(int statementsMax) {
            super(16, 0.75f, true);
            this.statementsMax = statementsMax;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<PlanKey, CachedStatement> eldest) {
            return size() > statementsMax;
        }
    }
}
