package io.itemql.sql.cache;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A statement with its current plan, shared by all who run it. Thread-safe. When a table has changed, the first who
 * notices makes the new plan and the others wait for it instead of making their own.
 */
public final class CachedStatement {
    private final Supplier<PlannedStatement> planner;
    private volatile PlannedStatement current;

    /**
     * Plans the statement.
     *
     * @param planner plans it for the tables as they are when it is called
     */
    public CachedStatement(Supplier<PlannedStatement> planner) {
        this.planner = Objects.requireNonNull(planner, "planner");
        this.current = planner.get();
    }

    /**
     * A statement that is planned already.
     *
     * @param planner plans it for the tables as they are when it is called
     */
    public CachedStatement(Supplier<PlannedStatement> planner, PlannedStatement first) {
        this.planner = Objects.requireNonNull(planner, "planner");
        this.current = Objects.requireNonNull(first, "first");
    }

    /** The last plan that was made. */
    public PlannedStatement current() {
        return current;
    }

    /**
     * A plan that is newer than one that no longer holds.
     *
     * @throws io.itemql.error.ItemException if the statement is wrong for the tables as they are now
     */
    public synchronized PlannedStatement renewed(PlannedStatement stale) {
        if (current == stale) {
            current = planner.get();
        }
        return current;
    }

    /** A plan that is made now, whatever the last one knew. */
    public synchronized PlannedStatement plannedAnew() {
        current = planner.get();
        return current;
    }
}
