package io.itemql.store.mv.row;

import io.itemql.item.NumberValue;
import io.itemql.store.mv.key.ByteBuilder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * Numbers in rows. A whole number is its two's complement in as few bytes as hold it, none for 0. A decimal is its
 * scale (a varint, the sign in the lowest bit) and then its unscaled value likewise. One value has one form, so equal
 * numbers are equal bytes.
 */
final class NumberBytes {
    private static final int LONG_DIGITS_MAX = 18;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long[] POWERS_OF_TEN = new long[LONG_DIGITS_MAX + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private NumberBytes() {}

    static void write(NumberValue number, ByteBuilder out) {
        if (number.isLong()) {
            writeWhole(number.longValue(), out);
            return;
        }
        BigDecimal decimal = number.toBigDecimal();
        int scale = decimal.scale();
        out.putVarint((scale << 1) ^ (scale >> 31));
        out.put(decimal.unscaledValue().toByteArray());
    }

    private static void writeWhole(long value, ByteBuilder out) {
        if (value != 0) {
            int bits = Long.SIZE + 1 - Long.numberOfLeadingZeros(value ^ (value >> 63));
            out.putLow(value, (bits + 7) / 8);
        }
    }

    static NumberValue read(byte[] bytes, int tag, int start, int end) {
        return tag == Tag.WHOLE ? NumberValue.of(whole(bytes, start, end)) : decimal(bytes, start, end);
    }

    static long whole(byte[] bytes, int start, int end) {
        if (start == end) {
            return 0;
        }
        if (bytes.length - start >= Long.BYTES) {
            // The bytes behind the number fall off again.
            return (long) LONGS.get(bytes, start) >> (Byte.SIZE * (Long.BYTES - (end - start)));
        }
        long value = bytes[start];
        for (int at = start + 1; at < end; at++) {
            value = (value << 8) | (bytes[at] & 0xFF);
        }
        return value;
    }

    private static NumberValue decimal(byte[] bytes, int start, int end) {
        int at = unscaledStart(bytes, start);
        int scale = scale(bytes, start);
        return end - at <= Long.BYTES
                ? NumberValue.ofCanonical(whole(bytes, at, end), scale)
                : NumberValue.ofCanonical(new BigDecimal(new BigInteger(bytes, at, end - at), scale));
    }

    private static int scale(byte[] bytes, int start) {
        int low = bytes[start];
        int folded = low >= 0 ? low : (low & 0x7F) | (bytes[start + 1] << 7);
        return (folded >>> 1) ^ -(folded & 1);
    }

    private static int unscaledStart(byte[] bytes, int start) {
        return bytes[start] >= 0 ? start + 1 : start + 2;
    }

    /** Compares a stored number with another one; creates no object where both fit into longs at one scale. */
    static int compare(byte[] bytes, int tag, int start, int end, NumberValue other) {
        if (tag == Tag.WHOLE && other.isLong()) {
            return Long.compare(whole(bytes, start, end), other.longValue());
        }
        if (tag == Tag.DECIMAL && other.isLong()) {
            int at = unscaledStart(bytes, start);
            int scale = scale(bytes, start);
            if (end - at <= Long.BYTES && scale > 0 && scale <= LONG_DIGITS_MAX) {
                long power = POWERS_OF_TEN[scale];
                long scaled = other.longValue() * power;
                if (Math.multiplyHigh(other.longValue(), power) == scaled >> 63) {
                    return Long.compare(whole(bytes, at, end), scaled);
                }
            }
        }
        return read(bytes, tag, start, end).compareTo(other);
    }
}
