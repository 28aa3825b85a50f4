package io.itemql.plan;

import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.plan.value.ValueText;
import io.itemql.store.ConsumedCapacity;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * EXPLAIN and EXPLAIN ANALYZE: the lines of a plan as rows of one column, with what each access is expected to read.
 * ANALYZE runs the statement, a write too, and tells instead what it cost: each operator, and behind
 * them each sub-query that was run, in the order in which they were first needed.
 *
 * @param json one row with a JSON document in place of lines
 */
public record ExplainStatement(StatementPlan statement, boolean analyze, boolean json) implements StatementPlan {
    /** A sub-query that was run; one that was not cost nothing, and is not told of. */
    private record WatchedSubQuery(String name, PlanNode plan) {
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(name);
            plan.lines(Optional.empty()).forEach(line -> lines.add(PlanNode.INDENT + line));
            return lines;
        }

        MapValue document() {
            Map<String, AttributeValue> document = new LinkedHashMap<>();
            document.put("subQuery", new StringValue(name));
            document.put("plan", plan.document(Optional.empty()));
            return new MapValue(document);
        }
    }

    /** In lines. */
    public ExplainStatement(StatementPlan statement, boolean analyze) {
        this(statement, analyze, false);
    }

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
        for (String line : analyze ? analyzed(execution) : planned(Optional.of(estimator(execution)))) {
            rows.add(ArrayRow.ofOwned(new StringValue(line)));
        }
        return StatementResult.ofRows(RowsCursor.of(rows));
    }

    private List<String> planned(Optional<Estimator> estimator) {
        return json ? List.of(text(statement.document(estimator), List.of(), Map.of())) : statement.explain(estimator);
    }

    private static String text(MapValue plan, List<WatchedSubQuery> subQueries, Map<String, AttributeValue> total) {
        Map<String, AttributeValue> document = new LinkedHashMap<>();
        document.put("plan", plan);
        if (!subQueries.isEmpty()) {
            document.put(
                    "subQueries",
                    new ListValue(subQueries.stream()
                            .<AttributeValue>map(WatchedSubQuery::document)
                            .toList()));
        }
        if (!total.isEmpty()) {
            document.put("total", new MapValue(total));
        }
        return ValueText.of(new MapValue(document));
    }

    private List<String> analyzed(Execution execution) {
        List<WatchedSubQuery> subQueries = new ArrayList<>();
        execution.watchSubQueries((name, query) -> {
            WatchedSubQuery watched = new WatchedSubQuery(name, PlanNode.metered(query));
            subQueries.add(watched);
            return watched.plan().operator();
        });
        long start = System.nanoTime();
        long count;
        MapValue document;
        List<String> lines;
        if (statement instanceof QueryStatement query) {
            PlanNode root = PlanNode.metered(query.root());
            count = drain(root.operator().open(execution), query.columns().size());
            document = root.document(Optional.empty());
            lines = root.lines(Optional.empty());
        } else {
            StatementResult result = statement.execute(execution);
            long rows = result.rows()
                    .map(cursor -> drain(cursor, statement.columns().size()))
                    .orElse(0L);
            count = statement.kind() == Kind.QUERY ? rows : result.updateCount();
            document = statement.document(Optional.empty());
            lines = statement.explain();
        }
        long nanos = System.nanoTime() - start;
        if (json) {
            return List.of(text(document, subQueries, total(execution, count, nanos)));
        }
        List<String> all = new ArrayList<>(lines);
        subQueries.forEach(subQuery -> all.addAll(subQuery.lines()));
        all.add(totalLine(execution, count, nanos));
        return all;
    }

    private static String totalLine(Execution execution, long count, long nanos) {
        return String.format(
                Locale.ROOT,
                "TOTAL rows %d, examined %d, read units %s, write units %s, memory %d bytes, %.3f ms",
                count,
                execution.counters().itemsExamined(),
                execution.counters().capacity().readUnits(),
                execution.counters().capacity().writeUnits(),
                execution.memory().peakBytes(),
                nanos / 1e6);
    }

    private static Map<String, AttributeValue> total(Execution execution, long count, long nanos) {
        Map<String, AttributeValue> total = new LinkedHashMap<>();
        total.put("rows", NumberValue.of(count));
        total.put("examined", NumberValue.of(execution.counters().itemsExamined()));
        ConsumedCapacity capacity = execution.counters().capacity();
        total.put("readUnits", NumberValue.of(BigDecimal.valueOf(capacity.readUnits())));
        total.put("writeUnits", NumberValue.of(BigDecimal.valueOf(capacity.writeUnits())));
        total.put("memoryBytes", NumberValue.of(execution.memory().peakBytes()));
        total.put("millis", NumberValue.of(BigDecimal.valueOf(nanos / 1000, 3)));
        return total;
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
