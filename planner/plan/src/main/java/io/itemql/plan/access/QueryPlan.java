package io.itemql.plan.access;

import io.itemql.item.AttributeValue;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.store.Access;
import io.itemql.store.SortKeyRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Query: the items of one partition key, or of several one after the other, within a range of sort keys. The rows of
 * one partition key come in the order of the sort key.
 *
 * @param partitions expressions that read no columns; each partition key is read once
 */
public record QueryPlan(
        TableRead read,
        List<Expression> partitions,
        SortCondition sort,
        boolean descending,
        List<Expression> keyConditions)
        implements ReadPlan {
    public QueryPlan {
        Objects.requireNonNull(read, "read");
        partitions = List.copyOf(partitions);
        Objects.requireNonNull(sort, "sort");
        keyConditions = List.copyOf(keyConditions);
    }

    @Override
    public RowCursor open(Execution execution) {
        SortCondition.Binding range = bindSort(execution);
        if (range.range() == null && !range.inexact()) {
            return RowsCursor.empty();
        }
        if (range.inexact() && read.isThroughChosenIndex()) {
            return ItemRows.scan(execution, read.whole(), keyConditions);
        }
        Optional<List<Expression>> known = SelectedKeys.values(partitions, read, execution);
        if (known.isEmpty()) {
            return ItemRows.scan(execution, read.whole(), keyConditions);
        }
        Set<AttributeValue> distinct = new LinkedHashSet<>();
        for (Expression partition : known.get()) {
            KeyBinding binding = bindPartition(partition, execution);
            if (binding.inexact()) {
                return ItemRows.scan(execution, read.whole(), keyConditions);
            }
            if (binding.value() == null) {
                continue;
            }
            if (KeyBinding.canBeKey(binding.value(), true)) {
                distinct.add(binding.value());
            } else if (read.isThroughChosenIndex()) {
                // No index has an entry for it, but an item may have had the value before the index was there.
                return ItemRows.scan(execution, read.whole(), keyConditions);
            }
        }
        // The whole collection is read for a bound that keys cannot be looked up by, still in the order of the sort
        // key.
        SortKeyRange bounds = range.inexact() ? SortKeyRange.ALL : range.range();
        List<Access> queries = new ArrayList<>();
        distinct.forEach(partition -> queries.add(new Access.Query(partition, bounds, descending)));
        return ItemRows.open(execution, read, queries, range.inexact() ? keyConditions : List.of());
    }

    private SortCondition.Binding bindSort(Execution execution) {
        return read.accessKeys()
                .sortKey()
                .map(key -> sort.bind(key, read.isThroughChosenIndex(), execution))
                .orElse(new SortCondition.Binding(SortKeyRange.ALL, false));
    }

    private KeyBinding bindPartition(Expression partition, Execution execution) {
        return KeyBinding.of(partition, read.accessKeys().partitionKey(), read.isThroughChosenIndex(), execution);
    }

    /** True if an execution reads the table instead of the index, so that the rows come in no order. */
    boolean leavesIndex(Execution execution) {
        return read.isThroughChosenIndex()
                && (bindSort(execution).inexact()
                        || partitions.stream()
                                .map(partition -> bindPartition(partition, execution))
                                .anyMatch(binding -> binding.inexact()
                                        || (binding.value() != null && !KeyBinding.canBeKey(binding.value(), true))));
    }

    /** True if the rows come in the order of the sort key: there is only one partition key. */
    public boolean isSorted() {
        return partitions.size() == 1 && !SelectedKeys.isSelected(partitions.get(0));
    }

    @Override
    public QueryPlan withFilter(List<Expression> filter) {
        return new QueryPlan(read.withFilter(filter), partitions, sort, descending, keyConditions);
    }

    @Override
    public String describe() {
        return read.describe(descending ? "QUERY DESC" : "QUERY", keyConditions);
    }
}
