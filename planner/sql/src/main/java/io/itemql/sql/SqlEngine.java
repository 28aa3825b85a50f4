package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.cache.CachedStatement;
import io.itemql.sql.cache.PlanCache;
import io.itemql.sql.cache.PlanKey;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.sql.copy.CopyProgress;
import io.itemql.sql.dynamodb.DynamoDbPlanner;
import io.itemql.sql.dynamodb.LiftedStatement;
import io.itemql.sql.dynamodb.statement.ParsedStatement;
import io.itemql.sql.parse.Fingerprint;
import io.itemql.sql.view.ViewDescriber;
import io.itemql.sql.view.ViewDescription;
import io.itemql.sql.view.ViewForm;
import io.itemql.store.Isolation;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.store.system.SystemTables;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * SQL over one store: plans statements and remembers the plans. There is one for each store, shared by all its
 * connections. Thread-safe. Does not own the store: whoever opened it closes it.
 */
public final class SqlEngine {
    /** The longest statement that is read, in characters. */
    public static final int STATEMENT_LENGTH_MAX = 1 << 20;

    /** A plan takes some kilobytes. */
    private static final int PLANS_MAX = 1024;

    /** Statements without tables that touch most of both ways to a plan. */
    static final List<String> WARM_UP = List.of(
            "SELECT 1 AS a",
            "SELECT x, COUNT(*) FROM (VALUES (1, 'a')) AS v (x, y) WHERE y LIKE 'a%' GROUP BY x ORDER BY 2 LIMIT 1");

    private final ItemStore store;
    private final StatementPlanner planner;
    private final PlanCache cache = new PlanCache(PLANS_MAX);
    private final StatementCounters counters = new StatementCounters();
    private final CopyProgress copies = new CopyProgress();
    private final SystemTables system;
    private final ViewDescriber views;
    private final DynamoDbPlanner service;
    private final PlanCache serviceCache = new PlanCache(PLANS_MAX);

    /** An engine with an empty plan cache. */
    public SqlEngine(ItemStore store) {
        this.store = Objects.requireNonNull(store, "store");
        this.system = new EngineFacts(store.systemTables(), cache, counters, copies);
        this.planner = new StatementPlanner(store, system, copies);
        this.views = new ViewDescriber(store, () -> planner.binding(SessionOptions.DEFAULT), planner::columns);
        this.service = new DynamoDbPlanner(store);
    }

    /** The store that the statements run on. */
    public ItemStore store() {
        return store;
    }

    /** The tables in the schema {@code system}: what the store tells about itself, and what this engine adds. */
    public SystemTables systemTables() {
        return system;
    }

    /**
     * Understands and plans a statement, or finds the plan of an earlier one that differs in literals only.
     *
     * @param sql one statement, with or without a semicolon behind it
     * @param options those of the connection
     * @throws ItemException with the place in the statement, if it is wrong
     */
    public PreparedSql prepare(String sql, SessionOptions options) {
        return prepare(sql, options, null);
    }

    /**
     * Understands and plans a statement that is to run in a transaction.
     *
     * @param transaction whose tables the statement is about; {@code null} for none
     */
    public PreparedSql prepare(String sql, SessionOptions options, SqlTransaction transaction) {
        Objects.requireNonNull(options, "options");
        if (sql.length() > STATEMENT_LENGTH_MAX) {
            throw new ItemException(ErrorCode.STATEMENT_TOO_LONG, sql.length(), STATEMENT_LENGTH_MAX);
        }
        if (options.dialect() == SessionOptions.Dialect.DYNAMODB) {
            return prepareForService(sql, options);
        }
        Fingerprint fingerprint = Fingerprint.of(sql);
        if (fingerprint.liftsNothing() || isExplain(fingerprint.key())) {
            CachedStatement found = find(new PlanKey(sql, options), () -> sql, options, transaction);
            int parameters = found.current().plan().parameterCount();
            return new PreparedSql(this, counters, sql, () -> sql, options, found, ArgumentList.ofGiven(parameters));
        }
        // Every character keeps its place in the text that is parsed, so messages point into the caller's.
        CachedStatement found = find(new PlanKey(fingerprint.key(), options), fingerprint::sql, options, transaction);
        return new PreparedSql(this, counters, sql, fingerprint::sql, options, found, ArgumentList.of(fingerprint));
    }

    private PreparedSql prepareForService(String sql, SessionOptions options) {
        // Of the text as it is: the plan may be that of one with less white space.
        ParsedStatement.checkLength(sql);
        Fingerprint fingerprint = Fingerprint.of(sql);
        CachedStatement lifted = findLifted(sql, fingerprint, options);
        if (lifted != null) {
            renewed(lifted);
            ArgumentList arguments = ArgumentList.of(fingerprint);
            return new PreparedSql(this, counters, sql, fingerprint::sql, options, lifted, arguments);
        }
        PlanKey key = new PlanKey(sql, options);
        CachedStatement found = serviceCache.find(key);
        if (found == null) {
            found = serviceCache.add(key, new CachedStatement(() -> service.plan(sql, null)));
        }
        renewed(found);
        int parameters = found.current().plan().parameterCount();
        return new PreparedSql(this, counters, sql, () -> sql, options, found, ArgumentList.ofGiven(parameters));
    }

    /** What a view of the catalogue is; empty if it no longer works, for example because its table is gone. */
    public Optional<ViewDescription> describe(TableInfo view) {
        return onStackFor(view, () -> views.describe(view));
    }

    /** The same without its columns, which takes less time. */
    public Optional<ViewForm> formOf(TableInfo view) {
        return onStackFor(view, () -> views.form(view));
    }

    private static <T> T onStackFor(TableInfo view, Supplier<T> action) {
        return DeepStack.needs(view.definition().view().orElse("")) ? DeepStack.call(action) : action.get();
    }

    /** The statement with parameters in place of its literals; null where the service would not take it for the same. */
    private CachedStatement findLifted(String sql, Fingerprint fingerprint, SessionOptions options) {
        if (fingerprint.liftsNothing() || isExplain(fingerprint.key()) || !LiftedStatement.isReadAlike(sql)) {
            return null;
        }
        PlanKey key = new PlanKey(fingerprint.key(), options);
        CachedStatement found = serviceCache.find(key);
        if (found != null || serviceCache.find(new PlanKey(sql, options)) != null) {
            return found;
        }
        // Refusals are those of the statement as it is, and come now.
        service.plan(sql, null);
        String text = fingerprint.sql();
        return LiftedStatement.isSame(sql, fingerprint)
                ? serviceCache.add(key, new CachedStatement(() -> service.plan(text, null)))
                : null;
    }

    private void renewed(CachedStatement statement) {
        PlannedStatement planned = statement.current();
        if (!planned.holdsNow(store.catalogue())) {
            statement.renewed(planned);
        }
    }

    /** EXPLAIN shows the literals of the statement, so they stay in it. */
    private static boolean isExplain(String key) {
        return key.regionMatches(true, 0, "EXPLAIN", 0, "EXPLAIN".length());
    }

    /** Begins a transaction in which statements can run. */
    public SqlTransaction begin(Isolation isolation) {
        return new SqlTransaction(store.begin(isolation));
    }

    /** Plans a statement for the tables of a transaction. */
    PlannedStatement planIn(SqlTransaction transaction, String text, SessionOptions options) {
        return options.dialect() == SessionOptions.Dialect.DYNAMODB
                ? service.plan(text, transaction.transaction())
                : planner.plan(text, options, transaction.transaction());
    }

    private CachedStatement find(
            PlanKey key, Supplier<String> sql, SessionOptions options, SqlTransaction transaction) {
        CachedStatement found = cache.find(key);
        if (found == null) {
            String text = sql.get();
            if (transaction == null) {
                return cache.add(key, new CachedStatement(() -> planner.plan(text, options)));
            }
            PlannedStatement first = planIn(transaction, text, options);
            CachedStatement statement = new CachedStatement(() -> planner.plan(text, options), first);
            return first.holdsNow(store.catalogue()) ? cache.add(key, statement) : statement;
        }
        PlannedStatement planned = found.current();
        if (transaction == null && !planned.holdsNow(store.catalogue())) {
            // An execution would notice as well, but whoever asks for the columns first should get the right ones.
            found.renewed(planned);
        }
        return found;
    }

    /**
     * Loads the classes that the first statements need, so that the first user does not wait for them. Takes up to some
     * seconds; meant for a daemon thread. Never fails.
     */
    public void warmUp() {
        for (String statement : WARM_UP) {
            try {
                planner.plan(statement, SessionOptions.DEFAULT);
            } catch (RuntimeException | LinkageError e) {
                // The first statement that really needs what failed here fails as well, and tells its user why.
                return;
            }
        }
    }

    /** The remembered plans; for tests. */
    PlanCache cache() {
        return cache;
    }

    /** The remembered plans of the service's language; for tests. */
    PlanCache serviceCache() {
        return serviceCache;
    }
}
