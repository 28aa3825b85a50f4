package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.Continuation;
import io.itemql.plan.ItemRows;
import io.itemql.plan.QueryStatement;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.WriteStatement;
import io.itemql.plan.access.StatementBatch;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.value.TimestampValue;
import io.itemql.sql.cache.CachedStatement;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.sql.parse.Counterparts;
import io.itemql.sql.parse.Fingerprint;
import io.itemql.store.Cancellation;
import io.itemql.store.Capability;
import io.itemql.store.Isolation;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.WriteTarget;
import io.itemql.table.ColumnType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A statement that has been understood and planned. Thread-safe; any number of executions may run at the same time. It
 * follows the tables: if one changes, the statement is planned anew before it runs.
 */
public final class PreparedSql {
    /** How often a statement is planned anew while its tables keep changing under it. */
    private static final int PLANS_MAX = 8;

    /** How often a statement that writes several items is run again because of other writers. */
    private static final int ATTEMPTS_MAX = 20;

    private final SqlEngine engine;
    private final ItemStore store;
    private final StatementCounters counters;
    private final String sql;
    private final Supplier<String> text;
    private final SessionOptions options;
    private final CachedStatement statement;
    private final ArgumentList arguments;

    /** @param text the statement as it is planned */
    PreparedSql(
            SqlEngine engine,
            StatementCounters counters,
            String sql,
            Supplier<String> text,
            SessionOptions options,
            CachedStatement statement,
            ArgumentList arguments) {
        this.engine = engine;
        this.store = engine.store();
        this.counters = counters;
        this.sql = sql;
        this.text = text;
        this.options = options;
        this.statement = statement;
        this.arguments = arguments;
    }

    /** The statement as it was given. */
    public String sql() {
        return sql;
    }

    /** What the statement does. */
    public StatementPlan.Kind kind() {
        return statement.current().plan().kind();
    }

    /** The columns of its rows as of the last planning; empty if it gives none. */
    public List<ResultColumn> columns() {
        return statement.current().plan().columns();
    }

    /** What the rows are, if each is one item; as of the last planning. */
    public Optional<ItemRows> itemRows() {
        return statement.current().plan() instanceof QueryStatement query ? query.itemRows() : Optional.empty();
    }

    /** How many {@code ?} it has. */
    public int parameterCount() {
        return arguments.givenCount();
    }

    /**
     * The type of the attribute that a {@code ?} is compared with or assigned to, as of the last planning; empty where
     * there is none, so that a value of any type will do.
     *
     * @param index from 0, less than {@link #parameterCount()}
     */
    public Optional<ColumnType> parameterType(int index) {
        return statement.current().parameterType(arguments.numberOf(index));
    }

    /** What the driver has to do, if the statement is one for it; such a statement is not executed here. */
    public Optional<Control> control() {
        return statement.current().plan() instanceof ControlPlan plan ? Optional.of(plan.control()) : Optional.empty();
    }

    /**
     * Runs the statement by itself on the store as it is now: all of it happens or nothing. The caller closes the result.
     *
     * @param parameters the value of the first {@code ?} first; Java's {@code null} is one that was not set
     * @param cancellation lets another thread stop it
     * @throws ItemException whatever goes wrong
     */
    public SqlResult execute(List<Value> parameters, Cancellation cancellation) {
        return execute(parameters, Isolation.SNAPSHOT, cancellation);
    }

    /**
     * Runs the statement by itself.
     *
     * @param isolation against other transactions, if it reads and writes several items
     */
    public SqlResult execute(List<Value> parameters, Isolation isolation, Cancellation cancellation) {
        Objects.requireNonNull(cancellation, "cancellation");
        if (statement.current().plan().writesSeveral() && store.capabilities().contains(Capability.TRANSACTIONS)) {
            return executeTogether(parameters, isolation, cancellation);
        }
        return executeFrom(Optional.empty(), parameters, cancellation);
    }

    /**
     * Runs a statement that only reads, by itself on the store as it is now. It gives all its rows; those that were read
     * before are not read again, if nothing was written since and nobody looks at them.
     *
     * @param left where an execution of any statement was left
     */
    public SqlResult executeFrom(Optional<LeftRows> left, List<Value> parameters, Cancellation cancellation) {
        try {
            return executeOnView(left, parameters, cancellation);
        } catch (ItemException e) {
            throw placed(e, statement.current());
        }
    }

    /** The plan may come from a statement that differs in literals and white space, and failures name its places. */
    private ItemException placed(ItemException failure, PlannedStatement planned) {
        return failure.line() == 0
                ? failure
                : Counterparts.moved(
                        failure, planned.text(), Fingerprint.of(sql).sql());
    }

    private SqlResult executeOnView(Optional<LeftRows> left, List<Value> parameters, Cancellation cancellation) {
        List<Value> values = arguments.with(parameters);
        PlannedStatement planned = statement.current();
        for (int attempt = 0; attempt < PLANS_MAX; attempt++) {
            ReadView view = store.openView();
            try {
                if (planned.holdsOn(view)) {
                    return run(planned, store, view, left, values, cancellation);
                }
            } catch (RuntimeException | Error e) {
                view.close();
                throw e;
            }
            view.close();
            planned = statement.renewed(planned);
        }
        return executeUnderView(values, cancellation);
    }

    /** Runs the statement in a transaction of its own, and again if another writer was faster. */
    private SqlResult executeTogether(List<Value> parameters, Isolation isolation, Cancellation cancellation) {
        for (int attempt = 1; ; attempt++) {
            try (SqlTransaction transaction = engine.begin(isolation)) {
                SqlResult result = executeIn(transaction, parameters, cancellation);
                boolean committed = false;
                try {
                    transaction.commit();
                    committed = true;
                    return result;
                } finally {
                    if (!committed) {
                        result.close();
                    }
                }
            } catch (ItemException e) {
                if (e.code() != ErrorCode.TRANSACTION_CONFLICT || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
            // A little later, and not all at the same moment.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000L << Math.min(attempt, 9)));
            cancellation.check();
        }
    }

    /**
     * Runs the statement in a transaction; if it fails, it leaves nothing there. The caller closes the result, before or after
     * the transaction ends.
     *
     * @throws ItemException whatever goes wrong
     */
    public SqlResult executeIn(SqlTransaction transaction, List<Value> parameters, Cancellation cancellation) {
        List<Value> values = arguments.with(parameters);
        synchronized (transaction) {
            long mark = transaction.mark();
            ReadView view = transaction.transaction().openView();
            PlannedStatement planned = statement.current();
            try {
                planned = planIn(transaction, view);
                return run(planned, transaction.transaction(), view, Optional.empty(), values, cancellation);
            } catch (RuntimeException | Error e) {
                view.close();
                if (!transaction.hasEnded()) {
                    transaction.rollbackTo(mark);
                }
                if (e instanceof ItemException failure) {
                    throw placed(failure, planned);
                }
                throw e;
            }
        }
    }

    private PlannedStatement planIn(SqlTransaction transaction, ReadView view) {
        PlannedStatement shared = statement.current();
        return shared.holdsOn(view)
                ? shared
                : transaction.plan(statement, view, () -> engine.planIn(transaction, text.get(), options));
    }

    /**
     * Runs the statement although attributes appear faster than plans are made. A plan that is made while the view is held
     * knows at least what the view shows.
     */
    private SqlResult executeUnderView(List<Value> values, Cancellation cancellation) {
        ReadView view = store.openView();
        try {
            PlannedStatement planned = statement.plannedAnew();
            if (planned.knowsDefinitions(view)) {
                return run(planned, store, view, Optional.empty(), values, cancellation);
            }
            throw new ItemException(ErrorCode.TABLE_IN_USE, String.join(", ", planned.tableNames()));
        } catch (RuntimeException | Error e) {
            view.close();
            throw e;
        }
    }

    /**
     * Runs a statement that writes one item, once for each list of parameters, with one call of the store.
     *
     * @return for each list what became of it, in order, for the first lists: as many as can be written together; at least
     *     one if there is any. Empty if the statement is no such one, and nothing has been done then
     * @throws ItemException if the store refuses all of it
     */
    public Optional<List<StatementBatch.Outcome>> executeBatch(List<List<Value>> rows, Cancellation cancellation) {
        PlannedStatement planned = statement.current();
        for (int attempt = 0; attempt < PLANS_MAX; attempt++) {
            Optional<StatementBatch> batch = batchOf(planned);
            if (batch.isEmpty()) {
                return Optional.empty();
            }
            try (ReadView view = store.openView()) {
                if (planned.holdsOn(view)) {
                    return Optional.of(runBatch(batch.get(), store, view, rows, cancellation));
                }
            }
            planned = statement.renewed(planned);
        }
        throw new ItemException(ErrorCode.TABLE_IN_USE, String.join(", ", planned.tableNames()));
    }

    private static Optional<StatementBatch> batchOf(PlannedStatement planned) {
        return planned.plan() instanceof WriteStatement write ? StatementBatch.of(write.plan()) : Optional.empty();
    }

    /**
     * As {@link #executeBatch(List, Cancellation)}, in a transaction. A list whose execution fails does not keep the others
     * from being written.
     */
    public Optional<List<StatementBatch.Outcome>> executeBatchIn(
            SqlTransaction transaction, List<List<Value>> rows, Cancellation cancellation) {
        synchronized (transaction) {
            try (ReadView view = transaction.transaction().openView()) {
                Optional<StatementBatch> batch = batchOf(planIn(transaction, view));
                return batch.map(all -> runBatch(all, transaction.transaction(), view, rows, cancellation));
            }
        }
    }

    private List<StatementBatch.Outcome> runBatch(
            StatementBatch batch,
            WriteTarget target,
            ReadView view,
            List<List<Value>> rows,
            Cancellation cancellation) {
        Instant moment = Instant.now();
        Execution execution = null;
        for (List<Value> row : rows) {
            Evaluation evaluation = new Evaluation(arguments.with(row), moment, TimestampValue.ZONE);
            execution = new Execution(store, target, view, options, evaluation, cancellation);
            if (!batch.add(execution)) {
                break;
            }
        }
        return execution == null ? List.of() : batch.run(execution);
    }

    private SqlResult run(
            PlannedStatement planned,
            WriteTarget target,
            ReadView view,
            Optional<LeftRows> left,
            List<Value> parameters,
            Cancellation cancellation) {
        StatementPlan plan = planned.plan();
        if (options.readOnly() && plan.kind() != StatementPlan.Kind.QUERY) {
            throw new ItemException(ErrorCode.READ_ONLY, sql, "the connection is read-only");
        }
        Evaluation evaluation = new Evaluation(parameters, TimestampValue.ZONE);
        SessionOptions effective =
                planned.scan().isPresent() ? options.withScan(planned.scan().get()) : options;
        Execution execution = new Execution(store, target, view, effective, evaluation, cancellation);
        Optional<Continuation> from =
                left.filter(rows -> rows.areOf(plan, options, parameters)).map(LeftRows::place);
        StatementResult result = counted(() -> from.isPresent() && plan instanceof QueryStatement query
                ? query.execute(execution, from.get())
                : plan.execute(execution));
        boolean shared = arguments.areLifted() && result.rows().isPresent();
        return new SqlResult(
                plan.columns(),
                shared
                        ? new StatementResult(
                                Optional.of(new PlacedRows(result.rows().get(), failure -> placed(failure, planned))),
                                result.updateCount())
                        : result,
                execution,
                planned.warnings(),
                counters,
                target == store && plan instanceof QueryStatement query
                        ? count -> query.leave(result.rows().orElseThrow(), count, execution)
                                .map(place -> new LeftRows(query, options, parameters, place))
                        : SqlResult.Leaving.NOWHERE);
    }

    private StatementResult counted(Supplier<StatementResult> run) {
        counters.started();
        boolean running = false;
        try {
            StatementResult result = run.get();
            running = true;
            return result;
        } finally {
            if (!running) {
                counters.failed();
            }
        }
    }
}
