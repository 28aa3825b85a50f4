package io.itemql.store.mv.page;

import io.itemql.store.mv.key.KeyRange;

/** A walk that keeps to a range, whatever the walk below it does. Not thread-safe. */
final class RangeCursor implements EntryCursor {
    private final EntryCursor cursor;
    private final KeyRange range;
    private final boolean descending;
    private byte[] key;

    /** @param cursor begins at the end of the range that comes first */
    RangeCursor(EntryCursor cursor, KeyRange range, boolean descending) {
        this.cursor = cursor;
        this.range = range;
        this.descending = descending;
    }

    @Override
    public boolean next() {
        while (cursor.next()) {
            key = cursor.key();
            boolean isBehind = range.upper() != null && KeyRange.compare(key, range.upper()) >= 0;
            if (!isBehind) {
                return !descending || KeyRange.compare(key, range.lower()) >= 0;
            }
            if (!descending) {
                return false;
            }
            // A walk downwards begins at the upper end itself, which is not in the range.
        }
        return false;
    }

    @Override
    public byte[] key() {
        return key;
    }

    @Override
    public byte[] value() {
        return cursor.value();
    }
}
