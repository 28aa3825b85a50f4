package io.itemql.store.mv.layer;

import io.itemql.store.mv.page.PageCursor;
import io.itemql.store.mv.page.PageMap;
import org.h2.mvstore.RootReference;

/** What a map held at one moment. */
public final class StoredRows implements RowMap {
    private final PageMap map;
    private final RootReference<byte[], byte[]> root;

    /** @param root a root of the map, whose version is held */
    public StoredRows(PageMap map, RootReference<byte[], byte[]> root) {
        this.map = map;
        this.root = root;
    }

    /** Whether the map is now as it was then. */
    @SuppressWarnings("ReferenceEquality")
    public boolean isCurrent() {
        return map.root().root == root.root;
    }

    @Override
    public byte[] get(byte[] key) {
        return map.get(root, key);
    }

    @Override
    public RowWalk walk(byte[] from, boolean descending) {
        return new Stored(map.cursor(root, from, descending));
    }

    private record Stored(PageCursor cursor) implements RowWalk {
        @Override
        public boolean next() {
            return cursor.next();
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] row() {
            return cursor.value();
        }
    }
}
