package io.itemql.store.mv.layer;

import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.EntryCursor;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The rows that a transaction has written to one map, each with the mark of its write. A layer up to some mark does not
 * move when more is written or taken back, so a statement does not meet what it writes itself. One thread writes; any may
 * read.
 */
public final class VersionedRows {
    /** A row and what the transaction had written there before; {@code null} if nothing. */
    private static final class Version {
        private final long mark;
        private final byte[] row;
        private final Version earlier;
        /** From this mark on it is as if it had not been written. */
        private volatile long takenBack = Long.MAX_VALUE;

        Version(long mark, byte[] row, Version earlier) {
            this.mark = mark;
            this.row = row;
            this.earlier = earlier;
        }

        /** This version or the last before it that was not taken back; {@code null} if there is none. */
        private static Version live(Version last) {
            Version version = last;
            while (version != null && version.takenBack != Long.MAX_VALUE) {
                version = version.earlier;
            }
            return version;
        }
    }

    private final NavigableMap<byte[], Version> versions = new ConcurrentSkipListMap<>(KeyRange::compare);
    /** Whether rows that were taken back are still here. */
    private boolean hasTakenBack;

    /**
     * Writes a row.
     *
     * @param mark higher than all before
     * @param row {@link RowLayer#NO_ROW} if there shall be none
     */
    public void put(byte[] key, long mark, byte[] row) {
        versions.put(key, new Version(mark, row, versions.get(key)));
    }

    /**
     * Takes the last write of a key back.
     *
     * @param mark higher than all before
     * @param stays whether layers up to earlier marks go on showing it
     */
    public void takeBack(byte[] key, long mark, boolean stays) {
        Version last = versions.get(key);
        Version live = Version.live(last);
        if (stays || live != last) {
            live.takenBack = mark;
            hasTakenBack = true;
        } else if (last.earlier == null) {
            versions.remove(key);
        } else {
            versions.put(key, last.earlier);
        }
    }

    /** The last row of a key, {@link RowLayer#NO_ROW}, or {@code null} if none was written. */
    public byte[] latest(byte[] key) {
        Version version = Version.live(versions.get(key));
        return version == null ? null : version.row;
    }

    /** Whether there is nothing here for a layer to show. */
    public boolean isEmpty() {
        return versions.isEmpty();
    }

    /** All keys that were written, in order, without those of which everything was taken back. */
    public Set<byte[]> keys() {
        if (!hasTakenBack) {
            return versions.keySet();
        }
        Set<byte[]> keys = new TreeSet<>(KeyRange::compare);
        versions.forEach((key, last) -> {
            if (Version.live(last) != null) {
                keys.add(key);
            }
        });
        return keys;
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
            while (version != null && (version.mark > mark || version.takenBack <= mark)) {
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
