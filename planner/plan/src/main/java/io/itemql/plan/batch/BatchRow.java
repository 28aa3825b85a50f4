package io.itemql.plan.batch;

import io.itemql.item.Value;
import io.itemql.plan.expression.Row;
import io.itemql.store.ItemBatch;

/** One row of a batch, for expressions that are computed row by row. Used by one thread. */
public final class BatchRow implements Row {
    private final ItemBatch batch;
    private int row;

    public BatchRow(ItemBatch batch) {
        this.batch = batch;
    }

    /** Moves to a row of the batch. */
    public BatchRow at(int newRow) {
        row = newRow;
        return this;
    }

    @Override
    public Value get(int column) {
        return batch.column(column).value(row);
    }
}
