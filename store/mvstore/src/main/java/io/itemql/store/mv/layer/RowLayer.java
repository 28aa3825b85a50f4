package io.itemql.store.mv.layer;

import io.itemql.store.mv.page.EntryCursor;

/** Rows that stand in front of a map's: for some keys it says what their row is, or that they have none. */
public interface RowLayer {
    /** Stands for "there is no row"; recognized by identity. */
    byte[] NO_ROW = new byte[0];

    /** The row of a key, {@link #NO_ROW}, or {@code null} if the layer says nothing about the key. */
    byte[] find(byte[] key);

    /**
     * A walk over the keys that the layer says something about; its values may be {@link #NO_ROW}.
     *
     * @param from where it begins, inclusive; {@code null} for the first in its direction
     */
    EntryCursor cursor(byte[] from, boolean descending);
}
