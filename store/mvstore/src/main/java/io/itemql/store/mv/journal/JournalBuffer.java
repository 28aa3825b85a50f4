package io.itemql.store.mv.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Records on their way to the disk. Not thread-safe: guarded by the journal that owns it. */
final class JournalBuffer {
    private static final int BYTES_MIN = 64 << 10;
    /** A buffer that a large batch has blown up is not kept. */
    private static final int BYTES_KEPT = 4 << 20;

    /** What most machines take as the length of an array. */
    private static final int CAPACITY_MAX = Integer.MAX_VALUE - 16;

    private static final byte[] NOTHING = {};

    private ByteBuffer bytes = ByteBuffer.allocate(BYTES_MIN);
    private long start;

    /** Empties the buffer; its first record will be at the given position. */
    void reset(long position) {
        if (bytes.capacity() > BYTES_KEPT) {
            bytes = ByteBuffer.allocate(BYTES_MIN);
        }
        bytes.clear();
        start = position;
    }

    long start() {
        return start;
    }

    long end() {
        return start + bytes.position();
    }

    boolean isEmpty() {
        return bytes.position() == 0;
    }

    int length() {
        return bytes.position();
    }

    /** The records so far, for writing. */
    ByteBuffer content() {
        return bytes.duplicate().flip();
    }

    /** The records so far, and a zero behind them. */
    ByteBuffer contentAndZero() {
        reserve(1);
        int length = bytes.position();
        return bytes.put(length, (byte) 0).duplicate().limit(length + 1).position(0);
    }

    /** Adds a record and returns the position behind it. */
    long add(long forced, RecordType type, int table, byte[] key, byte[] value) {
        int body = bodyBytes(table, key, value);
        int length = RecordFormat.RECORD_HEADER_BYTES + body;
        reserve(length);
        int at = bytes.position();
        long position = start + at;
        bytes.putInt(0);
        bytes.putInt(body);
        bytes.putLong(position);
        bytes.putInt((int) Math.min(Integer.MAX_VALUE, position - forced));
        bytes.put((byte) type.code());
        RecordFormat.putVariable(bytes, table);
        RecordFormat.putVariable(bytes, key.length);
        bytes.put(key);
        bytes.put(value);
        bytes.putInt(at, RecordFormat.checksum(bytes.array(), at + Integer.BYTES, at + length));
        return position + length;
    }

    private static int bodyBytes(int table, byte[] key, byte[] value) {
        return 1
                + RecordFormat.variableBytes(table)
                + RecordFormat.variableBytes(key.length)
                + key.length
                + value.length;
    }

    /** Adds a record that says how many follow, and these; returns the position behind the last. */
    long addGroup(long forced, List<NewRecord> records) {
        byte[] count = RecordFormat.groupValue(records.size());
        int length = RecordFormat.RECORD_HEADER_BYTES + bodyBytes(0, NOTHING, count);
        for (NewRecord each : records) {
            int body = bodyBytes(each.table(), each.key(), each.value());
            length = Math.addExact(length, RecordFormat.RECORD_HEADER_BYTES + body);
        }
        // All at once: a group is never seen half, and a large one makes the buffer grow only once.
        reserve(length);
        long end = add(forced, RecordType.GROUP, 0, NOTHING, count);
        for (NewRecord each : records) {
            end = add(forced, each.type(), each.table(), each.key(), each.value());
        }
        return end;
    }

    private void reserve(int length) {
        if (bytes.remaining() < length) {
            int used = bytes.position();
            int doubled = (int) Math.min(CAPACITY_MAX, 2L * bytes.capacity());
            int capacity = Math.max(doubled, Math.addExact(used, length));
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity)).position(used);
        }
    }
}
