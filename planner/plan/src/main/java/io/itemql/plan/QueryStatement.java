package io.itemql.plan;

import io.itemql.item.MapValue;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A statement that gives the rows of an operator.
 *
 * @param itemRows what the rows are, if each is one item
 */
public record QueryStatement(Operator root, List<ResultColumn> columns, int parameterCount, Optional<ItemRows> itemRows)
        implements StatementPlan {
    public QueryStatement {
        Objects.requireNonNull(itemRows, "itemRows");
        columns = List.copyOf(columns);
        if (columns.size() != root.width()) {
            throw new IllegalArgumentException(columns.size() + " columns for rows of " + root.width());
        }
    }

    @Override
    public Kind kind() {
        return Kind.QUERY;
    }

    @Override
    public StatementResult execute(Execution execution) {
        return StatementResult.ofRows(root.open(execution));
    }

    /**
     * Runs the statement from where another execution with the same parameters was left; from the beginning, if the table
     * has changed since.
     */
    public StatementResult execute(Execution execution, Continuation from) {
        return from.holdsFor(root, execution)
                ? StatementResult.ofRows(new ContinuedRows(root, execution, from))
                : execute(execution);
    }

    /**
     * Where another execution can go on that is left at the current row.
     *
     * @param rows of an execution of this statement that is still open
     * @param count how many of them were read
     */
    public Optional<Continuation> leave(RowCursor rows, long count, Execution execution) {
        return Continuation.of(root, rows, count, execution);
    }

    @Override
    public MapValue document(Optional<Estimator> estimator) {
        return PlanNode.of(root).document(estimator);
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        return PlanNode.of(root).lines(estimator);
    }
}
