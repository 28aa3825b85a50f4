package io.itemql.sql.keyaccess;

import io.itemql.item.AttributePath;
import io.itemql.plan.access.Wanted;
import io.itemql.plan.operator.SortKey;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * One item of an ORDER BY.
 *
 * @param path the path of the table that it orders by, if it is one
 */
record OrderItem(SortKey key, Optional<AttributePath> path) {
    /**
     * A bound item: a position in the select list or an expression, inside DESC and NULLS FIRST or LAST. Without the
     * latter NULL comes last, and in descending order first.
     */
    static Optional<OrderItem> of(SqlNode node, List<BoundExpressions.Bound> items, BoundExpressions expressions) {
        boolean descending = false;
        Optional<Boolean> nullsFirst = Optional.empty();
        SqlNode at = node;
        while (true) {
            switch (at.getKind()) {
                case DESCENDING -> descending = true;
                case NULLS_FIRST -> nullsFirst = Optional.of(true);
                case NULLS_LAST -> nullsFirst = Optional.of(false);
                default -> {
                    boolean first = nullsFirst.orElse(descending);
                    boolean down = descending;
                    return value(at, items, expressions)
                            .map(bound -> new OrderItem(new SortKey(bound.expression(), down, first), bound.path()));
                }
            }
            at = ((SqlCall) at).operand(0);
        }
    }

    private static Optional<BoundExpressions.Bound> value(
            SqlNode node, List<BoundExpressions.Bound> items, BoundExpressions expressions) {
        return node instanceof SqlNumericLiteral position
                ? Optional.of(items.get(position.intValue(true) - 1))
                : expressions.expression(node);
    }

    /** This item as an access may give it. */
    Wanted.Key wanted() {
        return new Wanted.Key(path.filter(AttributePath::isTopLevel).map(AttributePath::attribute), key.descending());
    }
}
