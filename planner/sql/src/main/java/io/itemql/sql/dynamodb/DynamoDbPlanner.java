package io.itemql.sql.dynamodb;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.ExplainStatement;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.sql.dynamodb.statement.Output;
import io.itemql.sql.dynamodb.statement.ParsedStatement;
import io.itemql.sql.dynamodb.statement.StatementChecker;
import io.itemql.sql.dynamodb.statement.StatementShape;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.store.Transaction;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plans statements of the service's language for connections: gives them columns, as tools need, and runs them on the view
 * of an execution. EXPLAIN before a statement is ours; the service has none.
 */
public final class DynamoDbPlanner {
    private static final Pattern EXPLAIN = Pattern.compile("\\s*EXPLAIN\\s+(ANALYZE\\s+)?", Pattern.CASE_INSENSITIVE);

    private final ItemStore store;
    private final Map<String, TableColumns> tables = new ConcurrentHashMap<>();

    public DynamoDbPlanner(ItemStore store) {
        this.store = store;
    }

    /**
     * Plans a statement for its table as it is now.
     *
     * @param transaction plans for its table instead of the store's; {@code null} for none
     * @throws ItemException as the service would refuse it; a fault that depends on parameters shows when it runs
     */
    public PlannedStatement plan(String text, Transaction transaction) {
        Matcher explain = EXPLAIN.matcher(text);
        boolean explained = explain.lookingAt();
        ParsedStatement parsed = ParsedStatement.of(explained ? text.substring(explain.end()) : text);
        StatementShape shape = StatementChecker.shape(parsed);
        TableInfo table = table(shape.table(), transaction);
        StatementPlan plan = plan(parsed, shape, columns(table, transaction));
        if (explained) {
            plan = new ExplainStatement(plan, explain.group(1) != null);
        }
        return new PlannedStatement(
                text, plan, List.of(table), List.of(), Optional.empty(), shape.givesRows(), Map.of());
    }

    private TableInfo table(String name, Transaction transaction) {
        Optional<TableInfo> found = store.catalogue().table(name);
        if (transaction != null && found.isPresent()) {
            found = Optional.of(transaction.table(name));
        }
        // The service has no views.
        return found.filter(table -> table.definition().view().isEmpty())
                .orElseThrow(() -> new ItemException(ErrorCode.RESOURCE_NOT_FOUND));
    }

    private static StatementPlan plan(ParsedStatement parsed, StatementShape shape, TableColumns known) {
        if (!shape.reads()) {
            return new DynamoDbWrite(parsed, known.table(), shape.givesRows() ? itemColumns(shape, known) : List.of());
        }
        List<ResultColumn> columns =
                shape.outputs().isEmpty() ? itemColumns(shape, known) : outputColumns(shape, known);
        return new DynamoDbQuery(parsed, known.table(), shape, columns);
    }

    /**
     * The columns of whole items: those of the table, those that the statement adds, then the item itself, which tells NULL
     * from MISSING.
     */
    private static List<ResultColumn> itemColumns(StatementShape shape, TableColumns known) {
        List<ResultColumn> columns = new ArrayList<>();
        for (TableColumn column : known.visible()) {
            if (column.origin() != TableColumn.Origin.DOCUMENT) {
                columns.add(column(known.table(), column.name(), column.type(), column.nullable()));
            }
        }
        shape.assigned().stream()
                .distinct()
                .filter(name -> known.find(name).isEmpty())
                .forEach(name -> columns.add(ResultColumn.computed(name, ColumnType.VARCHAR)));
        columns.add(ResultColumn.computed(TableColumns.DOCUMENT, ColumnType.VARCHAR));
        return columns;
    }

    private static List<ResultColumn> outputColumns(StatementShape shape, TableColumns known) {
        List<ResultColumn> columns = new ArrayList<>();
        for (Output output : shape.outputs()) {
            Optional<TableColumn> column = output.path().isTopLevel() ? known.find(output.name()) : Optional.empty();
            columns.add(
                    column.isPresent()
                            ? column(
                                    known.table(),
                                    output.name(),
                                    column.get().type(),
                                    column.get().nullable())
                            : ResultColumn.computed(output.name(), ColumnType.VARCHAR));
        }
        return columns;
    }

    /** Columns are costly to find and change only with the table's version. */
    private TableColumns columns(TableInfo table, Transaction transaction) {
        if (transaction != null) {
            return TableColumns.of(table, transaction.statistics(table.name()));
        }
        TableColumns known = tables.get(table.name());
        if (known == null || known.table().version() != table.version()) {
            known = TableColumns.of(store, table);
            tables.put(table.name(), known);
        }
        return known;
    }

    private static ResultColumn column(TableInfo table, String name, ColumnType type, boolean nullable) {
        return new ResultColumn(name, type, nullable, Optional.of(table.name()), Optional.of(name));
    }
}
