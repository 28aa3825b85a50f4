package io.itemql.store.mv.check;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Reads the records of one segment of a journal and goes on behind what is damaged: every record says where it lies, so
 * an intact one is known for one wherever it is found. Not thread-safe.
 */
public final class JournalReader {
    private static final int SEGMENT_HEADER_BYTES = 40;
    private static final int RECORD_HEADER_BYTES = 20;

    private final ByteBuffer segment;
    private final long start;

    /**
     * @param segment the whole file
     * @param start the position of its first record
     */
    public JournalReader(byte[] segment, long start) {
        this.segment = ByteBuffer.wrap(segment);
        this.start = start;
    }

    /** Gets what is read. */
    public interface Receiver {
        /** The next intact record. */
        void record(JournalEntry entry);

        /** Bytes between two positions that are no record. */
        void lost(long from, long to);
    }

    /**
     * Gives the records behind a position in order.
     *
     * @return the position behind the last record
     */
    public long read(long from, Receiver receiver) {
        int at = SEGMENT_HEADER_BYTES;
        int end = at;
        while (at + RECORD_HEADER_BYTES <= segment.capacity()) {
            JournalEntry entry = entry(at);
            if (entry == null) {
                at++;
                continue;
            }
            if (at > end && positionOf(at) > from) {
                receiver.lost(positionOf(end), positionOf(at));
            }
            at = Math.toIntExact(entry.end() - start + SEGMENT_HEADER_BYTES);
            end = at;
            if (entry.end() > from) {
                receiver.record(entry);
            }
        }
        if (hasRest(end)) {
            receiver.lost(positionOf(end), positionOf(segment.capacity()));
        }
        return positionOf(end);
    }

    private long positionOf(int offset) {
        return start + offset - SEGMENT_HEADER_BYTES;
    }

    private boolean hasRest(int from) {
        for (int at = from; at < segment.capacity(); at++) {
            if (segment.get(at) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The record at an offset; {@code null} if there is none. */
    private JournalEntry entry(int at) {
        int length = segment.getInt(at + 4);
        boolean possible = segment.getLong(at + 8) == positionOf(at)
                && length > 0
                && length <= segment.capacity() - at - RECORD_HEADER_BYTES;
        if (!possible) {
            return null;
        }
        CRC32C checksum = new CRC32C();
        checksum.update(segment.array(), at + 4, RECORD_HEADER_BYTES - 4 + length);
        if ((int) checksum.getValue() != segment.getInt(at)) {
            return null;
        }
        int body = at + RECORD_HEADER_BYTES;
        CheckedBytes in = new CheckedBytes(segment.array(), body, body + length);
        try {
            int kind = in.next();
            int table = Math.toIntExact(in.varint());
            byte[] key = in.part(in.count()).rest();
            return new JournalEntry(kind, table, key, in.rest(), positionOf(body + length));
        } catch (Malformed | ArithmeticException e) {
            return null;
        }
    }
}
