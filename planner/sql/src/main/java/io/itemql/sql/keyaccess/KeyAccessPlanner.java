package io.itemql.sql.keyaccess;

import io.itemql.item.AttributePath;
import io.itemql.item.NumberValue;
import io.itemql.plan.ItemRows;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Limit;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import io.itemql.plan.operator.Sort;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.operator.Values;
import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.NamedView;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.TableRelation;
import io.itemql.table.ColumnType;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * Plans queries over one table from their bound syntax tree: key access, filter, order, limit, projection. Stateless,
 * safe for use by several threads.
 */
public final class KeyAccessPlanner {
    /**
     * The plan of a query; empty if the query groups, joins or does something else that needs the general path.
     *
     * @param query bound by {@code statement}
     */
    public Optional<DirectQuery> plan(BoundQuery query, StatementBinding statement) {
        Optional<SingleTable> table = SingleTable.of(query, statement);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        return new OneQuery(query, table.get(), statement).plan();
    }

    /**
     * What the rows of a query are, if each is one item of a table; empty for any other query.
     *
     * @param query bound by {@code statement}
     */
    public Optional<ItemRows> itemRows(BoundQuery query, StatementBinding statement) {
        Optional<SingleTable> table = SingleTable.of(query, statement)
                .filter(found -> found.relation().isPresent());
        if (table.isEmpty()) {
            return Optional.empty();
        }
        TableRelation relation = table.get().relation().orElseThrow();
        Optional<NamedView> view = statement.viewOver(relation);
        BoundExpressions expressions = new BoundExpressions(Optional.of(relation));
        List<ItemRows.Column> columns = new ArrayList<>();
        for (SqlNode item : table.get().select().getSelectList()) {
            SqlNode value = ((SqlCall) item).operand(0);
            Optional<AttributePath> path = expressions.expression(value).flatMap(BoundExpressions.Bound::path);
            Optional<String> name = view.isPresent()
                    ? view.get().columnOf(value, path)
                    : path.filter(AttributePath::isTopLevel).map(AttributePath::attribute);
            columns.add(new ItemRows.Column(name, path));
        }
        String name = relation.table().table().name();
        return Optional.of(new ItemRows(name, view.map(NamedView::name).orElse(name), columns));
    }

    /** The planning of one query. Used once. */
    private static final class OneQuery {
        private final BoundQuery query;
        private final SingleTable table;
        private final StatementBinding statement;
        private final BoundExpressions expressions;
        private final List<BoundExpressions.Bound> items = new ArrayList<>();

        OneQuery(BoundQuery query, SingleTable table, StatementBinding statement) {
            this.query = query;
            this.table = table;
            this.statement = statement;
            this.expressions = new BoundExpressions(table.relation());
        }

        Optional<DirectQuery> plan() {
            for (SqlNode item : table.select().getSelectList()) {
                Optional<BoundExpressions.Bound> bound = expressions.expression(((SqlCall) item).operand(0));
                if (bound.isEmpty()) {
                    return Optional.empty();
                }
                items.add(bound.get());
            }
            Optional<List<Expression>> predicate = predicate();
            Optional<List<OrderItem>> order = order();
            if (predicate.isEmpty() || order.isEmpty()) {
                return Optional.empty();
            }
            Operator rows = projected(read(predicate.get(), order.get()));
            List<Optional<ColumnType>> types =
                    items.stream().map(BoundExpressions.Bound::type).toList();
            return Optional.of(new DirectQuery(rows, columns(), types));
        }

        /** The conditions of WHERE; empty if one of them is not for this path. */
        private Optional<List<Expression>> predicate() {
            if (table.select().getWhere() == null) {
                return Optional.of(List.of());
            }
            return expressions.expression(table.select().getWhere()).map(bound -> List.of(bound.expression()));
        }

        private Optional<List<OrderItem>> order() {
            List<OrderItem> order = new ArrayList<>();
            if (table.select().getOrderList() != null) {
                for (SqlNode node : table.select().getOrderList()) {
                    Optional<OrderItem> item = OrderItem.of(node, items, expressions);
                    if (item.isEmpty()) {
                        return Optional.empty();
                    }
                    order.add(item.get());
                }
            }
            return Optional.of(order);
        }

        private Operator read(List<Expression> predicate, List<OrderItem> order) {
            Optional<Expression> offset = count(table.select().getOffset(), expressions);
            Optional<Expression> fetch = count(table.select().getFetch(), expressions);
            Operator rows;
            List<SortKey> unsorted;
            if (table.relation().isPresent()) {
                OrderedRead read = OrderedRead.of(
                        expressions.read(),
                        table.relation().get().accessPaths(),
                        predicate,
                        order,
                        new Limit(Values.row(List.of()), offset, fetch).rowsMax(),
                        statement.tables().options());
                rows = read.operator();
                unsorted = read.unsorted();
            } else {
                rows = Filter.of(Values.row(List.of()), predicate);
                unsorted = List.of();
            }
            boolean limited = offset.isPresent() || fetch.isPresent();
            if (unsorted.isEmpty()) {
                return limited ? new Limit(rows, offset, fetch) : rows;
            }
            return limited ? Sort.limited(new Limit(rows, offset, fetch), unsorted) : Sort.of(rows, unsorted);
        }

        private static TableDefinition definition(TableRelation relation) {
            return relation.table().table().definition();
        }

        private static Optional<Expression> count(SqlNode node, BoundExpressions expressions) {
            if (node instanceof SqlDynamicParam parameter) {
                return Optional.of(new Parameter(parameter.getIndex()));
            }
            if (node instanceof SqlNumericLiteral number) {
                return Optional.of(new Literal(NumberValue.of(number.bigDecimalValue())));
            }
            return node == null
                    ? Optional.empty()
                    : expressions.expression(node).map(BoundExpressions.Bound::expression);
        }

        private Operator projected(Operator rows) {
            List<Expression> values =
                    items.stream().map(BoundExpressions.Bound::expression).toList();
            return isIdentity(values, rows.width()) ? rows : new Project(rows, values);
        }

        private static boolean isIdentity(List<Expression> values, int width) {
            if (values.size() != width) {
                return false;
            }
            for (int i = 0; i < width; i++) {
                if (!(values.get(i) instanceof ColumnReference column) || column.index() != i) {
                    return false;
                }
            }
            return true;
        }

        private List<ResultColumn> columns() {
            List<ResultColumn> columns = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                columns.add(column(query.labels().get(i), items.get(i)));
            }
            return columns;
        }

        private ResultColumn column(String label, BoundExpressions.Bound item) {
            Optional<AttributePath> attribute = item.path().filter(AttributePath::isTopLevel);
            if (attribute.isEmpty()) {
                return ResultColumn.computed(label, item.type());
            }
            TableDefinition definition = definition(table.relation().orElseThrow());
            String name = attribute.get().attribute();
            return new ResultColumn(
                    label,
                    item.type().orElse(ColumnType.VARCHAR),
                    !definition.keys().isKey(name),
                    Optional.of(definition.name()),
                    Optional.of(name));
        }
    }
}
