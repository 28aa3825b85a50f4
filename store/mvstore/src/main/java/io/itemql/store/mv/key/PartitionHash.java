package io.itemql.store.mv.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash that decides where in the key space a partition key lies. It is part of the file format and must never
 * change.
 *
 * <p>Eight bytes at a time, read with the lowest byte first and the tail filled with zeros: exclusive-or into the
 * state, fold the high half into the low one, multiply by 2⁶⁴ divided by the golden ratio. The length goes in first, so
 * that trailing zeros count. The end is MurmurHash3's 64-bit finalizer; the upper 32 bits are the hash.
 */
public final class PartitionHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private PartitionHash() {}

    /** The hash of a plainly encoded partition key; all 32 bits, to be read as unsigned. */
    public static int of(byte[] plain) {
        long state = plain.length * GOLDEN;
        int at = 0;
        for (; at + 8 <= plain.length; at += 8) {
            state = mix(state ^ (long) LONGS.get(plain, at));
        }
        long tail = 0;
        for (int shift = 0; at < plain.length; at++, shift += 8) {
            tail |= (plain[at] & 0xFFL) << shift;
        }
        state = mix(state ^ tail);
        state = (state ^ (state >>> 33)) * 0xFF51AFD7ED558CCDL;
        state = (state ^ (state >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return (int) ((state ^ (state >>> 33)) >>> 32);
    }

    private static long mix(long state) {
        return (state ^ (state >>> 32)) * GOLDEN;
    }
}
