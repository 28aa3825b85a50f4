package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A statement that has been understood and planned. Thread-safe; any number of executions may run at the same time. It
 * follows the tables: if one changes, the statement is planned anew before it runs.
 */
public final class PreparedSql {
    /** How often a statement is planned anew while its tables keep changing under it. */
    private static final int PLANS_MAX = 16;

    private final ItemStore store;
    private final String sql;
    private final SessionOptions options;
    private final Optional<Control> control;
    private final Supplier<PlannedStatement> planner;
    private volatile PlannedStatement planned;

    /**
     * @param planner plans the statement for the tables as they are when it is called
     */
    PreparedSql(
            ItemStore store,
            String sql,
            SessionOptions options,
            Optional<Control> control,
            Supplier<PlannedStatement> planner) {
        this.store = store;
        this.sql = sql;
        this.options = options;
        this.control = control;
        this.planner = planner;
        this.planned = planner.get();
    }

    /** The statement as it was given. */
    public String sql() {
        return sql;
    }

    /** What the statement does. */
    public StatementPlan.Kind kind() {
        return planned.plan().kind();
    }

    /** The columns of its rows as of the last planning; empty if it gives none. */
    public List<ResultColumn> columns() {
        return planned.plan().columns();
    }

    /** How many {@code ?} it has. */
    public int parameterCount() {
        return planned.plan().parameterCount();
    }

    /** What the driver has to do, if the statement is one for it; such a statement is not executed here. */
    public Optional<Control> control() {
        return control;
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
        for (int attempt = 0; attempt < PLANS_MAX; attempt++) {
            ReadView view = store.openView();
            PlannedStatement current = planned;
            boolean holds = false;
            try {
                holds = current.holdsOn(view);
                if (holds) {
                    return run(current, view, parameters, cancellation);
                }
            } catch (RuntimeException | Error e) {
                view.close();
                throw e;
            }
            view.close();
            planned = planner.get();
        }
        throw new ItemException(ErrorCode.TABLE_IN_USE, planned.tables().get(0).name());
    }

    private SqlResult run(PlannedStatement current, ReadView view, List<Value> parameters, Cancellation cancellation) {
        Evaluation evaluation = new Evaluation(parameters, Instant.now(), ZoneId.systemDefault());
        Execution execution = new Execution(store, view, options, evaluation, cancellation);
        StatementResult result = current.plan().execute(execution);
        return new SqlResult(current.plan().columns(), result, execution, current.warnings());
    }
}
