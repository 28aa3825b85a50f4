package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.QueryStatement;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.WriteStatement;
import io.itemql.plan.access.PutBatch;
import io.itemql.plan.access.PutPlan;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.value.TimestampValue;
import io.itemql.sql.cache.CachedStatement;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.sql.parse.Counterparts;
import io.itemql.sql.parse.Fingerprint;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.table.ColumnType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A statement that has been understood and planned. Thread-safe; any number of executions may run at the same time. It
 * follows the tables: if one changes, the statement is planned anew before it runs.
 */
public final class PreparedSql {
    /** How often a statement is planned anew while its tables keep changing under it. */
    private static final int PLANS_MAX = 8;

    private final ItemStore store;
    private final StatementCounters counters;
    private final String sql;
    private final SessionOptions options;
    private final CachedStatement statement;
    private final ArgumentList arguments;

    PreparedSql(
            ItemStore store,
            StatementCounters counters,
            String sql,
            SessionOptions options,
            CachedStatement statement,
            ArgumentList arguments) {
        this.store = store;
        this.counters = counters;
        this.sql = sql;
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

    /** The table, if each row is one item of it and each column an attribute; as of the last planning. */
    public Optional<String> itemTable() {
        return statement.current().plan() instanceof QueryStatement query ? query.itemTable() : Optional.empty();
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
     * Runs the statement on the store as it is now. The caller closes the result.
     *
     * @param parameters the value of the first {@code ?} first; Java's {@code null} is one that was not set
     * @param cancellation lets another thread stop it
     * @throws ItemException whatever goes wrong
     */
    public SqlResult execute(List<Value> parameters, Cancellation cancellation) {
        Objects.requireNonNull(cancellation, "cancellation");
        try {
            return executeOnView(parameters, cancellation);
        } catch (ItemException e) {
            throw placed(e);
        }
    }

    /** The plan may come from a statement that differs in literals and white space, and failures name its places. */
    private ItemException placed(ItemException failure) {
        return failure.line() == 0
                ? failure
                : Counterparts.moved(
                        failure, statement.current().text(), Fingerprint.of(sql).sql());
    }

    private SqlResult executeOnView(List<Value> parameters, Cancellation cancellation) {
        List<Value> values = arguments.with(parameters);
        PlannedStatement planned = statement.current();
        for (int attempt = 0; attempt < PLANS_MAX; attempt++) {
            ReadView view = store.openView();
            try {
                if (planned.holdsOn(view)) {
                    return run(planned, view, values, cancellation);
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

    /**
     * Runs the statement although attributes appear faster than plans are made. A plan that is made while the view is held
     * knows at least what the view shows.
     */
    private SqlResult executeUnderView(List<Value> values, Cancellation cancellation) {
        ReadView view = store.openView();
        try {
            PlannedStatement planned = statement.plannedAnew();
            if (planned.knowsDefinitions(view)) {
                return run(planned, view, values, cancellation);
            }
            throw new ItemException(ErrorCode.TABLE_IN_USE, String.join(", ", planned.tableNames()));
        } catch (RuntimeException | Error e) {
            view.close();
            throw e;
        }
    }

    /**
     * Runs an INSERT or UPSERT once for each list of parameters, with one call of the store.
     *
     * @return for each list, in order, how many items it wrote or why it failed; empty if the statement is no such one,
     *     and nothing has been done then
     * @throws ItemException if the store refuses all of it
     */
    public Optional<List<PutBatch.Outcome>> executeBatch(List<List<Value>> rows, Cancellation cancellation) {
        PlannedStatement planned = statement.current();
        for (int attempt = 0; attempt < PLANS_MAX; attempt++) {
            if (!(planned.plan() instanceof WriteStatement write)
                    || !(write.plan() instanceof PutPlan put)
                    || !PutBatch.suits(put)) {
                return Optional.empty();
            }
            try (ReadView view = store.openView()) {
                if (planned.holdsOn(view)) {
                    return Optional.of(runBatch(put, view, rows, cancellation));
                }
            }
            planned = statement.renewed(planned);
        }
        throw new ItemException(ErrorCode.TABLE_IN_USE, String.join(", ", planned.tableNames()));
    }

    private List<PutBatch.Outcome> runBatch(
            PutPlan put, ReadView view, List<List<Value>> rows, Cancellation cancellation) {
        PutBatch batch = new PutBatch(put);
        Instant moment = Instant.now();
        Execution execution = null;
        for (List<Value> row : rows) {
            Evaluation evaluation = new Evaluation(arguments.with(row), moment, TimestampValue.ZONE);
            execution = new Execution(store, view, options, evaluation, cancellation);
            batch.add(execution);
        }
        return execution == null ? List.of() : batch.run(execution);
    }

    private SqlResult run(PlannedStatement planned, ReadView view, List<Value> parameters, Cancellation cancellation) {
        StatementPlan plan = planned.plan();
        if (options.readOnly() && plan.kind() != StatementPlan.Kind.QUERY) {
            throw new ItemException(ErrorCode.READ_ONLY, sql, "the connection is read-only");
        }
        Evaluation evaluation = new Evaluation(parameters, Instant.now(), TimestampValue.ZONE);
        SessionOptions effective =
                planned.scan().isPresent() ? Hints.with(options, planned.scan().get()) : options;
        Execution execution = new Execution(store, view, effective, evaluation, cancellation);
        StatementResult result = counted(plan, execution);
        boolean shared = arguments.areLifted() && result.rows().isPresent();
        return new SqlResult(
                plan.columns(),
                shared
                        ? new StatementResult(
                                Optional.of(new PlacedRows(result.rows().get(), this::placed)), result.updateCount())
                        : result,
                execution,
                planned.warnings(),
                counters);
    }

    private StatementResult counted(StatementPlan plan, Execution execution) {
        counters.started();
        boolean running = false;
        try {
            StatementResult result = plan.execute(execution);
            running = true;
            return result;
        } finally {
            if (!running) {
                counters.failed();
            }
        }
    }
}
