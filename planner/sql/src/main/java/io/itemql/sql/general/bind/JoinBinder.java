package io.itemql.sql.general.bind;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.Coalesce;
import io.itemql.plan.expression.Comparison;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Binds one join. USING and NATURAL become ON: which columns two tables of items have in common is known here and
 * nowhere later. Used by one thread.
 */
final class JoinBinder {
    private final StatementBinding statement;
    private final SqlJoin join;
    private final FromBinder.Bound left;
    private final FromBinder.Bound right;
    private final Scope both;
    private final SqlParserPos pos;

    /**
     * @param both the relations of both sides
     */
    JoinBinder(StatementBinding statement, SqlJoin join, FromBinder.Bound left, FromBinder.Bound right, Scope both) {
        this.statement = statement;
        this.join = join;
        this.left = left;
        this.right = right;
        this.both = both;
        this.pos = join.getParserPosition();
    }

    FromBinder.Bound bind() {
        JoinType type = join.getJoinType();
        if (type == JoinType.COMMA || (type == JoinType.CROSS && join.getConditionType() == JoinConditionType.NONE)) {
            return joined(type == JoinType.COMMA ? JoinType.COMMA : JoinType.CROSS, null);
        }
        if (type != JoinType.INNER && type != JoinType.LEFT && type != JoinType.RIGHT && type != JoinType.FULL) {
            throw ExpressionBinder.unsupported(join, type + " JOIN");
        }
        if (join.isNatural()) {
            return merged(common());
        }
        return switch (join.getConditionType()) {
            case ON -> joined(type, condition(join.getCondition()));
            case USING ->
                merged(((SqlNodeList) join.getCondition())
                        .stream()
                                .map(name -> ((SqlIdentifier) name).getSimple())
                                .toList());
            case NONE ->
                throw Places.of(join).in(new ItemException(ErrorCode.SYNTAX_ERROR, type + " JOIN needs ON or USING"));
        };
    }

    private SqlNode condition(SqlNode condition) {
        // ON TRUE says nothing, and Calcite need not carry it along.
        boolean always = condition instanceof SqlLiteral literal
                && literal.getTypeName() == SqlTypeName.BOOLEAN
                && Boolean.TRUE.equals(literal.getValue());
        return always
                ? SqlLiteral.createBoolean(true, condition.getParserPosition())
                : ExpressionBinder.of(statement, both, List.of()).condition(condition);
    }

    private FromBinder.Bound joined(JoinType type, SqlNode condition) {
        JoinConditionType conditionType = condition == null ? JoinConditionType.NONE : JoinConditionType.ON;
        SqlNode node = new SqlJoin(
                pos,
                left.node(),
                SqlLiteral.createBoolean(false, pos),
                type.symbol(pos),
                right.node(),
                conditionType.symbol(pos),
                condition);
        return new FromBinder.Bound(node, both);
    }

    private List<String> common() {
        List<String> common = new ArrayList<>();
        for (Relation relation : left.scope().relations()) {
            for (String name : relation.starColumns()) {
                if (right.scope().knows(name) && !common.contains(name)) {
                    common.add(name);
                }
            }
        }
        return common;
    }

    private FromBinder.Bound merged(List<String> names) {
        if (names.isEmpty()) {
            return joined(JoinType.CROSS, null);
        }
        List<SqlNode> equal = new ArrayList<>();
        for (String name : names) {
            SqlNode a = side(left.scope(), name);
            SqlNode b = side(right.scope(), name);
            equal.add(Calls.binaryPredicate("=", (x, y) -> new Comparison(ComparisonOperator.EQUAL, x, y))
                    .at(pos, List.of(a, b)));
            SqlNode one =
                    switch (join.getJoinType()) {
                        case RIGHT -> b;
                        case FULL ->
                            ItemFunction.value("COALESCE", Typings.COMMON, Coalesce::new)
                                    .at(pos, List.of(a, b));
                        default -> a;
                    };
            both.merged().put(name, one);
        }
        return joined(join.getJoinType(), Calls.and(pos, equal));
    }

    private SqlNode side(Scope side, String name) {
        if (!side.knows(name)) {
            List<String> known = side.relations().stream()
                    .flatMap(relation -> relation.names().stream())
                    .toList();
            throw Places.of(join)
                    .in(new ItemException(
                            ErrorCode.UNKNOWN_ATTRIBUTE,
                            "one side of the join",
                            name,
                            NearestNames.offer(name, known)));
        }
        return side.resolve(List.of(new PathStep.Name(name)), pos).node();
    }
}
