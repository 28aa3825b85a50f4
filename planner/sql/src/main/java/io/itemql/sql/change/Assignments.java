package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.sql.ast.DocumentPath;
import io.itemql.sql.keyaccess.BoundExpressions;
import io.itemql.sql.parse.Places;
import org.apache.calcite.sql.SqlNode;

/** The two sides of an assignment: the path that is written to, and the expression. */
final class Assignments {
    private Assignments() {}

    /**
     * The expression of a bound node.
     *
     * @throws ItemException with {@link ErrorCode#AGGREGATE_MISUSE} if it is an aggregate
     */
    static BoundExpressions.Bound expression(BoundExpressions expressions, SqlNode bound, SqlNode place) {
        return expressions.expression(bound).orElseThrow(() -> Places.of(place)
                .in(new ItemException(
                        ErrorCode.AGGREGATE_MISUSE,
                        "An aggregate or window function cannot stand here; it needs a query of its own")));
    }

    /**
     * The path that an assignment writes to. As everywhere, the alias of the table may stand in front of it.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_ARGUMENT} if a step is not fixed
     */
    static AttributePath target(SqlNode node, String alias) {
        DocumentPath path = DocumentPath.of(node).orElseThrow(() -> Places.of(node)
                .in(new ItemException(
                        ErrorCode.INVALID_ARGUMENT,
                        "What is assigned to is a path whose steps are names and numbers, not " + node)));
        int first = 0;
        boolean qualified = path.steps().size() > 1
                && name(path.steps().get(0)).equals(alias)
                && path.steps().get(1) instanceof DocumentPath.Attribute;
        if (qualified) {
            first = 1;
        }
        AttributePath target = AttributePath.of(name(path.steps().get(first)));
        for (DocumentPath.Step step :
                path.steps().subList(first + 1, path.steps().size())) {
            target = step instanceof DocumentPath.Element element
                    ? target.position(element.index())
                    : target.name(name(step));
        }
        return target;
    }

    private static String name(DocumentPath.Step step) {
        return ((DocumentPath.Attribute) step).name();
    }
}
