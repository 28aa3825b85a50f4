package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that the branches of an OR name, as in {@code (id = 1 AND day = 2) OR (id = 3 AND day = 4)}.
 *
 * @param keys the whole keys, if every branch names whole ones
 * @param partitions the partition keys
 * @param partitionColumn the expression that is the partition key
 * @param whole whether every branch names whole keys
 * @param complete whether the keys say all that the OR says
 */
record KeyTuples(
        List<KeyExpression> keys,
        List<Expression> partitions,
        Expression partitionColumn,
        boolean whole,
        boolean complete) {

    /** The keys of an OR; empty if it is none, or if a branch names no partition key. */
    static Optional<KeyTuples> of(Expression expression, TableRead read) {
        if (!(expression instanceof Or or)) {
            return Optional.empty();
        }
        List<KeyExpression> keys = new ArrayList<>();
        List<Expression> partitions = new ArrayList<>();
        Expression partitionColumn = null;
        boolean whole = true;
        boolean complete = true;
        for (Expression branch : or.conditions()) {
            List<Expression> conjuncts = Expressions.conjuncts(branch);
            KeyCondition partition = listed(conjuncts, true, read);
            if (partition == null) {
                return Optional.empty();
            }
            partitionColumn = column(partition.source(), read);
            partitions.addAll(partition.values());
            KeyCondition sort = read.keys().hasSortKey() ? listed(conjuncts, false, read) : null;
            whole &= sort != null || !read.keys().hasSortKey();
            complete &= conjuncts.size() == read.keys().attributes().size();
            for (Expression first : partition.values()) {
                if (sort == null) {
                    keys.add(KeyExpression.of(first));
                } else {
                    sort.values().forEach(second -> keys.add(KeyExpression.of(first, second)));
                }
            }
            if (keys.size() > KeyConditions.KEYS_MAX) {
                return Optional.empty();
            }
        }
        return partitionColumn == null
                ? Optional.empty()
                : Optional.of(new KeyTuples(keys, partitions, partitionColumn, whole, complete));
    }

    private static KeyCondition listed(List<Expression> conjuncts, boolean partition, TableRead read) {
        for (Expression conjunct : conjuncts) {
            KeyCondition condition = KeyCondition.of(conjunct, read);
            if (condition.partition() == partition && !condition.values().isEmpty()) {
                return condition;
            }
        }
        return null;
    }

    private static Expression column(Expression condition, TableRead read) {
        if (KeyCondition.keyOf(condition, read) != null) {
            return condition;
        }
        for (Expression operand : condition.operands()) {
            Expression column = column(operand, read);
            if (column != null) {
                return column;
            }
        }
        return null;
    }
}
