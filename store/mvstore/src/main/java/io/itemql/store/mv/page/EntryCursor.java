package io.itemql.store.mv.page;

/** A walk over sorted entries. Before the first {@link #next()} it is before the first entry. Not thread-safe. */
public interface EntryCursor {
    /** Moves on; false at the end. */
    boolean next();

    byte[] key();

    byte[] value();
}
