package io.itemql.store;

import io.itemql.error.ErrorCode;
import java.util.List;

/**
 * Writes that a store takes in together. An engine may apply them in another order than given, except that writes of
 * one item keep theirs.
 *
 * @param returnsItems whether the outcomes carry the items before and after; costs time, so ask only if needed
 * @param atomic false: the batch is there for speed, each write is atomic by itself and may fail by itself. True: all
 *     writes happen in one step or none does; if one fails, the outcomes of those that could have happened fail with
 *     {@link ErrorCode#TRANSACTION_CANCELLED}. Needs {@link Capability#TRANSACTIONS}
 */
public record WriteBatch(List<Write> writes, boolean returnsItems, boolean atomic) {
    public WriteBatch {
        writes = List.copyOf(writes);
    }

    /** Writes that may fail one by one. */
    public WriteBatch(List<Write> writes, boolean returnsItems) {
        this(writes, returnsItems, false);
    }

    public static WriteBatch of(Write write) {
        return new WriteBatch(List.of(write), false);
    }

    /** Writes of which all happen or none. */
    public static WriteBatch atomic(List<Write> writes, boolean returnsItems) {
        return new WriteBatch(writes, returnsItems, true);
    }
}
