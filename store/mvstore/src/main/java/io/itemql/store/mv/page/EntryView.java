package io.itemql.store.mv.page;

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
}
