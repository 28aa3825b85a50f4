package io.itemql.plan;

import io.itemql.plan.access.Estimator;
import io.itemql.plan.access.WritePlan;
import io.itemql.plan.access.WriteResult;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowsCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement that writes items. */
public record WriteStatement(WritePlan plan, List<ResultColumn> columns, int parameterCount) implements StatementPlan {
    /** @throws IllegalArgumentException if there are not as many columns as RETURNING gives */
    public WriteStatement {
        columns = List.copyOf(columns);
        int width =
                plan.returning().map(returning -> returning.columns().size()).orElse(0);
        if (columns.size() != width) {
            throw new IllegalArgumentException(columns.size() + " columns for rows of " + width);
        }
    }

    @Override
    public Kind kind() {
        return Kind.WRITE;
    }

    @Override
    public boolean writesSeveral() {
        return !plan.isSingle();
    }

    @Override
    public StatementResult execute(Execution execution) {
        WriteResult result = plan.run(execution);
        return columns.isEmpty()
                ? StatementResult.ofCount(result.count())
                : new StatementResult(Optional.of(RowsCursor.of(result.rows())), result.count());
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        List<String> lines = new ArrayList<>(List.of(plan.describe()));
        plan.inputs().forEach(input -> PlanNode.of(input).lines(estimator).forEach(line -> lines.add("  " + line)));
        return lines;
    }
}
