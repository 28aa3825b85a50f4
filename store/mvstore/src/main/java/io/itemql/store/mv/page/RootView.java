package io.itemql.store.mv.page;

import io.itemql.store.mv.key.KeyRange;
import java.util.Optional;
import org.h2.mvstore.RootReference;

/** The entries of a map as they were at a root. Can be read as long as the root's version is held. */
public record RootView(PageMap map, RootReference<byte[], byte[]> root) implements EntryView {
    @Override
    public byte[] get(byte[] key) {
        return map.get(root, key);
    }

    @Override
    public EntryCursor cursor(byte[] from, boolean descending) {
        return map.cursor(root, from, descending);
    }

    @Override
    public EntryCursor cursor(KeyRange range, boolean descending) {
        return descending ? EntryView.super.cursor(range, true) : map.leaves(root, range);
    }

    /**
     * The first entries that cannot be read.
     *
     * @param from where to begin to look, inclusive
     */
    public Optional<UnreadableEntries> firstUnreadable(byte[] from) {
        return map.firstUnreadable(root, from);
    }
}
