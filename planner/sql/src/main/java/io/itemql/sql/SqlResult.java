package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementResult;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.ExecutionCounters;
import io.itemql.plan.operator.RowCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one execution gives: rows, or a count of changed items, or (with RETURNING) both. Holds the view of the store on
 * which the statement runs, so it must be closed. Used by one thread at a time.
 */
public final class SqlResult implements AutoCloseable {
    private final List<ResultColumn> columns;
    private final StatementResult result;
    private final Execution execution;
    private final List<String> planWarnings;
    private final StatementCounters counters;
    private final Leaving leaving;
    private boolean closed;

    /** Tells where another execution can go on. */
    @FunctionalInterface
    interface Leaving {
        /** What never can be gone on with. */
        Leaving NOWHERE = count -> Optional.empty();

        Optional<LeftRows> after(long count);
    }

    SqlResult(
            List<ResultColumn> columns,
            StatementResult result,
            Execution execution,
            List<String> planWarnings,
            StatementCounters counters,
            Leaving leaving) {
        this.columns = Objects.requireNonNull(columns, "columns");
        this.result = Objects.requireNonNull(result, "result");
        this.execution = Objects.requireNonNull(execution, "execution");
        this.planWarnings = Objects.requireNonNull(planWarnings, "planWarnings");
        this.counters = Objects.requireNonNull(counters, "counters");
        this.leaving = Objects.requireNonNull(leaving, "leaving");
    }

    /**
     * The columns of the rows; empty if there are none. They may differ from {@link PreparedSql#columns()} read before,
     * if an attribute appeared in between.
     */
    public List<ResultColumn> columns() {
        return columns;
    }

    /** The rows, if there are any; closing this result closes them. */
    public Optional<RowCursor> rows() {
        return result.rows();
    }

    /**
     * Counts a row that the caller keeps as memory of the statement, until this result is closed.
     *
     * @throws ItemException with {@link ErrorCode#MEMORY_EXCEEDED} if the statement may not hold so much
     */
    public void keep(ArrayRow row) {
        execution.memory().reserve(row.heapBytes(), "A scrolling result");
    }

    /**
     * Where another execution can go on, if rows are read no further than this; see {@link PreparedSql#executeFrom}. To be
     * asked for before the result is closed.
     *
     * @param count how many rows were read
     */
    public Optional<LeftRows> leave(long count) {
        return leaving.after(count);
    }

    /** How many items were inserted, changed or deleted; -1 for a query, 0 for a definition. */
    public long updateCount() {
        return result.updateCount();
    }

    /** What the user should know although it is no error, in the order in which it came up; may grow with the rows. */
    public List<String> warnings() {
        List<String> ofExecution = execution.warnings();
        if (planWarnings.isEmpty()) {
            return ofExecution;
        }
        List<String> all = new ArrayList<>(planWarnings);
        for (String warning : ofExecution) {
            if (!all.contains(warning)) {
                all.add(warning);
            }
        }
        return all;
    }

    /** What the execution has cost so far. */
    public ExecutionCounters counters() {
        return execution.counters();
    }

    /** Ends the execution and lets go of its view of the store. May be called more than once. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            counters.finished();
        }
        try {
            result.rows().ifPresent(RowCursor::close);
        } finally {
            execution.close();
        }
    }
}
