package io.itemql.store.mv.layer;

/** Rows by key, in unsigned order of the keys, as a view shows them. Safe for use by several threads. */
public interface RowMap {
    /** The row of a key; {@code null} if there is none. */
    byte[] get(byte[] key);

    /**
     * A walk over the rows.
     *
     * @param from where it begins, inclusive; {@code null} for the first in its direction
     */
    RowWalk walk(byte[] from, boolean descending);
}
