package io.itemql.sql.keyaccess;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributePath;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Literal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes that a condition compares with a literal by {@code =}, so that every item meeting it has that value. */
public final class FixedAttributes {
    private FixedAttributes() {}

    /**
     * The values, by attribute.
     *
     * @param slots the paths of the condition's columns
     */
    public static Map<String, Literal> of(Expression condition, List<AttributePath> slots) {
        Map<String, Literal> fixed = new LinkedHashMap<>();
        for (Expression conjunct : Expressions.conjuncts(condition)) {
            if (conjunct instanceof Comparison comparison
                    && comparison.operator() == ComparisonOperator.EQUAL
                    && comparison.left() instanceof ColumnReference column
                    && column.index() < slots.size()
                    && slots.get(column.index()).isTopLevel()
                    && comparison.right() instanceof Literal literal) {
                fixed.putIfAbsent(slots.get(column.index()).attribute(), literal);
            }
        }
        return fixed;
    }
}
