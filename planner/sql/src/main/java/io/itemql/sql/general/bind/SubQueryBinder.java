package io.itemql.sql.general.bind;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.access.Lookups;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.subquery.SubQuery;
import io.itemql.sql.parse.Places;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Binds sub-queries in expressions. Each is planned on its own and becomes a function of its operands and of the outer
 * columns that it reads; so it can stand wherever a function can, and no rewrite has to know what it is. Used by one
 * thread.
 */
final class SubQueryBinder {
    private final StatementBinding statement;
    private final ExpressionBinder expressions;

    SubQueryBinder(StatementBinding statement, ExpressionBinder expressions) {
        this.statement = statement;
        this.expressions = expressions;
    }

    /** {@code (SELECT …)} as a value. */
    SqlNode scalar(SqlNode query) {
        Planned planned = plan(query);
        planned.checkColumns(1);
        String name = "(sub-query " + planned.correlation.number() + ")";
        return planned.function(ItemFunction.value(
                        name,
                        operands -> planned.rows.types().get(0),
                        operands -> SubQuery.scalar(planned.operator(), planned.correlation.number(), operands)))
                .at(query.getParserPosition(), planned.correlation.arguments());
    }

    /** {@code EXISTS (SELECT …)}. */
    SqlNode exists(SqlNode place, SqlNode query) {
        Planned planned = plan(query);
        String name = "EXISTS (sub-query " + planned.correlation.number() + ")";
        return planned.function(ItemFunction.predicate(
                        name, operands -> SubQuery.exists(planned.operator(), planned.correlation.number(), operands)))
                .at(place.getParserPosition(), planned.correlation.arguments());
    }

    /** {@code operand IN (SELECT …)}; the operand may be a row. */
    SqlNode in(SqlNode place, SqlNode operand, SqlNode query) {
        return quantified(place, ComparisonOperator.EQUAL, false, operand, query);
    }

    /** {@code operand comparison ANY (SELECT …)} or {@code ALL}. */
    SqlNode quantified(SqlNode place, ComparisonOperator comparison, boolean all, SqlNode operand, SqlNode query) {
        List<SqlNode> compared =
                operand.getKind() == SqlKind.ROW ? ((SqlCall) operand).getOperandList() : List.of(operand);
        Planned planned = plan(query);
        planned.checkColumns(compared.size());
        if (compared.size() > 1 && comparison != ComparisonOperator.EQUAL) {
            throw ExpressionBinder.unsupported(place, "A comparison other than = of a row with a sub-query");
        }
        List<SqlNode> operands = new ArrayList<>(expressions.bindAll(compared));
        operands.addAll(planned.correlation.arguments());
        int width = compared.size();
        int number = planned.correlation.number();
        String name = comparison + (all ? " ALL" : " ANY") + " (sub-query " + number + ")";
        return planned.function(ItemFunction.predicate(
                        name,
                        e -> SubQuery.quantified(
                                planned.operator(),
                                number,
                                comparison,
                                all,
                                e.subList(0, width),
                                e.subList(width, e.size()))))
                .at(place.getParserPosition(), operands);
    }

    private Planned plan(SqlNode query) {
        Correlation correlation = new Correlation(statement.nextNumber());
        BoundQuery bound = QueryBinder.inside(statement, expressions.scope().forSubQuery(correlation))
                .bind(query);
        PlannedRows rows = statement.planner().plan(bound, statement);
        // Run once for each different row of arguments: what it finds by equality, it should not search for.
        return new Planned(query, new PlannedRows(Lookups.in(rows.operator()), rows.types()), correlation);
    }

    private record Planned(SqlNode query, PlannedRows rows, Correlation correlation) {
        Operator operator() {
            return rows.operator();
        }

        ItemFunction function(ItemFunction function) {
            return correlation.arguments().isEmpty() ? function : function.correlated();
        }

        void checkColumns(int expected) {
            int columns = rows.types().size();
            if (columns != expected) {
                throw Places.of(query)
                        .in(new ItemException(
                                ErrorCode.SUBQUERY_SHAPE,
                                "A sub-query here must have " + expected + " column" + (expected == 1 ? "" : "s")
                                        + ", but it has " + columns));
            }
        }
    }
}
