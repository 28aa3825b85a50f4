package io.itemql.store.mv.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The bytes of segments and records. All numbers are big-endian. */
final class RecordFormat {
    /** The first bytes of a segment, before its first record. */
    static final int SEGMENT_HEADER_BYTES = 40;

    /**
     * Checksum, length of the body, position, and how many bytes before the position were not known to be on the disk
     * when the record was made.
     */
    static final int RECORD_HEADER_BYTES = 20;

    /** Far beyond the largest row; a longer length is never a record's. */
    static final int BODY_BYTES_MAX = 64 << 20;

    private static final byte[] MAGIC = "ITEMQLJ1".getBytes(StandardCharsets.US_ASCII);
    private static final int SEGMENT_CHECKSUM_OFFSET = 24;

    private RecordFormat() {}

    /** The header of a segment: magic, store, position of the first record, checksum, rest zero. */
    static ByteBuffer segmentHeader(long store, long start) {
        ByteBuffer header = ByteBuffer.allocate(SEGMENT_HEADER_BYTES);
        header.put(MAGIC).putLong(store).putLong(start);
        header.putInt(checksum(header.array(), 0, SEGMENT_CHECKSUM_OFFSET));
        return header.clear();
    }

    /** Whether these bytes are the header that a segment must have. */
    static boolean isSegmentHeader(ByteBuffer header, long store, long start) {
        return header.remaining() == SEGMENT_HEADER_BYTES && header.equals(segmentHeader(store, start));
    }

    static int checksum(byte[] bytes, int from, int to) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue();
    }

    /** How many bytes {@link #putVariable} takes. */
    static int variableBytes(int number) {
        return number < 1 << 7 ? 1 : number < 1 << 14 ? 2 : number < 1 << 21 ? 3 : number < 1 << 28 ? 4 : 5;
    }

    /**
     * Writes a number that is not negative, seven bits a byte, the lowest first; the high bit says that more follow.
     */
    static void putVariable(ByteBuffer target, int number) {
        int rest = number;
        while (rest >= 1 << 7) {
            target.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }

    static int getVariable(ByteBuffer source) {
        int number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte next = source.get();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("number of more than 32 bits");
    }

    /** The value of a record that begins a group: how many records follow. */
    static byte[] groupValue(int records) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(records).array();
    }

    /** What {@link #groupValue} wrote; 0 if the value is none of those. */
    static int groupRecords(byte[] value) {
        return value.length == Integer.BYTES ? ByteBuffer.wrap(value).getInt() : 0;
    }
}
