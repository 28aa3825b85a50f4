package io.itemql.sql.dynamodb;

import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.sql.dynamodb.access.WritePlan;
import io.itemql.sql.dynamodb.statement.ParsedStatement;
import io.itemql.sql.dynamodb.statement.StatementChecker;
import io.itemql.store.TableInfo;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change of one item in the service's language as a plan. */
final class DynamoDbWrite implements StatementPlan {
    private final ParsedStatement statement;
    private final TableInfo table;
    private final List<ResultColumn> columns;
    /** The plan of a statement without parameters; null for others. */
    private final WritePlan fixed;

    /** @param columns of RETURNING, the whole item last; empty without it */
    DynamoDbWrite(ParsedStatement statement, TableInfo table, List<ResultColumn> columns) {
        this.statement = statement;
        this.table = table;
        this.columns = List.copyOf(columns);
        this.fixed = statement.parameterCount() == 0 ? planned(List.of()) : null;
    }

    private WritePlan planned(List<AttributeValue> parameters) {
        return WritePlan.of(StatementChecker.check(statement, parameters), table);
    }

    @Override
    public Kind kind() {
        return Kind.WRITE;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public int parameterCount() {
        return statement.parameterCount();
    }

    @Override
    public StatementResult execute(Execution execution) {
        WritePlan plan = fixed == null ? planned(Parameters.of(execution, parameterCount())) : fixed;
        WriteOutcome outcome = execution
                .target()
                .write(new WriteBatch(List.of(plan.write()), plan.isReturning()))
                .get(0);
        execution.counters().add(0, 0, outcome.capacity());
        if (outcome.failure().isPresent()) {
            throw plan.failure(outcome.failure().get());
        }
        long count = plan.write() instanceof Write.Delete && !outcome.existed() ? 0 : 1;
        if (columns.isEmpty()) {
            return StatementResult.ofCount(count);
        }
        List<ArrayRow> rows =
                plan.returned(outcome).map(item -> List.of(row(item))).orElse(List.of());
        return new StatementResult(Optional.of(new RowsCursor(rows, () -> {})), count);
    }

    private ArrayRow row(Item item) {
        List<Value> values = new ArrayList<>();
        for (ResultColumn column : columns.subList(0, columns.size() - 1)) {
            values.add(item.get(column.label()));
        }
        values.add(item.toMap());
        return ArrayRow.ofOwned(values.toArray(Value[]::new));
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        if (fixed == null) {
            return List.of("WRITE " + table.name() + " [key given by the parameters]");
        }
        return List.of(fixed.explain(table));
    }
}
