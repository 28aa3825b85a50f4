package io.itemql.sql.general.bind;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import io.itemql.plan.expression.Comparison;
import io.itemql.sql.ast.DistinctOnSelect;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;

/**
 * DISTINCT ON: of the rows that are alike in some expressions, the first in the order of the query. It is a condition on
 * the number of the row among those: {@code QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY a, b) = 1}.
 */
record DistinctOn(SqlNodeList on) {
    DistinctOn {
        Objects.requireNonNull(on, "on");
    }

    /** That of a query; empty if it has none. */
    static Optional<DistinctOn> of(SqlSelect select) {
        if (!(select instanceof DistinctOnSelect distinct)) {
            return Optional.empty();
        }
        if (select.getQualify() != null) {
            throw ExpressionBinder.unsupported(select.getQualify(), "QUALIFY beside DISTINCT ON");
        }
        return Optional.of(new DistinctOn(distinct.on()));
    }

    /**
     * The condition that the rows of the result meet.
     *
     * @param orderBy the order of the query; {@code null} for none
     */
    SqlNode condition(SqlNodeList orderBy, OrderBinder orders) {
        SqlParserPos pos = on.getParserPosition();
        List<SqlNode> alike = on.stream().map(orders::computed).toList();
        List<SqlNode> order = new ArrayList<>();
        if (orderBy != null) {
            checkStart(orderBy, alike, orders);
            orderBy.forEach(item -> order.add(OrderItems.bind(item, orders::computed)));
        }
        SqlWindow window = SqlWindow.create(
                null,
                null,
                new SqlNodeList(alike, pos),
                new SqlNodeList(order, pos),
                SqlLiteral.createBoolean(false, pos),
                null,
                null,
                null,
                pos);
        ItemAggregate number = Aggregates.find("ROW_NUMBER").orElseThrow().aggregate();
        SqlNode numbered = SqlStdOperatorTable.OVER.createCall(pos, number.createCall(pos), window);
        SqlNode one = Calls.literal(NumberValue.ONE, Optional.of(ColumnType.BIGINT), pos);
        return Calls.binaryPredicate("=", (a, b) -> new Comparison(ComparisonOperator.EQUAL, a, b))
                .at(pos, List.of(numbered, one));
    }

    /** The order begins with all of the expressions in any order, or has no others. */
    private static void checkStart(SqlNodeList orderBy, List<SqlNode> alike, OrderBinder orders) {
        List<SqlNode> missing = new ArrayList<>(alike);
        for (SqlNode item : orderBy) {
            SqlNode value = orders.computed(OrderItems.expression(item));
            boolean among = alike.stream().anyMatch(each -> each.equalsDeep(value, Litmus.IGNORE));
            missing.removeIf(each -> each.equalsDeep(value, Litmus.IGNORE));
            if (!among && missing.isEmpty()) {
                return;
            }
            if (!among) {
                throw Places.of(item)
                        .in(new ItemException(
                                ErrorCode.DISTINCT_ON_ORDER,
                                "The expressions of DISTINCT ON come first in the ORDER BY, but here it has another one"
                                        + " before all of them are named"));
            }
        }
    }
}
