package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.Access;
import io.itemql.store.ItemKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** BatchGetItem: the items of several whole keys, each once, in the order in which the keys are first named. */
public record BatchGetPlan(TableRead read, List<KeyExpression> keys, List<Expression> keyConditions)
        implements ReadPlan {
    /** The service takes so many keys at a time. */
    static final int KEYS_PER_BATCH = 100;

    public BatchGetPlan {
        Objects.requireNonNull(read, "read");
        keys = List.copyOf(keys);
        keyConditions = List.copyOf(keyConditions);
    }

    @Override
    public RowCursor open(Execution execution) {
        Optional<List<KeyExpression>> known = SelectedKeys.keys(keys, read, execution);
        if (known.isEmpty()) {
            return ItemRows.scan(execution, read, keyConditions);
        }
        Set<ItemKey> distinct = new LinkedHashSet<>();
        for (KeyExpression key : known.get()) {
            KeyExpression.Binding binding = key.bind(read.keys(), execution);
            if (binding.inexact()) {
                return ItemRows.scan(execution, read, keyConditions);
            }
            if (binding.key() != null) {
                distinct.add(binding.key());
            }
        }
        List<ItemKey> all = new ArrayList<>(distinct);
        List<Access> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += KEYS_PER_BATCH) {
            batches.add(new Access.Get(all.subList(from, Math.min(all.size(), from + KEYS_PER_BATCH))));
        }
        return ItemRows.open(execution, read, batches);
    }

    @Override
    public BatchGetPlan withFilter(List<Expression> filter) {
        return new BatchGetPlan(read.withFilter(filter), keys, keyConditions);
    }

    @Override
    public String describe() {
        return read.describe("BATCH GET", keyConditions);
    }
}
