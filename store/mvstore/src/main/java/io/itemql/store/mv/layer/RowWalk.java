package io.itemql.store.mv.layer;

/** A walk over keys and rows. Before the first {@link #next()} it is before the first row. Not thread-safe. */
public interface RowWalk {
    /** Moves on; false at the end. */
    boolean next();

    byte[] key();

    byte[] row();
}
