package io.itemql.plan.operator;

import io.itemql.store.ConsumedCapacity;

/** The cursor of an access to items, which knows what it has cost so far; EXPLAIN ANALYZE asks. */
public interface AccessCursor extends RowCursor {
    /** How many items the store has examined for this cursor. */
    long itemsExamined();

    /** What they cost. */
    ConsumedCapacity capacity();
}
