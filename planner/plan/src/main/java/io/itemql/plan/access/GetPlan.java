package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.store.Access;
import io.itemql.store.SortKeyRange;
import java.util.List;
import java.util.Objects;

/** GetItem: at most one item, by its whole key. */
public record GetPlan(TableRead read, KeyExpression key, List<Expression> keyConditions) implements ReadPlan {
    public GetPlan {
        Objects.requireNonNull(read, "read");
        Objects.requireNonNull(key, "key");
        keyConditions = List.copyOf(keyConditions);
    }

    @Override
    public RowCursor open(Execution execution) {
        KeyExpression.Binding binding = key.bind(read.keys(), execution);
        if (binding.inexact()) {
            return openInexact(execution);
        }
        return binding.key() == null ? RowsCursor.empty() : ItemLookup.open(execution, read, binding.key());
    }

    /** Reads the item collection where only the sort key cannot be looked up, else everything. */
    private RowCursor openInexact(Execution execution) {
        KeyBinding partition = KeyBinding.of(key.partition(), read.keys().partitionKey(), execution);
        if (partition.inexact()) {
            return ItemRows.scan(execution, read, keyConditions);
        }
        return partition.value() == null || !KeyBinding.canBeKey(partition.value(), true)
                ? RowsCursor.empty()
                : ItemRows.open(
                        execution,
                        read,
                        List.of(new Access.Query(partition.value(), SortKeyRange.ALL, false)),
                        keyConditions);
    }

    @Override
    public GetPlan withFilter(List<Expression> filter) {
        return new GetPlan(read.withFilter(filter), key, keyConditions);
    }

    @Override
    public String describe() {
        return read.describe("GET", keyConditions);
    }
}
