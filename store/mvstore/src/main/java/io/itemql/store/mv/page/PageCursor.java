package io.itemql.store.mv.page;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStoreException;

/** A walk over the entries of a map. Not thread-safe. */
public final class PageCursor implements EntryCursor {
    private final Cursor<byte[], byte[]> cursor;
    private final PageMap map;

    PageCursor(PageMap map, Cursor<byte[], byte[]> cursor) {
        this.map = map;
        this.cursor = cursor;
    }

    @Override
    public boolean next() {
        try {
            if (!cursor.hasNext()) {
                return false;
            }
            cursor.next();
            return true;
        } catch (MVStoreException e) {
            throw map.failed(e);
        }
    }

    @Override
    public byte[] key() {
        return cursor.getKey();
    }

    @Override
    public byte[] value() {
        return cursor.getValue();
    }
}
