package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.expression.Running;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.subquery.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the scans in a plan that is run once for each outer row, and lets those that look for items whose attribute
 * equals something of that row find them by a hash table.
 */
public final class Lookups {
    private Lookups() {}

    /** The plan with look-ups in place of such scans; the plan itself if there are none. */
    public static Operator in(Operator plan) {
        if (plan instanceof Filter filter && filter.input() instanceof ScanPlan scan) {
            return lookup(scan, Expressions.conjuncts(filter.condition())).orElse(plan);
        }
        if (plan instanceof ScanPlan scan) {
            return lookup(scan, List.of()).orElse(plan);
        }
        List<Operator> inputs = new ArrayList<>();
        boolean changed = false;
        for (Operator input : plan.inputs()) {
            Operator other = in(input);
            changed |= other != input;
            inputs.add(other);
        }
        return changed ? plan.withInputs(inputs) : plan;
    }

    private static Optional<Operator> lookup(ScanPlan scan, List<Expression> above) {
        List<Expression> all = new ArrayList<>(scan.read().filter());
        all.addAll(above);
        for (Expression condition : all) {
            if (condition instanceof Comparison comparison && comparison.operator() == ComparisonOperator.EQUAL) {
                if (readsInner(comparison.left()) && readsOuterOnly(comparison.right())) {
                    return Optional.of(lookup(scan, above, condition, comparison.left(), comparison.right()));
                }
                if (readsInner(comparison.right()) && readsOuterOnly(comparison.left())) {
                    return Optional.of(lookup(scan, above, condition, comparison.right(), comparison.left()));
                }
            }
        }
        return Optional.empty();
    }

    private static Operator lookup(
            ScanPlan scan, List<Expression> above, Expression condition, Expression key, Expression probe) {
        List<Expression> pushed = new ArrayList<>();
        List<Expression> inner = new ArrayList<>();
        List<Expression> outer = new ArrayList<>();
        for (Expression filter : scan.read().filter()) {
            (dependsOnOuter(filter) ? outer : pushed).add(filter);
        }
        for (Expression filter : above) {
            (dependsOnOuter(filter) ? outer : inner).add(filter);
        }
        outer.remove(condition);
        Operator input = Filter.of(scan.withFilter(pushed), inner);
        return Filter.of(new Lookup(input, key, probe), outer);
    }

    private static boolean dependsOnOuter(Expression expression) {
        return Expressions.anyMatch(expression, part -> part instanceof OuterColumn || part instanceof Running);
    }

    private static boolean readsInner(Expression expression) {
        return !dependsOnOuter(expression) && !Expressions.isConstant(expression);
    }

    private static boolean readsOuterOnly(Expression expression) {
        return Expressions.isConstant(expression)
                && Expressions.anyMatch(expression, part -> part instanceof OuterColumn)
                && !Expressions.anyMatch(expression, part -> part instanceof Running);
    }
}
