package io.itemql.store.mv.layer;

import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.EntryCursor;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The rows that a transaction has written to one map, each with the mark of its write. A layer up to some mark does not
 * move when more is written, so a statement does not meet what it writes itself. One thread writes; any may read.
 */
public final class VersionedRows {
    /** A row and what the transaction had written there before; {@code null} if nothing. */
    private static final class Version {
        private final long mark;
        private final byte[] row;
        private final Version earlier;

        Version(long mark, byte[] row, Version earlier) {
            this.mark = mark;
            this.row = row;
            this.earlier = earlier;
        }
    }

    private final NavigableMap<byte[], Version> versions = new ConcurrentSkipListMap<>(KeyRange::compare);

    /**
     * Writes a row.
     *
     * @param mark higher than all before
     * @param row {@link RowLayer#NO_ROW} if there shall be none
     */
    public void put(byte[] key, long mark, byte[] row) {
        versions.put(key, new Version(mark, row, versions.get(key)));
    }

    /** Takes the last write of a key back. */
    public void takeBack(byte[] key) {
        Version earlier = versions.get(key).earlier;
        if (earlier == null) {
            versions.remove(key);
        } else {
            versions.put(key, earlier);
        }
    }

    /** The last row of a key, {@link RowLayer#NO_ROW}, or {@code null} if none was written. */
    public byte[] latest(byte[] key) {
        Version version = versions.get(key);
        return version == null ? null : version.row;
    }

    public boolean isEmpty() {
        return versions.isEmpty();
    }

    /** All keys that were written, in order. */
    public Set<byte[]> keys() {
        return versions.keySet();
    }

    /** What was written up to a mark. */
    public RowLayer upTo(long mark) {
        return new Marked(mark);
    }

    private final class Marked implements RowLayer {
        private final long mark;

        Marked(long mark) {
            this.mark = mark;
        }

        @Override
        public byte[] find(byte[] key) {
            return rowOf(versions.get(key));
        }

        private byte[] rowOf(Version last) {
            Version version = last;
            while (version != null && version.mark > mark) {
                version = version.earlier;
            }
            return version == null ? null : version.row;
        }

        @Override
        public EntryCursor cursor(byte[] from, boolean descending) {
            NavigableMap<byte[], Version> part = versions;
            if (from != null) {
                part = descending ? versions.headMap(from, true) : versions.tailMap(from, true);
            }
            return new Steps(
                    (descending ? part.descendingMap() : part).entrySet().iterator());
        }

        private final class Steps implements EntryCursor {
            private final Iterator<Map.Entry<byte[], Version>> entries;
            private byte[] key;
            private byte[] row;

            Steps(Iterator<Map.Entry<byte[], Version>> entries) {
                this.entries = entries;
            }

            @Override
            public boolean next() {
                while (entries.hasNext()) {
                    Map.Entry<byte[], Version> entry = entries.next();
                    row = rowOf(entry.getValue());
                    if (row != null) {
                        key = entry.getKey();
                        return true;
                    }
                }
                return false;
            }

            @Override
            public byte[] key() {
                return key;
            }

            @Override
            public byte[] value() {
                return row;
            }
        }
    }
}
