package io.itemql.plan.access;

import io.itemql.item.Value;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.AccessCursor;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.store.Access;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import java.util.List;

/**
 * The row of one item, by its key: what {@link ItemRows} gives, without what only several rows need. The item is looked up
 * when the cursor moves to it; a column is decoded whenever it is read.
 */
final class ItemLookup implements AccessCursor {
    private final Execution execution;
    private final TableRead read;
    private final StoreFilter.Bound filter;
    private final ItemKey key;

    /** Null before the row. */
    private ItemCursor cursor;

    private boolean ended;
    private long examined;
    private ConsumedCapacity capacity = ConsumedCapacity.NONE;

    private ItemLookup(Execution execution, TableRead read, StoreFilter.Bound filter, ItemKey key) {
        this.execution = execution;
        this.read = read;
        this.filter = filter;
        this.key = key;
    }

    /** The row; without looking at the store where the filter cannot be met. */
    static RowCursor open(Execution execution, TableRead read, ItemKey key) {
        StoreFilter.Bound filter = StoreFilter.bind(read, execution.evaluation());
        return filter.isNever() ? RowsCursor.empty() : new ItemLookup(execution, read, filter, key);
    }

    @Override
    public boolean next() {
        if (ended) {
            return false;
        }
        ended = true;
        ItemRead request = ItemRead.of(read.table(), new Access.Get(List.of(key)))
                .withSlots(read.slots())
                .withConsistent(execution.options().consistentRead())
                .withCancellation(execution.cancellation());
        if (filter.condition() != null) {
            request = request.withFilter(filter.condition());
        }
        cursor = execution.view().open(request);
        boolean found = cursor.next();
        examined = cursor.itemsExamined();
        capacity = cursor.capacity();
        execution.counters().add(examined, 1, capacity);
        return found && meetsRest();
    }

    private boolean meetsRest() {
        List<Expression> recheck = filter.recheck();
        return recheck.isEmpty() || And.of(recheck).test(this, execution.evaluation());
    }

    @Override
    public Value get(int column) {
        return column < read.slots().size()
                ? cursor.value(column)
                : cursor.item().toMap();
    }

    @Override
    public long itemsExamined() {
        return examined;
    }

    @Override
    public ConsumedCapacity capacity() {
        return capacity;
    }

    @Override
    public void close() {
        ended = true;
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
