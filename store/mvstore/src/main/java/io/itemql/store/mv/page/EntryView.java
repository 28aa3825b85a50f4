package io.itemql.store.mv.page;

import io.itemql.store.mv.key.KeyRange;

/**
 * Sorted entries as of one moment: what a read sees of a table or of an index. Rows come from a root of a map; a
 * transaction lays its own writes over them.
 */
public interface EntryView {
    /** The value of a key; {@code null} if there is none. */
    byte[] get(byte[] key);

    /**
     * A walk in the order of the keys.
     *
     * @param from where it begins, inclusive; {@code null} for the end that comes first
     */
    EntryCursor cursor(byte[] from, boolean descending);

    /**
     * A walk over the entries of a range in the order of the keys. After its end it is not asked again.
     *
     * @param range not empty
     */
    default EntryCursor cursor(KeyRange range, boolean descending) {
        return new RangeCursor(cursor(descending ? range.upper() : range.lower(), descending), range, descending);
    }
}
