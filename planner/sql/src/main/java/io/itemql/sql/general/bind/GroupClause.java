package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.ListValue;
import io.itemql.plan.expression.Coalesce;
import io.itemql.plan.expression.Literal;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A GROUP BY clause while it is bound. PartiQL lets it give names: to a key ({@code GROUP BY o.city AS city}), and to the
 * rows of each group ({@code GROUP AS g}). The clauses behind it see these names before all others.
 *
 * <p>The rows of a group are a list with a map for each row, which has an entry for each name of the FROM clause. Used by
 * one thread.
 */
final class GroupClause {
    private final SqlNodeList items;
    private final Map<String, SqlNode> names = new LinkedHashMap<>();

    private GroupClause(SqlNodeList items) {
        this.items = items;
    }

    /**
     * Binds what the clause gives a name.
     *
     * @param group the clause; {@code null} if there is none
     * @param before binds as the clauses before GROUP BY do
     */
    static GroupClause of(SqlNodeList group, ExpressionBinder before) {
        if (group == null) {
            return new GroupClause(null);
        }
        boolean named = group.size() == 1
                && group.get(0) instanceof SqlCall call
                && call.getOperator().equals(ItemOperators.GROUP_AS);
        if (!named) {
            GroupClause clause = new GroupClause(group);
            clause.addKeys(group, before);
            return clause;
        }
        List<SqlNode> operands = ((SqlCall) group.get(0)).getOperandList();
        int last = operands.size() - 1;
        GroupClause clause = new GroupClause(new SqlNodeList(operands.subList(0, last), group.getParserPosition()));
        clause.addKeys(clause.items, before);
        clause.addRows((SqlIdentifier) operands.get(last), before.scope());
        return clause;
    }

    /** What the clauses behind GROUP BY see by name. */
    Map<String, SqlNode> names() {
        return names;
    }

    /**
     * The keys; {@code null} if nothing is grouped.
     *
     * @param labelled binds names, those of the select list among them
     * @param selected the bound select list, of which positions speak
     */
    SqlNodeList bind(ExpressionBinder labelled, List<SqlNode> selected) {
        return items == null ? null : bind(items, labelled, selected);
    }

    private void addKeys(Iterable<SqlNode> keys, ExpressionBinder before) {
        for (SqlNode key : keys) {
            if (key.getKind() == SqlKind.GROUPING_SETS) {
                addKeys(((SqlCall) key).getOperandList(), before);
            } else if (key.getKind() == SqlKind.AS) {
                SqlCall as = (SqlCall) key;
                if (as.operand(0) instanceof SqlNumericLiteral position) {
                    throw Places.of(position)
                            .in(new ItemException(
                                    ErrorCode.INVALID_ARGUMENT,
                                    "A position in GROUP BY takes no name: give the column one in the select list"));
                }
                add(as.operand(1), before.bind(as.operand(0)));
            }
        }
    }

    private void addRows(SqlIdentifier name, Scope from) {
        SqlParserPos pos = name.getParserPosition();
        List<String> variables = new ArrayList<>();
        List<SqlNode> values = new ArrayList<>();
        for (Relation relation : from.relations()) {
            relation.variables(pos).forEach((variable, value) -> {
                if (variables.contains(variable)) {
                    throw Places.of(name)
                            .in(new ItemException(
                                    ErrorCode.DUPLICATE_NAME, "Name " + variable, " in the rows of GROUP AS"));
                }
                variables.add(variable);
                values.add(value);
            });
        }
        ItemAggregate list = Aggregates.find("ARRAY_AGG").orElseThrow().aggregate();
        SqlNode rows = list.createCall(pos, Calls.tuple(variables, values, pos));
        // Only a grouping set without keys has a group without rows, of which the aggregate function would make NULL.
        ItemFunction orNone = ItemFunction.value(
                "ROWS OF GROUP",
                Typings.always(ColumnType.VARCHAR),
                e -> new Coalesce(List.of(e.get(0), new Literal(new ListValue(List.of())))));
        add(name, orNone.at(pos, List.of(rows)));
    }

    private void add(SqlIdentifier name, SqlNode value) {
        if (names.putIfAbsent(name.getSimple(), value) != null) {
            throw Places.of(name)
                    .in(new ItemException(ErrorCode.DUPLICATE_NAME, "Name " + name.getSimple(), " in GROUP BY"));
        }
    }

    private SqlNodeList bind(SqlNodeList keys, ExpressionBinder labelled, List<SqlNode> selected) {
        List<SqlNode> bound = new ArrayList<>();
        for (SqlNode key : keys) {
            bound.add(key(key, labelled, selected));
        }
        return new SqlNodeList(bound, keys.getParserPosition());
    }

    private SqlNode key(SqlNode key, ExpressionBinder labelled, List<SqlNode> selected) {
        SqlParserPos pos = key.getParserPosition();
        if (key instanceof SqlNumericLiteral number) {
            return selected.get(OrderBinder.position(number, selected.size()) - 1)
                    .clone(pos);
        }
        if (key instanceof SqlNodeList list) {
            return bind(list, labelled, selected);
        }
        return switch (key.getKind()) {
            case AS -> {
                SqlIdentifier alias = ((SqlCall) key).operand(1);
                yield names.get(alias.getSimple()).clone(pos);
            }
            case ROLLUP, CUBE, GROUPING_SETS, ROW -> {
                SqlCall call = (SqlCall) key;
                List<SqlNode> operands = new ArrayList<>();
                call.getOperandList().forEach(operand -> operands.add(key(operand, labelled, selected)));
                yield call.getOperator().createCall(pos, operands);
            }
            case GROUP_BY_DISTINCT ->
                throw Places.of(key).in(new ItemException(ErrorCode.UNSUPPORTED, "GROUP BY DISTINCT", ""));
            default -> labelled.bind(key);
        };
    }
}
