package io.itemql.item;

/** Whole numbers that stand for decimals: so many powers of ten too large. */
final class ScaledLong {
    /** The largest power of ten that fits into a long. */
    static final int SCALE_MAX = 18;

    /** What {@link #atScale} answers where no long holds the outcome; no caller counts on the smallest long. */
    static final long NONE = Long.MIN_VALUE;

    private static final long[] POWERS_OF_TEN = new long[SCALE_MAX + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private ScaledLong() {}

    /** The same decimal with more places; {@link #NONE} if no long holds it. */
    static long atScale(long unscaled, int scale, int more) {
        if (scale == more) {
            return unscaled;
        }
        long power = POWERS_OF_TEN[more - scale];
        long low = unscaled * power;
        return Math.multiplyHigh(unscaled, power) == low >> (Long.SIZE - 1) ? low : NONE;
    }
}
