package io.itemql.store.mv.journal;

import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** A segment that is read: the part of it that is in memory, and the records there. Not thread-safe. */
final class SegmentWindow {
    private static final int BYTES = 1 << 20;

    private final StoreFile file;
    private final long start;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowOffset;

    SegmentWindow(StoreFile file, long start) throws IOException {
        this.file = file;
        this.start = start;
        this.size = file.size();
    }

    /** Where in the file a position is. */
    long offsetOf(long position) {
        return RecordFormat.SEGMENT_HEADER_BYTES + position - start;
    }

    /** Whether there is an intact record at a position. */
    boolean holdsRecord(long position) throws IOException {
        long offset = offsetOf(position);
        if (!load(offset, RecordFormat.RECORD_HEADER_BYTES)) {
            return false;
        }
        int at = (int) (offset - windowOffset);
        int body = window.getInt(at + 4);
        if (window.getLong(at + 8) != position || body <= 0 || body > RecordFormat.BODY_BYTES_MAX) {
            return false;
        }
        int length = RecordFormat.RECORD_HEADER_BYTES + body;
        if (!load(offset, length)) {
            return false;
        }
        at = (int) (offset - windowOffset);
        return window.getInt(at) == RecordFormat.checksum(window.array(), at + Integer.BYTES, at + length);
    }

    /** The record at a position that holds one; {@code null} if this version of the format does not know its kind. */
    JournalRecord record(long position) {
        int at = (int) (offsetOf(position) - windowOffset);
        int body = window.getInt(at + 4);
        int from = at + RecordFormat.RECORD_HEADER_BYTES;
        ByteBuffer content = window.duplicate().position(from).limit(from + body);
        try {
            RecordType type = RecordType.ofCode(content.get());
            int table = RecordFormat.getVariable(content);
            int keyBytes = RecordFormat.getVariable(content);
            if (type == null || keyBytes < 0 || keyBytes > content.remaining()) {
                return null;
            }
            byte[] key = new byte[keyBytes];
            content.get(key);
            byte[] value = new byte[content.remaining()];
            content.get(value);
            return new JournalRecord(position + RecordFormat.RECORD_HEADER_BYTES + body, type, table, key, value);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // A checksum that fits around a body that does not: written by another program.
            return null;
        }
    }

    /**
     * Looks behind a position for an intact record that was made when the journal was already on the disk beyond that
     * position.
     *
     * @return the position of such a record, or -1
     */
    long findWitness(long bad) throws IOException {
        long last = size - RecordFormat.RECORD_HEADER_BYTES;
        for (long offset = offsetOf(bad) + 1; offset <= last; offset++) {
            if (!load(offset, RecordFormat.RECORD_HEADER_BYTES)) {
                return -1;
            }
            long position = start + offset - RecordFormat.SEGMENT_HEADER_BYTES;
            int at = (int) (offset - windowOffset);
            if (window.getLong(at + 8) == position && holdsRecord(position)) {
                at = (int) (offset - windowOffset);
                if (position - window.getInt(at + 16) > bad) {
                    return position;
                }
            }
        }
        return -1;
    }

    /** Brings a part of the file into memory; false if the file ends before it does. */
    private boolean load(long offset, int length) throws IOException {
        if (offset >= windowOffset && offset + length <= windowOffset + window.limit()) {
            return true;
        }
        if (offset + length > size) {
            return false;
        }
        ByteBuffer loaded = ByteBuffer.allocate((int) Math.min(size - offset, Math.max(BYTES, length)));
        file.read(loaded, offset);
        window = loaded.flip();
        windowOffset = offset;
        return window.limit() >= length;
    }
}
