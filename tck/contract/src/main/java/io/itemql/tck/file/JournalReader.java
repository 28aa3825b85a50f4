package io.itemql.tck.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The records of a journal behind a position, up to the first that is not whole; of a group all or none. */
final class JournalReader {
    private static final int SEGMENT_HEADER_BYTES = 40;
    private static final int RECORD_HEADER_BYTES = 20;

    static final int PUT = 1;
    static final int DELETE = 2;
    static final int DICTIONARY = 3;
    static final int CREATE_TABLE = 4;
    static final int ALTER_TABLE = 5;
    static final int DROP_TABLE = 6;
    private static final int GROUP = 7;
    static final int TOKEN = 8;

    /** A record. */
    static final class Entry {
        private final int kind;
        private final int table;
        private final byte[] key;
        private final byte[] value;
        private final long end;

        Entry(int kind, int table, byte[] key, byte[] value, long end) {
            this.kind = kind;
            this.table = table;
            this.key = key;
            this.value = value;
            this.end = end;
        }

        int kind() {
            return kind;
        }

        int table() {
            return table;
        }

        byte[] key() {
            return key;
        }

        byte[] value() {
            return value;
        }

        /** The position behind it. */
        long end() {
            return end;
        }
    }

    private JournalReader() {}

    /** @param files all files of the store */
    static List<Entry> read(Map<String, byte[]> files, long from) {
        NavigableMap<Long, byte[]> segments = new TreeMap<>();
        files.forEach((name, content) -> {
            if (name.matches("journal-[0-9a-f]{16}")) {
                segments.put(Long.parseUnsignedLong(name.substring(8), 16), content);
            }
        });
        Long start = segments.floorKey(from);
        if (start == null) {
            throw new IllegalArgumentException("no segment holds position " + from);
        }
        List<Entry> entries = new ArrayList<>();
        long position = from;
        for (Map.Entry<Long, byte[]> segment : segments.tailMap(start).entrySet()) {
            if (segment.getKey() > position) {
                throw new IllegalArgumentException("the journal has a gap at " + position);
            }
            position = read(segment.getKey(), segment.getValue(), position, entries);
        }
        return entries;
    }

    private static long read(long start, byte[] segment, long from, List<Entry> entries) {
        long position = from;
        int awaited = 0;
        int whole = entries.size();
        long wholeEnd = from;
        Entry next = record(start, segment, position);
        while (next != null) {
            position = next.end;
            if (next.kind == GROUP) {
                awaited = ByteBuffer.wrap(next.value).getInt();
            } else {
                entries.add(next);
                awaited = Math.max(0, awaited - 1);
            }
            if (awaited == 0) {
                whole = entries.size();
                wholeEnd = position;
            }
            next = record(start, segment, position);
        }
        entries.subList(whole, entries.size()).clear();
        return wholeEnd;
    }

    /** The record at a position; {@code null} if none is whole there. */
    private static Entry record(long start, byte[] segment, long position) {
        long offset = SEGMENT_HEADER_BYTES + position - start;
        if (offset + RECORD_HEADER_BYTES > segment.length) {
            return null;
        }
        int at = (int) offset;
        ByteBuffer in = ByteBuffer.wrap(segment, at, segment.length - at);
        int checksum = in.getInt();
        int length = in.getInt();
        boolean whole = in.getLong() == position
                && length > 0
                && length <= segment.length - at - RECORD_HEADER_BYTES
                && Bytes.checksum(segment, at + 4, RECORD_HEADER_BYTES - 4 + length) == checksum;
        if (!whole) {
            return null;
        }
        in.getInt();
        in.limit(in.position() + length);
        int kind = in.get();
        int table = (int) Bytes.varint(in);
        byte[] key = Bytes.bytes(in, (int) Bytes.varint(in));
        return new Entry(kind, table, key, Bytes.rest(in), position + RECORD_HEADER_BYTES + length);
    }
}
