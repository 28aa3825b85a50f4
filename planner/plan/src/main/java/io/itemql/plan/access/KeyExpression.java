package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.store.ItemKey;
import io.itemql.table.KeySchema;
import java.util.Objects;
import java.util.Optional;

/**
 * The key of one item as expressions that read no columns.
 *
 * @param sort there if, and only if, the table has a sort key
 */
public record KeyExpression(Expression partition, Optional<Expression> sort) {
    public KeyExpression {
        Objects.requireNonNull(partition, "partition");
        Objects.requireNonNull(sort, "sort");
    }

    /** The key of a table without a sort key. */
    public static KeyExpression of(Expression partition) {
        return new KeyExpression(partition, Optional.empty());
    }

    /** The key of a table with a sort key. */
    public static KeyExpression of(Expression partition, Expression sort) {
        return new KeyExpression(partition, Optional.of(sort));
    }

    /**
     * The key in one execution.
     *
     * @param key {@code null} if no item has such a key, or if it is inexact
     */
    record Binding(ItemKey key, boolean inexact) {}

    Binding bind(KeySchema keys, Execution execution) {
        KeyBinding first = KeyBinding.of(partition, keys.partitionKey(), execution);
        if (sort.isEmpty()) {
            boolean possible = first.value() != null && KeyBinding.canBeKey(first.value(), true);
            return new Binding(possible ? ItemKey.of(first.value()) : null, first.inexact());
        }
        KeyBinding second = KeyBinding.of(sort.get(), keys.sortKey().orElseThrow(), execution);
        if (first.isNever() || second.isNever()) {
            return new Binding(null, false);
        }
        if (first.inexact() || second.inexact()) {
            return new Binding(null, true);
        }
        boolean possible = KeyBinding.canBeKey(first.value(), true) && KeyBinding.canBeKey(second.value(), false);
        return new Binding(possible ? ItemKey.of(first.value(), second.value()) : null, false);
    }
}
