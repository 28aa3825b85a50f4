package io.itemql.store.mv;

import java.lang.ref.WeakReference;
import org.h2.mvstore.RootReference;

/**
 * What a table holds at one moment, for comparison: the root of its map, which every write replaces. Refers to it weakly, so
 * that old pages are not kept for it; a root that has gone equals none.
 */
final class TableContents {
    private final WeakReference<RootReference<byte[], byte[]>> root;
    private final int hash;

    TableContents(RootReference<byte[], byte[]> root) {
        this.root = new WeakReference<>(root);
        this.hash = System.identityHashCode(root);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TableContents that)) {
            return false;
        }
        RootReference<byte[], byte[]> own = root.get();
        return own != null && that.root.refersTo(own);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
