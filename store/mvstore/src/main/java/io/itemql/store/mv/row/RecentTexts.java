package io.itemql.store.mv.row;

import io.itemql.item.StringValue;
import io.itemql.store.mv.key.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The texts that a cursor has read lately at one path. Where few different ones stand in many rows, as with a status or a
 * city, each is decoded once, and what groups or compares them sees the same object again. Where they hardly ever come
 * again it gives up, and decodes.
 *
 * <p>Not thread-safe.
 */
final class RecentTexts {
    private static final int PLACES_BITS = 8;
    /** Longer texts seldom come again, and to compare them costs as much as to decode them. */
    private static final int LENGTH_MAX = 48;
    /** After so many reads it is seen whether remembering pays. */
    private static final int TRIAL = 1024;

    private static final int HITS_MIN = TRIAL * 3 / 4;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] bytes = new byte[1 << PLACES_BITS][];
    private final StringValue[] values = new StringValue[1 << PLACES_BITS];
    private int reads;
    private int hits;
    private boolean useless;

    /** The text that lies between two offsets. */
    StringValue read(byte[] row, int start, int end) {
        int length = end - start;
        if (useless || length > LENGTH_MAX) {
            return decoded(row, start, length);
        }
        if (++reads == TRIAL) {
            useless = hits < HITS_MIN;
            reads = 0;
            hits = 0;
        }
        int place = place(row, start, length);
        byte[] known = bytes[place];
        if (known != null && Arrays.equals(known, 0, known.length, row, start, end)) {
            hits++;
            return values[place];
        }
        StringValue text = decoded(row, start, length);
        bytes[place] = Arrays.copyOfRange(row, start, end);
        values[place] = text;
        return text;
    }

    private static StringValue decoded(byte[] row, int start, int length) {
        return new StringValue(Utf8.decode(row, start, length));
    }

    /** From its length and its first and last eight bytes. */
    private static int place(byte[] row, int start, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            long first = (long) LONGS.get(row, start);
            long last = (long) LONGS.get(row, start + length - Long.BYTES);
            hash = (((hash * MIX) ^ first) * MIX) ^ last;
        } else {
            for (int at = start; at < start + length; at++) {
                hash = (hash << Byte.SIZE) ^ row[at];
            }
        }
        return (int) ((hash * MIX) >>> (Long.SIZE - PLACES_BITS));
    }
}
