package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.CommonOperators;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.parse.Places;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Binds one SELECT with its ORDER BY and LIMIT. Used once, by one thread. */
final class SelectBinder {
    private final StatementBinding statement;
    private final Scope around;
    private final boolean result;
    private final List<String> labels = new ArrayList<>();
    private final List<SqlNode> values = new ArrayList<>();
    private Scope scope;
    private ExpressionBinder expressions;

    /** @param result whether the rows are the result of the statement, and nothing computes with them */
    SelectBinder(StatementBinding statement, Scope around, boolean result) {
        this.statement = statement;
        this.around = around;
        this.result = result;
    }

    BoundQuery bind(SqlSelect select, QueryBinder.OrderAndLimit order) {
        SqlParserPos pos = select.getParserPosition();
        SqlNode from = null;
        SqlNode viewCondition = null;
        scope = around.inner();
        if (select.getFrom() != null) {
            FromBinder.Bound bound = new FromBinder(statement, around).bind(select.getFrom());
            from = bound.node();
            scope = bound.scope();
            viewCondition = bound.condition();
        }
        ExpressionBinder before = ExpressionBinder.of(statement, scope, select.getWindowList());
        GroupClause group = GroupClause.of(select.getGroup(), before);
        expressions = ExpressionBinder.of(statement, scope.grouped(group.names()), select.getWindowList());
        for (SqlNode item : select.getSelectList()) {
            addItem(item);
        }
        SqlNode where = and(viewCondition, select.getWhere() == null ? null : before.condition(select.getWhere()));
        ExpressionBinder labelled = expressions.withLabels(byLabel());
        SqlNodeList groupBy = group.bind(before.withLabels(byLabel()), values);
        SqlNode having = select.getHaving() == null ? null : labelled.condition(select.getHaving());
        SqlNode qualify = select.getQualify() == null ? null : labelled.condition(select.getQualify());
        List<String> references = Labels.different(labels);
        // A result shows what is stored; sorting, grouping and the like go by what it means.
        Optional<DistinctOn> distinctOn = DistinctOn.of(select);
        boolean distinct = select.isDistinct() && distinctOn.isEmpty();
        boolean stored = result && !distinct && groupBy == null;
        List<SqlNode> items = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            SqlParserPos place = values.get(i).getParserPosition();
            SqlNode item = stored ? DeclaredColumns.stored(values.get(i)) : values.get(i);
            items.add(CommonOperators.AS.createCall(place, item, new SqlIdentifier(references.get(i), place)));
        }
        OrderBinder orders = new OrderBinder(labelled, labels, values, stored);
        if (distinctOn.isPresent()) {
            qualify = distinctOn.get().condition(order.orderBy(), orders);
        }
        SqlNodeList orderBy = orders.bind(order.orderBy());
        checkAggregates(having, qualify, orderBy);
        SqlNode node = new SqlSelect(
                pos,
                distinct ? distinct(pos) : null,
                new SqlNodeList(items, pos),
                from,
                where,
                groupBy,
                having,
                null,
                qualify,
                orderBy,
                Limits.bind(order.offset(), statement, around),
                Limits.fetch(order, statement, around),
                null);
        return new BoundQuery(
                node, labels, references, values.stream().map(this::origin).toList());
    }

    private void checkAggregates(SqlNode having, SqlNode qualify, SqlNodeList orderBy) {
        AggregateRules rules = new AggregateRules(scope.relations());
        values.forEach(rules::check);
        rules.check(having);
        rules.check(qualify);
        rules.check(orderBy);
    }

    /** The column of a view that a value is as it stands. */
    private Optional<ViewColumn> origin(SqlNode value) {
        if (!result || !(value instanceof SqlIdentifier column) || column.names.size() != 2) {
            return Optional.empty();
        }
        String relation = column.names.get(0);
        return scope.relations().stream()
                .filter(each -> each.referredTo().equals(relation))
                .findFirst()
                .flatMap(each -> each.origin(column));
    }

    private static SqlNode and(SqlNode first, SqlNode second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return Calls.and(second.getParserPosition(), List.of(first, second));
    }

    private static SqlNodeList distinct(SqlParserPos pos) {
        return new SqlNodeList(List.of(SqlLiteral.createSymbol(SqlSelectKeyword.DISTINCT, pos)), pos);
    }

    private void addItem(SqlNode item) {
        if (item instanceof SqlIdentifier identifier && identifier.isStar()) {
            addStar(identifier);
            return;
        }
        SqlNode expression = item;
        if (item instanceof SqlCall call && call.getOperator().equals(ItemOperators.SELECT_VALUE)) {
            expression = call.operand(0);
        }
        if (expression.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) expression;
            values.add(expressions.bind(as.operand(0)));
            labels.add(((SqlIdentifier) as.operand(1)).getSimple());
        } else {
            values.add(expressions.bind(expression));
            labels.add(Labels.of(expression));
        }
    }

    private void addStar(SqlIdentifier star) {
        SqlParserPos pos = star.getParserPosition();
        if (scope.relations().isEmpty()) {
            throw Places.of(star).in(new ItemException(ErrorCode.STAR_WITHOUT_FROM));
        }
        if (star.names.size() == 1) {
            scope.merged().forEach((name, node) -> {
                values.add(node.clone(pos));
                labels.add(name);
            });
            for (Relation relation : scope.relations()) {
                addColumns(relation, scope.merged().keySet(), pos);
            }
            return;
        }
        String alias = star.names.get(star.names.size() - 2);
        Relation relation = scope.relation(alias)
                .orElseThrow(() -> Places.of(star).in(new ItemException(ErrorCode.UNKNOWN_RELATION_ALIAS, alias)));
        addColumns(relation, Set.of(), pos);
    }

    private void addColumns(Relation relation, Set<String> without, SqlParserPos pos) {
        List<SqlNode> columns = relation.starReferences(pos);
        List<String> names = relation.starColumns();
        for (int i = 0; i < names.size(); i++) {
            if (!without.contains(names.get(i))) {
                values.add(columns.get(i));
                labels.add(names.get(i));
            }
        }
    }

    private Map<String, SqlNode> byLabel() {
        Map<String, SqlNode> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            byLabel.putIfAbsent(labels.get(i), values.get(i));
        }
        return byLabel;
    }
}
