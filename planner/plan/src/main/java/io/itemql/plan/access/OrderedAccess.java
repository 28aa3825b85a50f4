package io.itemql.plan.access;

import io.itemql.item.AttributeValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.NoInput;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.Sort;
import io.itemql.plan.operator.SortKey;
import java.util.List;
import java.util.Objects;

/**
 * An access whose keys give the order that the statement wants. Should a key be compared with a date or the like, or
 * the key of an index with a value of another type, which only an execution shows, the access scans instead, and then
 * its rows are sorted here. Shown as the access alone.
 */
public record OrderedAccess(ReadPlan access, List<SortKey> order) implements NoInput {
    public OrderedAccess {
        Objects.requireNonNull(access, "access");
        order = List.copyOf(order);
    }

    /**
     * The rows of a choice, in the order that its keys give.
     *
     * @param order that order, over the columns of the access
     */
    public static Operator of(ReadChoice choice, List<SortKey> order) {
        Operator access = choice.access() instanceof ReadPlan read ? of(read, order) : choice.access();
        return Filter.of(access, choice.remainder());
    }

    private static Operator of(ReadPlan access, List<SortKey> order) {
        boolean settled = order.isEmpty()
                || access.keyConditions().stream()
                        .noneMatch(condition -> Expressions.anyMatch(condition, OrderedAccess::mayBeDateTime));
        return settled ? access : new OrderedAccess(access, order);
    }

    /** A literal tells its type, a column of the table is the key itself; anything else only tells when it runs. */
    private static boolean mayBeDateTime(Expression part) {
        return Expressions.isConstant(part)
                && !(part instanceof Literal literal
                        && (literal.value() == null || literal.value() instanceof AttributeValue));
    }

    @Override
    public RowCursor open(Execution execution) {
        if (access instanceof QueryPlan query && query.leavesIndex(execution)) {
            return Sort.of(access, order).open(execution);
        }
        for (Expression condition : access.keyConditions()) {
            if (hasDateTime(condition, execution.evaluation())) {
                return Sort.of(access, order).open(execution);
            }
        }
        return access.open(execution);
    }

    private static boolean hasDateTime(Expression expression, Evaluation evaluation) {
        if (Expressions.isConstant(expression)) {
            Value value = expression.evaluate(ArrayRow.EMPTY, evaluation);
            return value != null && !(value instanceof AttributeValue);
        }
        for (Expression operand : expression.operands()) {
            if (hasDateTime(operand, evaluation)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int width() {
        return access.width();
    }

    @Override
    public String describe() {
        return access.describe();
    }
}
