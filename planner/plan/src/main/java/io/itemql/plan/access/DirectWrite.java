package io.itemql.plan.access;

import io.itemql.condition.Condition;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Operator;
import io.itemql.store.ItemKey;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A write of the one item that the predicate names by its whole key, with the rest of the predicate as its condition:
 * no read comes before it.
 *
 * @param key {@code null} if no item can have the key
 * @param condition the item exists and meets the predicate
 */
record DirectWrite(ItemKey key, Condition condition) {
    /** The GET that a direct write stands for, as far as the plan alone can tell. */
    static Optional<GetPlan> planned(Operator rows, TableRead read, List<Expression> predicate) {
        Operator access = rows instanceof Filter filter ? filter.input() : rows;
        return access instanceof GetPlan get
                        && rest(get, predicate).stream().allMatch(conjunct -> StoreFilter.canPush(conjunct, read))
                ? Optional.of(get)
                : Optional.empty();
    }

    /** {@code WORD table [key] | FILTER rest}, or {@code WORD table} for writes of items that are read before. */
    static String describe(String word, Operator rows, TableRead read, List<Expression> predicate) {
        Optional<GetPlan> get = planned(rows, read, predicate);
        return get.isPresent()
                ? read.withFilter(rest(get.get(), predicate))
                        .describe(word, get.get().keyConditions())
                : word + " " + read.table();
    }

    /** The operator to show below a write; none for a direct one. */
    static List<Operator> inputs(Operator rows, TableRead read, List<Expression> predicate) {
        return planned(rows, read, predicate).isPresent() ? List.of() : List.of(rows);
    }

    /** What the key does not say of a predicate. */
    private static List<Expression> rest(GetPlan get, List<Expression> predicate) {
        List<Expression> rest = new ArrayList<>();
        for (Expression condition : predicate) {
            Expressions.conjuncts(condition).stream()
                    .filter(conjunct -> !get.keyConditions().contains(conjunct))
                    .forEach(rest::add);
        }
        return rest;
    }

    /**
     * The direct write that stands for reading through an operator.
     *
     * @return empty if the operator is no GET, or if a store cannot evaluate the whole predicate
     */
    static Optional<DirectWrite> of(Operator rows, TableRead read, List<Expression> predicate, Execution execution) {
        GetPlan get = planned(rows, read, predicate).orElse(null);
        if (get == null) {
            return Optional.empty();
        }
        KeyExpression.Binding binding = get.key().bind(read.keys(), execution);
        if (binding.inexact()) {
            return Optional.empty();
        }
        List<Expression> rest = rest(get, predicate);
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

    /** Carries out a write that was made from a key and a condition. */
    static WriteOutcome write(Write write, Optional<Returning> returning, Execution execution) {
        WriteOutcome outcome = execution
                .target()
                .write(new WriteBatch(List.of(write), returning.isPresent()))
                .get(0);
        execution.counters().add(0, 0, outcome.capacity());
        return outcome;
    }

    /**
     * What an outcome means: no item where the condition did not hold, otherwise one.
     *
     * @throws ItemException if the write failed for another reason
     */
    static WriteResult result(Write write, WriteOutcome outcome, Optional<Returning> returning, Execution execution) {
        if (outcome.failedWith(ErrorCode.CONDITION_FAILED)) {
            return WriteResult.NOTHING;
        }
        outcome.orThrow();
        List<ArrayRow> rows = returning
                .map(columns -> List.of(columns.row(write, outcome, execution.evaluation())))
                .orElse(List.of());
        return new WriteResult(1, rows);
    }
}
