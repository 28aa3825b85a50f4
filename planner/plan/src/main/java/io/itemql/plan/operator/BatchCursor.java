package io.itemql.plan.operator;

import io.itemql.store.ItemBatch;

/**
 * A cursor that can give its rows many at a time, by column. Rows and batches may be asked for in turn; a row that was in
 * a batch does not come again.
 */
public interface BatchCursor extends RowCursor {
    /** How many of its columns, from the first, may be in a batch; negative if its rows come one by one only. */
    int batchWidth();

    /**
     * Moves over the next rows and puts them into a batch, the first in row 0. The slots of the batch are columns of this
     * cursor. Afterwards there is no current row until {@link #next()}.
     *
     * @return how many rows; 0 at the end
     */
    int next(ItemBatch batch);
}
