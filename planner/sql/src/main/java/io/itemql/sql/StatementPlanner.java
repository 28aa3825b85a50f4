package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.ItemRows;
import io.itemql.plan.QueryStatement;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.sql.ast.CopyStatement;
import io.itemql.sql.ast.ExplainStatement;
import io.itemql.sql.ast.MaintenanceStatement;
import io.itemql.sql.ast.SimpleStatement;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.sql.change.ChangePlanner;
import io.itemql.sql.copy.CopyPlanner;
import io.itemql.sql.copy.CopyProgress;
import io.itemql.sql.definition.DefinitionPlanner;
import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.PlannedRows;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.keyaccess.DirectQuery;
import io.itemql.sql.keyaccess.KeyAccessPlanner;
import io.itemql.sql.maintenance.MaintenancePlanner;
import io.itemql.sql.parse.StatementParser;
import io.itemql.sql.table.StatementTables;
import io.itemql.sql.table.TableSketches;
import io.itemql.store.ItemStore;
import io.itemql.store.Transaction;
import io.itemql.store.system.SystemTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The way of a statement from its text to its plan: parse, bind, then the short way over the syntax tree, or where that
 * does not do, the long one through Calcite's validator and algebra. Safe for use by several threads.
 */
final class StatementPlanner {
    private final ItemStore store;
    private final SystemTables system;
    private final TableSketches sketches;
    private final DefinitionPlanner definitions = new DefinitionPlanner(this::query);
    private final ChangePlanner changes = new ChangePlanner(this::query);
    private final CopyPlanner copies;
    private final KeyAccessPlanner keyAccess = new KeyAccessPlanner();
    private final GeneralPath general = new GeneralPath();

    /**
     * @param system what the schema {@code system} shows
     * @param progress where COPY says how far it is
     */
    StatementPlanner(ItemStore store, SystemTables system, CopyProgress progress) {
        this.copies = new CopyPlanner(this::query, progress);
        this.store = store;
        this.system = system;
        this.sketches = new TableSketches(store);
    }

    /**
     * Plans a statement for the tables as they are now.
     *
     * @throws ItemException if it is wrong, with its place in the text
     */
    PlannedStatement plan(String text, SessionOptions options) {
        return plan(text, options, List.of());
    }

    /** @param likely values that the parameters may well have, for guesses; {@code null} for one nobody knows */
    PlannedStatement plan(String text, SessionOptions options, List<Value> likely) {
        return plan(text, options, likely, null);
    }

    /** @param transaction plans for its tables instead of the store's */
    PlannedStatement plan(String text, SessionOptions options, Transaction transaction) {
        return plan(text, options, List.of(), transaction);
    }

    private PlannedStatement plan(String text, SessionOptions options, List<Value> likely, Transaction transaction) {
        return DeepStack.needs(text)
                ? DeepStack.call(() -> planHere(text, options, likely, transaction))
                : planHere(text, options, likely, transaction);
    }

    /** A binding for a query over the tables as they are now. */
    StatementBinding binding(SessionOptions options) {
        return new StatementBinding(new StatementTables(store, null, system, sketches, options), this::subQuery);
    }

    /** The columns of a bound query as what they are in the tables below. */
    List<ResultColumn> columns(BoundQuery bound, StatementBinding statement) {
        return keyAccess
                .plan(bound, statement)
                .map(DirectQuery::columns)
                .orElseGet(() -> general.columns(bound, statement));
    }

    private PlannedStatement planHere(
            String text, SessionOptions options, List<Value> likely, Transaction transaction) {
        try {
            SqlNode node = StatementParser.parse(text);
            StatementTables tables = new StatementTables(store, transaction, system, sketches, options);
            tables.setLikely(likely);
            Optional<ScanPolicy> scan = Hints.scan(node, tables);
            StatementBinding statement = new StatementBinding(tables, this::subQuery);
            StatementPlan plan = plan(node, text, statement);
            return new PlannedStatement(
                    text,
                    plan,
                    tables.used(),
                    tables.warnings(),
                    scan,
                    followsItems(plan, statement),
                    statement.parameterTypes());
        } catch (StackOverflowError e) {
            throw ItemException.causedBy(e, ErrorCode.STATEMENT_TOO_DEEP);
        }
    }

    /** A definition, and an INSERT that reads no table and gives no rows, do not care what items look like. */
    private static boolean followsItems(StatementPlan plan, StatementBinding statement) {
        return plan.kind() == StatementPlan.Kind.QUERY
                || !plan.columns().isEmpty()
                || !statement.relations().isEmpty();
    }

    private StatementPlan plan(SqlNode node, String text, StatementBinding statement) {
        StatementTables tables = statement.tables();
        if (node instanceof ExplainStatement explain) {
            return explained(explain, plan(explain.statement(), text, statement), tables);
        }
        if (node instanceof SimpleStatement simple) {
            return new ControlPlan(control(simple.action()));
        }
        if (node instanceof MaintenanceStatement maintenance) {
            return new MaintenancePlanner().plan(maintenance, tables);
        }
        Optional<StatementPlan> definition = definitions.plan(node, text, statement);
        if (definition.isPresent()) {
            return definition.get();
        }
        int parameters = parameterCount(node);
        if (node instanceof CopyStatement copy) {
            return copies.plan(copy, statement, parameters);
        }
        Optional<StatementPlan> change = changes.plan(node, statement, parameters);
        if (change.isPresent()) {
            return change.get();
        }
        BoundQuery bound = statement.bind(node);
        Optional<ItemRows> itemRows = keyAccess.itemRows(bound, statement);
        DirectQuery query = query(bound, statement);
        List<ResultColumn> columns = itemRows.filter(rows -> rows.isView() && rows.isAllNamed())
                .map(rows -> ofView(query.columns(), rows))
                .orElse(query.columns());
        return new QueryStatement(query.operator(), columns, parameters, itemRows);
    }

    /** Columns of a view belong to it, under the names that it gives them, so that who changes them goes through it. */
    private static List<ResultColumn> ofView(List<ResultColumn> columns, ItemRows rows) {
        List<ResultColumn> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ResultColumn column = columns.get(i);
            ItemRows.Column item = rows.columns().get(i);
            named.add(
                    item.path().isEmpty()
                            ? column
                            : new ResultColumn(
                                    column.label(),
                                    column.type(),
                                    column.nullable(),
                                    Optional.of(rows.named()),
                                    item.name()));
        }
        return named;
    }

    private static StatementPlan explained(ExplainStatement explain, StatementPlan plan, StatementTables tables) {
        return explain.analyze()
                ? new io.itemql.plan.ExplainStatement(plan, true, explain.json())
                : new io.itemql.plan.ExplainStatement(
                        new AnnotatedPlan(plan, tables.warnings()), false, explain.json());
    }

    private DirectQuery query(SqlNode node, StatementBinding statement) {
        return query(statement.bind(node), statement);
    }

    private DirectQuery query(BoundQuery bound, StatementBinding statement) {
        return keyAccess.plan(bound, statement).orElseGet(() -> general.plan(bound, statement));
    }

    private PlannedRows subQuery(BoundQuery bound, StatementBinding statement) {
        return keyAccess
                .plan(bound, statement)
                .map(query -> new PlannedRows(query.operator(), query.types()))
                .orElseGet(() -> general.planSubQuery(bound, statement));
    }

    private static Control control(SimpleStatement.Action action) {
        return switch (action) {
            case SHUTDOWN -> Control.SHUTDOWN;
            case CHECKPOINT -> Control.CHECKPOINT;
            case BEGIN -> Control.BEGIN;
            case COMMIT -> Control.COMMIT;
            case ROLLBACK -> Control.ROLLBACK;
        };
    }

    /** The parameters are numbered from 0 in the order of the text; the highest number says how many there are. */
    private static int parameterCount(SqlNode statement) {
        int[] count = {0};
        statement.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlDynamicParam parameter) {
                count[0] = Math.max(count[0], parameter.getIndex() + 1);
                return null;
            }

            @Override
            public Void visit(SqlCall call) {
                // Not by way of its operator: that of SELECT loads a part of the planner.
                for (SqlNode operand : call.getOperandList()) {
                    if (operand != null) {
                        operand.accept(this);
                    }
                }
                return null;
            }
        });
        return count[0];
    }
}
