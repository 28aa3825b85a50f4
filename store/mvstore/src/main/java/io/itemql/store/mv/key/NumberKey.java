package io.itemql.store.mv.key;

import io.itemql.item.NumberValue;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers as self-delimiting bytes in numeric order; the package's description has the layout.
 *
 * <p>Of two positive numbers the one with the larger exponent is larger; with equal exponents their digits decide from
 * left to right, and where one runs out first it is smaller, because trailing zeros are never written. For negative
 * numbers every bit after the sign is flipped, which turns the order around.
 */
final class NumberKey {
    private static final int NEGATIVE = 0x7F;
    private static final int ZERO = 0x80;
    private static final int POSITIVE = 0x81;
    private static final int EXPONENT_BIAS = 130;
    /** So many digits fit into a long whatever they are, with room to append one more. */
    private static final int LONG_DIGITS = 17;

    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private NumberKey() {}

    static void write(NumberValue number, ByteBuilder out) {
        int sign = number.signum();
        if (sign == 0) {
            out.put(ZERO);
            return;
        }
        int flip = sign < 0 ? 0xFF : 0;
        out.put(sign < 0 ? NEGATIVE : POSITIVE);
        if (number.isLong()
                && Math.abs(number.longValue()) < POWERS_OF_TEN[LONG_DIGITS]
                && number.longValue() != Long.MIN_VALUE) {
            writeLong(Math.abs(number.longValue()), flip, out);
        } else {
            writeDigits(number.toBigDecimal(), flip, out);
        }
    }

    private static void writeLong(long magnitude, int flip, ByteBuilder out) {
        int exponent = digitsOf(magnitude) - 1;
        long digits = magnitude;
        while (digits % 10 == 0) {
            digits /= 10;
        }
        int count = digitsOf(digits);
        if (count % 2 == 1) {
            digits *= 10;
            count++;
        }
        out.put((exponent + EXPONENT_BIAS) ^ flip);
        for (int left = count - 2; left >= 0; left -= 2) {
            int pair = (int) (digits / POWERS_OF_TEN[left] % 100);
            out.put((2 * pair + (left > 0 ? 1 : 0)) ^ flip);
        }
    }

    private static int digitsOf(long magnitude) {
        int digits = 1;
        while (digits < POWERS_OF_TEN.length && magnitude >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        return digits;
    }

    private static void writeDigits(BigDecimal number, int flip, ByteBuilder out) {
        String all = number.unscaledValue().abs().toString();
        int exponent = all.length() - 1 - number.scale();
        int count = all.length();
        while (all.charAt(count - 1) == '0') {
            count--;
        }
        out.put((exponent + EXPONENT_BIAS) ^ flip);
        for (int at = 0; at < count; at += 2) {
            int tens = all.charAt(at) - '0';
            int ones = at + 1 < count ? all.charAt(at + 1) - '0' : 0;
            out.put((2 * (10 * tens + ones) + (at + 2 < count ? 1 : 0)) ^ flip);
        }
    }

    /** Where the number that starts at an offset ends. */
    static int end(byte[] bytes, int offset) {
        int sign = bytes[offset] & 0xFF;
        if (sign == ZERO) {
            return offset + 1;
        }
        int more = sign == NEGATIVE ? 0 : 1;
        int at = offset + 2;
        while ((bytes[at] & 1) == more) {
            at++;
        }
        return at + 1;
    }

    static NumberValue read(byte[] bytes, int offset) {
        int sign = bytes[offset] & 0xFF;
        if (sign == ZERO) {
            return NumberValue.ZERO;
        }
        int flip = sign == NEGATIVE ? 0xFF : 0;
        int exponent = ((bytes[offset + 1] & 0xFF) ^ flip) - EXPONENT_BIAS;
        int end = end(bytes, offset);
        int count = 2 * (end - offset - 2);
        int shift = exponent + 1 - count;
        if (count > LONG_DIGITS) {
            StringBuilder text = new StringBuilder(count);
            for (int at = offset + 2; at < end; at++) {
                int pair = ((bytes[at] & 0xFF) ^ flip) >> 1;
                text.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
            }
            BigInteger digits = new BigInteger(text.toString());
            return NumberValue.of(new BigDecimal(flip == 0 ? digits : digits.negate(), -shift));
        }
        long digits = 0;
        for (int at = offset + 2; at < end; at++) {
            digits = digits * 100 + (((bytes[at] & 0xFF) ^ flip) >> 1);
        }
        long signed = flip == 0 ? digits : -digits;
        if (shift == -1 && digits % 10 == 0) {
            return NumberValue.of(signed / 10);
        }
        if (shift >= 0 && shift + count <= 18) {
            return NumberValue.of(signed * POWERS_OF_TEN[shift]);
        }
        return NumberValue.of(BigDecimal.valueOf(signed, -shift));
    }
}
