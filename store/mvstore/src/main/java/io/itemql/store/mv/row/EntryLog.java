package io.itemql.store.mv.row;

/** Where a {@link Dictionary} writes a new entry down before anybody can use it. */
@FunctionalInterface
public interface EntryLog {
    /**
     * Takes an entry, which {@link Dictionary#apply} reads again. Called under the dictionary's lock, in the order of
     * the entries; when it returns, everything that is written down later must also be recovered later. If it throws,
     * the dictionary stays as it is.
     */
    void append(byte[] entry);
}
