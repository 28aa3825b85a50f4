package io.itemql.sql.dynamodb;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.operator.AccessCursor;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.sql.dynamodb.access.KeyOrder;
import io.itemql.sql.dynamodb.access.KeyTemplate;
import io.itemql.sql.dynamodb.access.ReadPlan;
import io.itemql.sql.dynamodb.access.Target;
import io.itemql.sql.dynamodb.run.QueryRun;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.sql.dynamodb.statement.Output;
import io.itemql.sql.dynamodb.statement.ParsedStatement;
import io.itemql.sql.dynamodb.statement.StatementChecker;
import io.itemql.sql.dynamodb.statement.StatementShape;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.TableInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A query of the service's language as a plan: all its pages as one result, with a column for each path. */
final class DynamoDbQuery implements StatementPlan {
    /** What a row that waits for its turn takes in memory beside the bytes of its item, roughly. */
    private static final long ROW_BYTES = 64;

    private final ParsedStatement statement;
    private final TableInfo table;
    private final List<Output> outputs;
    private final List<ResultColumn> columns;
    private final List<AttributePath> slots;
    /** The plan of a statement without parameters; null for others. */
    private final ReadPlan fixed;
    /** The plan of a statement that only asks for an item by its key; null for others. */
    private final KeyTemplate template;

    DynamoDbQuery(ParsedStatement statement, TableInfo table, StatementShape shape, List<ResultColumn> columns) {
        this.statement = statement;
        this.table = table;
        this.outputs = shape.outputs();
        this.columns = List.copyOf(columns);
        this.slots = outputs.isEmpty()
                ? columns.subList(0, columns.size() - 1).stream()
                        .map(column -> AttributePath.of(column.label()))
                        .toList()
                : outputs.stream().map(Output::path).toList();
        this.fixed = statement.parameterCount() == 0 ? planned(List.of()) : null;
        this.template = shape.index().isPresent()
                ? null
                : KeyTemplate.of(statement, shape, new Target(table, Optional.empty()))
                        .orElse(null);
    }

    private ReadPlan planned(List<AttributeValue> parameters) {
        CheckedStatement.Select query = (CheckedStatement.Select) StatementChecker.check(statement, parameters);
        return ReadPlan.of(query, new Target(table, query.index()));
    }

    @Override
    public Kind kind() {
        return Kind.QUERY;
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
        ReadPlan plan = plan(execution);
        if (plan.scans()) {
            checkScan(execution);
        }
        plan.target().checkConsistent(execution.options().consistentRead());
        QueryRun.Settings settings =
                QueryRun.Settings.unpaged(execution.options().consistentRead(), execution.cancellation());
        QueryRun run = new QueryRun(execution.view(), plan, slots, settings, Optional.empty());
        return StatementResult.ofRows(new Rows(run, execution, plan));
    }

    private ReadPlan plan(Execution execution) {
        boolean keyAccess = execution.options().keyAccess();
        if (fixed != null) {
            return keyAccess ? fixed : fixed.asScan();
        }
        List<AttributeValue> parameters = Parameters.of(execution, parameterCount());
        if (!keyAccess) {
            return planned(parameters).asScan();
        }
        return template == null ? planned(parameters) : template.plan(parameters);
    }

    private void checkScan(Execution execution) {
        ScanPolicy policy = execution.options().scan();
        String key = table.definition().keys().partitionKey().name();
        if (policy.mode() == ScanPolicy.Mode.DENY) {
            throw new ItemException(
                    ErrorCode.SCAN_DENIED, table.name(), policy, "compare its key " + key + " by = or IN");
        }
        if (policy.mode() == ScanPolicy.Mode.WARN) {
            execution.warn(
                    "The statement scans " + table.name() + "; compare its key " + key + " by = or IN to avoid that");
        }
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        if (fixed != null) {
            return fixed.explain();
        }
        return List.of("ACCESS " + table.name() + " [chosen by the parameters]");
    }

    /** A row that waits for its turn. */
    private record Kept(Item item, List<Optional<AttributeValue>> values) {}

    /** The rows of one execution. */
    private final class Rows implements AccessCursor {
        private final QueryRun run;
        /** For a scan that has to give its rows in an order; null for reads that give them so. */
        private final KeyOrder order;

        private final Execution execution;
        private final boolean limited;
        /** The rows in their order, once the scan is through; null before, and where no order is to be made. */
        private Iterator<Kept> sorted;

        private long keptBytes;

        private Kept current;
        private boolean closed;

        Rows(QueryRun run, Execution execution, ReadPlan plan) {
            this.run = run;
            boolean scans = plan.scans();
            this.order = scans ? plan.order().orElse(null) : null;
            this.execution = execution;
            this.limited = scans && execution.options().scan().mode() == ScanPolicy.Mode.LIMIT;
        }

        @Override
        public boolean next() {
            if (order == null) {
                return read();
            }
            if (sorted == null) {
                sorted = sorted();
            }
            current = sorted.hasNext() ? sorted.next() : null;
            return current != null;
        }

        private Iterator<Kept> sorted() {
            List<Kept> rows = new ArrayList<>();
            while (read()) {
                List<Optional<AttributeValue>> values = IntStream.range(0, slots.size())
                        .mapToObj(slot -> Optional.ofNullable(run.value(slot)))
                        .toList();
                long bytes = ItemSize.of(run.item()) + ROW_BYTES;
                execution.memory().reserve(bytes, "SORT");
                keptBytes += bytes;
                rows.add(new Kept(run.item(), values));
            }
            return order.sorted(rows, (row, key) -> row.item().get(key)).iterator();
        }

        private boolean read() {
            boolean found = run.next();
            if (limited) {
                long most = execution.options().scan().itemsMax();
                if (run.itemsExamined() > most) {
                    throw new ItemException(ErrorCode.SCAN_LIMIT_EXCEEDED, most, most);
                }
            }
            return found;
        }

        @Override
        public Value get(int column) {
            if (column == slots.size()) {
                return (current == null ? run.item() : current.item()).toMap();
            }
            AttributeValue found = current == null
                    ? run.value(column)
                    : current.values().get(column).orElse(null);
            return found == null || outputs.isEmpty()
                    ? found
                    : outputs.get(column).rebuilt(found);
        }

        @Override
        public long itemsExamined() {
            return run.itemsExamined();
        }

        @Override
        public ConsumedCapacity capacity() {
            return run.capacity();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                execution.memory().release(keptBytes);
                execution.counters().add(run.itemsExamined(), run.readsOpened(), run.capacity());
                run.close();
            }
        }
    }
}
