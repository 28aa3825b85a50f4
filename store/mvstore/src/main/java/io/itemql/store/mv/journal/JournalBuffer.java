package io.itemql.store.mv.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Records on their way to the disk. Not thread-safe: guarded by the journal that owns it. */
final class JournalBuffer {
    private static final int BYTES_MIN = 64 << 10;
    /** A buffer that a large batch has blown up is not kept. */
    private static final int BYTES_KEPT = 4 << 20;

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

    /** Adds a record and returns the position behind it. */
    long add(long forced, RecordType type, int table, byte[] key, byte[] value) {
        int body = 1
                + RecordFormat.variableBytes(table)
                + RecordFormat.variableBytes(key.length)
                + key.length
                + value.length;
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

    private void reserve(int length) {
        if (bytes.remaining() < length) {
            int used = bytes.position();
            int capacity = Math.max(bytes.capacity() * 2, Math.addExact(used, length));
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity)).position(used);
        }
    }
}
