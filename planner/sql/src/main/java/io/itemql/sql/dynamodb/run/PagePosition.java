package io.itemql.sql.dynamodb.run;

import io.itemql.store.ItemPosition;
import java.util.Objects;
import java.util.Optional;

/**
 * A place between the items of a plan's reads.
 *
 * @param part the read, from 0; the number of reads for the end of them all
 * @param after the item behind which to go on; empty for the beginning of the read
 */
public record PagePosition(int part, Optional<ItemPosition> after) {
    public PagePosition {
        Objects.requireNonNull(after, "after");
    }
}
