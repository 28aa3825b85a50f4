package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.CommonOperators;
import io.itemql.sql.parse.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Binds queries of every kind: SELECT, set operations, VALUES, WITH, each with ORDER BY and LIMIT. Used by one thread.
 */
final class QueryBinder {
    private final StatementBinding statement;
    private final Scope around;
    /** Whether the rows are the result of the statement, and nothing computes with them. */
    private final boolean result;

    private QueryBinder(StatementBinding statement, Scope around, boolean result) {
        this.statement = statement;
        this.around = around;
        this.result = result;
    }

    /** A binder for a query that nothing is around. */
    static QueryBinder outermost(StatementBinding statement) {
        return new QueryBinder(statement, Scope.outermost(null), true);
    }

    /** A binder for a query inside a scope. */
    static QueryBinder inside(StatementBinding statement, Scope around) {
        return new QueryBinder(statement, around, false);
    }

    BoundQuery bind(SqlNode query) {
        return switch (query.getKind()) {
            case SELECT ->
                new SelectBinder(statement, around, result)
                        .bind((SqlSelect) query, OrderAndLimit.none((SqlSelect) query));
            case ORDER_BY -> ordered((SqlOrderBy) query);
            case UNION, INTERSECT, EXCEPT -> setOperation((SqlCall) query);
            case VALUES -> values((SqlCall) query);
            case WITH -> with((SqlWith) query, ((SqlWith) query).body);
            case EXPLICIT_TABLE -> bind(explicitTable((SqlCall) query));
            default -> throw ExpressionBinder.unsupported(query, query.getKind() + " as a query");
        };
    }

    private static SqlNode explicitTable(SqlCall table) {
        SqlParserPos pos = table.getParserPosition();
        SqlNodeList star = new SqlNodeList(List.of(SqlIdentifier.star(pos)), pos);
        return new SqlSelect(pos, null, star, table.operand(0), null, null, null, null, null, null, null, null, null);
    }

    private BoundQuery ordered(SqlOrderBy order) {
        if (order.query instanceof SqlWith with) {
            return with(
                    with,
                    new SqlOrderBy(order.getParserPosition(), with.body, order.orderList, order.offset, order.fetch));
        }
        OrderAndLimit orderAndLimit = new OrderAndLimit(order.orderList, order.offset, order.fetch);
        if (order.query instanceof SqlSelect select && select.getFetch() == null && select.getOffset() == null) {
            return new SelectBinder(statement, around, result).bind(select, orderAndLimit);
        }
        return orderedRows(inside(statement, around).bind(order.query), orderAndLimit, order.getParserPosition());
    }

    /** ORDER BY over rows that are finished: it can only use their columns. */
    private BoundQuery orderedRows(BoundQuery rows, OrderAndLimit order, SqlParserPos pos) {
        String alias = "rows" + statement.nextNumber();
        Scope scope = around.inner();
        scope.add(new DerivedRelation(alias, rows.labels(), rows.references()), pos);
        List<SqlNode> columns = new ArrayList<>();
        for (String reference : rows.references()) {
            columns.add(CommonOperators.AS.createCall(
                    pos, Relation.reference(alias, reference, pos), new SqlIdentifier(reference, pos)));
        }
        OrderBinder orders =
                new OrderBinder(ExpressionBinder.of(statement, scope, List.of()), rows.labels(), columns, false);
        SqlNode select = new SqlSelect(
                pos,
                null,
                new SqlNodeList(columns, pos),
                CommonOperators.AS.createCall(pos, rows.node(), new SqlIdentifier(alias, pos)),
                null,
                null,
                null,
                null,
                null,
                orders.bind(order.orderBy()),
                Limits.bind(order.offset(), statement, around),
                Limits.fetch(order, statement, around),
                null);
        return new BoundQuery(select, rows.labels(), rows.references());
    }

    private BoundQuery with(SqlWith with, SqlNode body) {
        NamedQueries queries = around.queries();
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            List<String> columns = item.columnList == null
                    ? List.of()
                    : item.columnList.stream()
                            .map(name -> ((SqlIdentifier) name).getSimple())
                            .toList();
            String name = item.name.getSimple();
            Optional<NamedQueries> same = NamedQueries.find(queries, name).filter(found -> with.withList.stream()
                    .anyMatch(other -> other instanceof SqlWithItem earlier && earlier.query == found.query()));
            if (same.isPresent()) {
                throw Places.of(item)
                        .in(new ItemException(ErrorCode.DUPLICATE_NAME, "Query " + name, " in the WITH clause"));
            }
            Optional<NamedQueries> recursive = item.recursive != null && item.recursive.booleanValue()
                    ? RecursiveQuery.plan(statement, name, item.query, columns, queries)
                    : Optional.empty();
            if (recursive.isPresent()) {
                queries = recursive.get();
                continue;
            }
            queries = NamedQueries.of(name, item.query, columns, queries);
            // Bound once here, so that a mistake is found even where nothing uses the query.
            inside(statement, Scope.outermost(queries.before())).bind(item.query);
        }
        return new QueryBinder(statement, around.inner(queries), result).bind(body);
    }

    private BoundQuery setOperation(SqlCall call) {
        List<BoundQuery> sides = new ArrayList<>();
        for (SqlNode side : call.getOperandList()) {
            sides.add(inside(statement, around).bind(side));
        }
        BoundQuery first = sides.get(0);
        List<SqlNode> nodes = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            if (sides.get(i).references().size() != first.references().size()) {
                throw Places.of(call.operand(i))
                        .in(new ItemException(
                                ErrorCode.SET_OPERATION_MISMATCH,
                                call.getOperator().getName()
                                        + " needs equally many columns on both sides, but here are "
                                        + first.references().size() + " and "
                                        + sides.get(i).references().size()));
            }
            nodes.add(sides.get(i).node());
        }
        SqlNode node = call.getOperator().createCall(call.getParserPosition(), nodes);
        return new BoundQuery(node, first.labels(), first.references());
    }

    private BoundQuery values(SqlCall call) {
        ExpressionBinder expressions = ExpressionBinder.of(statement, around.inner(), List.of());
        List<SqlNode> rows = new ArrayList<>();
        int width = -1;
        for (SqlNode row : call.getOperandList()) {
            List<SqlNode> fields = row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
            if (width >= 0 && fields.size() != width) {
                throw Places.of(row).in(new ItemException(ErrorCode.COLUMN_COUNT_MISMATCH, fields.size(), width));
            }
            width = fields.size();
            List<SqlNode> bound = expressions.bindAll(fields);
            bound.forEach(field -> AggregateRules.refuse(field, "VALUES"));
            rows.add(CommonOperators.ROW.createCall(row.getParserPosition(), bound));
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            labels.add("column" + (i + 1));
        }
        SqlNode node = CommonOperators.VALUES.createCall(call.getParserPosition(), rows);
        return named(node, labels, call.getParserPosition());
    }

    /** The rows with names for their columns. */
    private BoundQuery named(SqlNode rows, List<String> names, SqlParserPos pos) {
        String alias = "rows" + statement.nextNumber();
        List<SqlNode> as = new ArrayList<>(List.of(rows, new SqlIdentifier(alias, pos)));
        List<SqlNode> columns = new ArrayList<>();
        for (String name : names) {
            as.add(new SqlIdentifier(name, pos));
            columns.add(CommonOperators.AS.createCall(
                    pos, Relation.reference(alias, name, pos), new SqlIdentifier(name, pos)));
        }
        SqlNode select = new SqlSelect(
                pos,
                null,
                new SqlNodeList(columns, pos),
                CommonOperators.AS.createCall(pos, as),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new BoundQuery(select, names, names);
    }

    /**
     * The clauses behind a query. Any may be {@code null}.
     */
    record OrderAndLimit(SqlNodeList orderBy, SqlNode offset, SqlNode fetch) {
        static OrderAndLimit none(SqlSelect select) {
            return new OrderAndLimit(select.getOrderList(), select.getOffset(), select.getFetch());
        }
    }
}
