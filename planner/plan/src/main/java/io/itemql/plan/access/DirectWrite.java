package io.itemql.plan.access;

import io.itemql.condition.Condition;
import io.itemql.item.AttributePath;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Operator;
import io.itemql.store.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A write of the one item that the predicate names by its whole key, with the rest of the predicate as its condition: no
 * read comes before it.
 *
 * @param key {@code null} if no item can have the key
 * @param condition the item exists and meets the predicate
 */
record DirectWrite(ItemKey key, Condition condition) {
    /**
     * The direct write that stands for reading through an operator.
     *
     * @return empty if the operator is no GET, or if a store cannot evaluate the whole predicate
     */
    static Optional<DirectWrite> of(Operator rows, TableRead read, List<Expression> predicate, Execution execution) {
        Operator access = rows instanceof Filter filter ? filter.input() : rows;
        if (!(access instanceof GetPlan get)) {
            return Optional.empty();
        }
        KeyExpression.Binding binding = get.key().bind(read.keys(), execution);
        if (binding.inexact()) {
            return Optional.empty();
        }
        List<Expression> rest = new ArrayList<>();
        for (Expression condition : predicate) {
            Expressions.conjuncts(condition).stream()
                    .filter(conjunct -> !get.keyConditions().contains(conjunct))
                    .forEach(rest::add);
        }
        if (!rest.stream().allMatch(conjunct -> StoreFilter.canPush(conjunct, read))) {
            return Optional.empty();
        }
        StoreFilter.Bound bound = StoreFilter.bind(read.withFilter(rest), execution.evaluation());
        if (!bound.recheck().isEmpty()) {
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>();
        conditions.add(
                Condition.exists(AttributePath.of(read.keys().partitionKey().name())));
        if (bound.condition() != null) {
            conditions.add(bound.condition());
        }
        return Optional.of(new DirectWrite(bound.isNever() ? null : binding.key(), ConditionBinding.all(conditions)));
    }
}
