package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.List;

/**
 * Where writes go: a store, in which they are done at once, or a {@link Transaction}, which keeps them for its commit.
 * A statement that writes need not know which of the two it has.
 */
public interface WriteTarget {
    /** Opens a view of everything written here so far; it does not move with later writes. The caller closes it. */
    ReadView openView();

    /**
     * Carries out the writes of a batch.
     *
     * @return one outcome for each write, in the order of the batch; a failed write is an outcome, not an exception. Empty
     *     if the batch was carried out before under its token
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}, {@link ErrorCode#IO_ERROR} or
     *     {@link ErrorCode#STORE_CLOSED}; none of the writes is acknowledged then. A transaction also fails with
     *     {@link ErrorCode#TRANSACTION_TOO_LARGE}. With a token also {@link ErrorCode#TOKEN_REUSED} if another batch
     *     came under its name, and {@link ErrorCode#TRANSACTION_IN_PROGRESS} if it is being carried out
     */
    List<WriteOutcome> write(WriteBatch batch);
}
