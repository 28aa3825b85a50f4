package io.itemql.plan;

import io.itemql.item.StringValue;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * EXPLAIN and EXPLAIN ANALYZE: the lines of a plan as rows of one column, with what each access is expected to read.
 * ANALYZE runs the statement, a write too, and tells instead what it cost.
 */
public record ExplainStatement(StatementPlan statement, boolean analyze) implements StatementPlan {
    @Override
    public Kind kind() {
        return analyze ? statement.kind() : Kind.QUERY;
    }

    @Override
    public List<ResultColumn> columns() {
        return List.of(ResultColumn.computed("PLAN", ColumnType.VARCHAR));
    }

    @Override
    public int parameterCount() {
        return statement.parameterCount();
    }

    @Override
    public boolean writesSeveral() {
        return analyze && statement.writesSeveral();
    }

    @Override
    public StatementResult execute(Execution execution) {
        List<ArrayRow> rows = new ArrayList<>();
        for (String line : analyze ? analyzed(execution) : explain(Optional.of(estimator(execution)))) {
            rows.add(ArrayRow.ofOwned(new StringValue(line)));
        }
        return StatementResult.ofRows(RowsCursor.of(rows));
    }

    private List<String> analyzed(Execution execution) {
        long start = System.nanoTime();
        List<String> lines = new ArrayList<>();
        long count;
        if (statement instanceof QueryStatement query) {
            PlanNode root = PlanNode.metered(query.root());
            count = drain(root.operator().open(execution), query.columns().size());
            lines.addAll(root.lines(Optional.empty()));
        } else {
            StatementResult result = statement.execute(execution);
            long rows = result.rows()
                    .map(cursor -> drain(cursor, statement.columns().size()))
                    .orElse(0L);
            count = statement.kind() == Kind.QUERY ? rows : result.updateCount();
            lines.addAll(statement.explain());
        }
        double millis = (System.nanoTime() - start) / 1e6;
        lines.add(String.format(
                Locale.ROOT,
                "TOTAL rows %d, examined %d, read units %s, write units %s, memory %d bytes, %.3f ms",
                count,
                execution.counters().itemsExamined(),
                execution.counters().capacity().readUnits(),
                execution.counters().capacity().writeUnits(),
                execution.memory().peakBytes(),
                millis));
        return lines;
    }

    /** Reads all rows as a client would, every column. */
    private static long drain(RowCursor cursor, int width) {
        long count = 0;
        try (cursor) {
            while (cursor.next()) {
                ArrayRow unused = ArrayRow.copyOf(cursor, width);
                count++;
            }
        }
        return count;
    }

    private static Estimator estimator(Execution execution) {
        return new Estimator(execution.store()::statistics, execution.options().consistentRead());
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        return statement.explain(estimator);
    }
}
