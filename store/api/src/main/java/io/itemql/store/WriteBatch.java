package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.item.ItemLimits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes that a store takes in together. An engine may apply them in another order than given, except that writes of
 * one item keep theirs.
 *
 * @param returnsItems whether the outcomes carry the items before and after; costs time, so ask only if needed
 * @param atomic false: the batch is there for speed, each write is atomic by itself and may fail by itself. True: all
 *     writes happen in one step or none does; if one fails, the outcomes of those that could have happened fail with
 *     {@link ErrorCode#TRANSACTION_CANCELLED}. A store refuses the batch with {@link ErrorCode#LIMIT_EXCEEDED} if its
 *     items have more than {@link ItemLimits#TRANSACTION_BYTES_MAX} bytes together; of an update the larger of the items
 *     before and after it counts. Needs {@link Capability#TRANSACTIONS}
 * @param token makes sure that an atomic batch is carried out once; only for a store, not for a transaction
 */
public record WriteBatch(List<Write> writes, boolean returnsItems, boolean atomic, Optional<BatchToken> token) {
    public WriteBatch {
        writes = List.copyOf(writes);
        Objects.requireNonNull(token, "token");
        if (token.isPresent() && !atomic) {
            throw new IllegalArgumentException("only an atomic batch has a token");
        }
    }

    /** Writes without a token. */
    public WriteBatch(List<Write> writes, boolean returnsItems, boolean atomic) {
        this(writes, returnsItems, atomic, Optional.empty());
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

    /** The same batch under a name. */
    public WriteBatch withToken(BatchToken name) {
        return new WriteBatch(writes, returnsItems, atomic, Optional.of(name));
    }
}
