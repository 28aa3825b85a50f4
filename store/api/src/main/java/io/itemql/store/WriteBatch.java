package io.itemql.store;

import java.util.List;

/**
 * Writes that a store takes in together, for speed: each is atomic by itself and may fail by itself. An engine may apply
 * them in another order than given, except that writes of one item keep theirs.
 *
 * @param returnsItems whether the outcomes carry the items before and after; costs time, so ask only if needed
 */
public record WriteBatch(List<Write> writes, boolean returnsItems) {
    public WriteBatch {
        writes = List.copyOf(writes);
    }

    public static WriteBatch of(Write write) {
        return new WriteBatch(List.of(write), false);
    }
}
