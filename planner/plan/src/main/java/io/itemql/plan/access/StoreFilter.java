package io.itemql.plan.access;

import io.itemql.condition.Condition;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsMissing;
import io.itemql.plan.expression.IsNull;
import io.itemql.plan.expression.IsTruth;
import io.itemql.plan.expression.IsType;
import io.itemql.plan.expression.Like;
import io.itemql.plan.expression.Not;
import io.itemql.plan.expression.NotDistinct;
import io.itemql.plan.expression.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Turns expressions into conditions that a store evaluates.
 *
 * <p>The two logics differ: a store's condition is true or false, an expression also unknown, and both disagree on
 * {@code <>}, on NULL and on types. So a condition is built to hold exactly where the expression is TRUE. For a negation,
 * one is built to hold exactly where the expression below is FALSE, which is not the plain negation of the other: an
 * unknown comparison is neither. Example: {@code NOT a = 5} becomes {@code attribute_type(a, 'N') AND a <> 5}.
 *
 * <p>What a condition can say may depend on values that only an execution knows, such as a parameter that is a timestamp.
 * So {@link #canPush} decides by form at planning, and {@link #bind} by value at run time; a bound filter that is not
 * exact still lets every matching item through, and the cursor applies the expression again.
 */
public final class StoreFilter {
    private static final Set<String> FUNCTIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");

    /**
     * A filter for one execution.
     *
     * @param condition holds for every item for which all expressions are TRUE; {@code null} if nothing can be said
     * @param recheck the expressions that the condition does not cover exactly
     */
    record Bound(Condition condition, List<Expression> recheck) {
        /** What a read without a filter has. */
        static final Bound NONE = new Bound(null, List.of());

        /** True if no item can meet the condition. */
        boolean isNever() {
            return condition instanceof Condition.Or or && or.conditions().isEmpty();
        }
    }

    private StoreFilter() {}

    /** True if a store can evaluate the expression, or most of it, for the columns of a read. */
    public static boolean canPush(Expression expression, TableRead read) {
        if (Expressions.isConstant(expression)
                || PathOf.expression(expression, read).isPresent()) {
            return true;
        }
        if (expression instanceof And || expression instanceof Or || expression instanceof Not) {
            return expression.operands().stream().allMatch(operand -> canPush(operand, read));
        }
        if (expression instanceof Comparison comparison) {
            return canCompare(comparison, read);
        }
        if (expression instanceof IsTruth test) {
            return canPush(test.operand(), read);
        }
        boolean pathAndConstants =
                PathOf.expression(expression.operands().get(0), read).isPresent()
                        && expression.operands().stream().skip(1).allMatch(Expressions::isConstant);
        if (expression instanceof Call call) {
            return pathAndConstants && FUNCTIONS.contains(call.function().name());
        }
        return pathAndConstants
                && (expression instanceof Between
                        || expression instanceof In
                        || expression instanceof Like
                        || expression instanceof IsNull
                        || expression instanceof IsMissing
                        || expression instanceof IsType
                        || expression instanceof NotDistinct);
    }

    private static boolean canCompare(Comparison comparison, TableRead read) {
        boolean leftPath = PathOf.expression(comparison.left(), read).isPresent()
                || ConditionBinding.sizeOperand(comparison.left(), read) != null;
        boolean rightPath = PathOf.expression(comparison.right(), read).isPresent()
                || ConditionBinding.sizeOperand(comparison.right(), read) != null;
        return (leftPath && (rightPath || Expressions.isConstant(comparison.right())))
                || (rightPath && Expressions.isConstant(comparison.left()));
    }

    /** The filter of a read for one execution. */
    static Bound bind(TableRead read, Evaluation evaluation) {
        if (read.filter().isEmpty()) {
            return Bound.NONE;
        }
        ConditionBinding binding = new ConditionBinding(read, evaluation);
        List<Condition> conditions = new ArrayList<>();
        List<Expression> recheck = new ArrayList<>();
        for (Expression expression : read.filter()) {
            ConditionBinding.Result result = binding.whereTrue(expression);
            if (result.condition() != null) {
                conditions.add(result.condition());
            }
            if (!result.exact()) {
                recheck.add(expression);
            }
        }
        Condition all = conditions.isEmpty() ? null : ConditionBinding.all(conditions);
        return new Bound(all, recheck);
    }
}
