package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.EntryCursor;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.page.RootView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ranges of keys that a serializable transaction has read: what was there and, just as much, what was not. They
 * must be the same at the commit. A read counts as far as its cursor has gone. Safe for use by several threads.
 */
final class ReadSet {
    private final List<Range> ranges = new ArrayList<>();

    synchronized boolean isEmpty() {
        return ranges.isEmpty();
    }

    /**
     * Notes a read that is about to begin.
     *
     * @param snapshot the entries as of the beginning of the transaction
     * @param map the entries now
     * @param entries the entries with what the transaction has written
     */
    synchronized EntryCursor read(
            EntryView snapshot, PageMap map, EntryView entries, KeyRange keys, boolean descending) {
        Range range = new Range(snapshot, map, keys, descending);
        ranges.add(range);
        return new Tracked(entries.cursor(keys, descending), range);
    }

    /** @throws ItemException with {@link ErrorCode#TRANSACTION_CONFLICT} if something that was read is different now */
    synchronized void checkUnchanged() {
        for (Range range : ranges) {
            if (!range.isUnchanged()) {
                throw new ItemException(
                        ErrorCode.TRANSACTION_CONFLICT, "another writer changed what this transaction had read");
            }
        }
    }

    private static final class Range {
        private final EntryView snapshot;
        private final PageMap map;
        private final KeyRange keys;
        private final boolean descending;
        private volatile byte[] reached;
        private volatile boolean ended;

        Range(EntryView snapshot, PageMap map, KeyRange keys, boolean descending) {
            this.snapshot = snapshot;
            this.map = map;
            this.keys = keys;
            this.descending = descending;
        }

        private KeyRange seen() {
            byte[] last = reached;
            if (ended) {
                return keys;
            }
            if (last == null) {
                return KeyRange.of(keys.lower(), keys.lower());
            }
            KeyRange part = descending ? KeyRange.of(last, null) : KeyRange.of(new byte[0], KeyCodec.successor(last));
            return keys.intersect(part);
        }

        @SuppressWarnings("ReferenceEquality")
        boolean isUnchanged() {
            RootView now = new RootView(map, map.root());
            if (snapshot instanceof RootView then && then.root() == now.root()) {
                return true;
            }
            KeyRange seen = seen();
            if (seen.isEmpty()) {
                return true;
            }
            EntryCursor before = snapshot.cursor(seen.lower(), false);
            EntryCursor after = now.cursor(seen.lower(), false);
            while (true) {
                boolean isThere = isWithin(seen, before);
                if (isThere != isWithin(seen, after)) {
                    return false;
                }
                if (!isThere) {
                    return true;
                }
                if (!Arrays.equals(before.key(), after.key()) || !Arrays.equals(before.value(), after.value())) {
                    return false;
                }
            }
        }

        private static boolean isWithin(KeyRange range, EntryCursor cursor) {
            return cursor.next() && (range.upper() == null || KeyRange.compare(cursor.key(), range.upper()) < 0);
        }
    }

    private static final class Tracked implements EntryCursor {
        private final EntryCursor cursor;
        private final Range range;

        Tracked(EntryCursor cursor, Range range) {
            this.cursor = cursor;
            this.range = range;
        }

        @Override
        public boolean next() {
            if (!cursor.next()) {
                range.ended = true;
                return false;
            }
            range.reached = cursor.key();
            return true;
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] value() {
            return cursor.value();
        }
    }
}
