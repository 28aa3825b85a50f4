package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import java.util.Optional;

/**
 * What became of one write.
 *
 * @param failure why the write did not happen: its condition, a limit, a wrong key; empty if it did
 * @param existed whether there was an item before
 * @param before the item before, if the batch asked for items and there was one; also for a write whose condition
 *     failed
 * @param after the item after, if the batch asked for items and there is one; empty if the write failed
 */
public record WriteOutcome(
        Optional<ItemException> failure,
        boolean existed,
        Optional<Item> before,
        Optional<Item> after,
        ConsumedCapacity capacity) {
    /** True if the write did not happen for this reason. */
    public boolean failedWith(ErrorCode reason) {
        return failure.isPresent() && failure.get().code() == reason;
    }

    /** @throws ItemException the failure, if there is one */
    public WriteOutcome orThrow() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return this;
    }
}
