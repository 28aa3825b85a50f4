package io.itemql.item;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An exact decimal number of up to 38 significant digits, 0 or of a magnitude from 1E-130 to
 * 9.99…E+125: DynamoDB's N, and the only numeric type that ItemQL computes with. Never a double.
 *
 * <p>One value has one representation, so 1, 1.0, 1.00 and 1e0 are equal, hash alike and print alike: a {@code long}
 * and a scale from 0 to 18 where these hold it, otherwise a {@link BigDecimal}, both without trailing zeros. Sums,
 * differences and products of the first kind, which most numbers are, create nothing but their outcome.
 *
 * <p>Arithmetic keeps 38 digits and rounds further ones half even; a result outside the range is an error, never a
 * wrapped or clamped number.
 */
public final class NumberValue implements AttributeValue, Comparable<NumberValue> {
    /** The significant digits that a number keeps. */
    public static final int DIGITS_MAX = 38;

    /** Quantities, percentages, flags: most whole numbers are small, and reading them again and again makes no garbage. */
    private static final NumberValue[] SMALL = new NumberValue[256];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new NumberValue(i, 0, null);
        }
    }

    public static final NumberValue ZERO = SMALL[0];
    public static final NumberValue ONE = SMALL[1];

    private static final MathContext CONTEXT = new MathContext(DIGITS_MAX, RoundingMode.HALF_EVEN);
    /** The exponent of the first digit of the largest and of the smallest number. */
    private static final int EXPONENT_MAX = 125;

    private static final int EXPONENT_MIN = -130;
    /** The digits of the largest long. */
    private static final int LONG_DIGITS_MAX = 19;

    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

    private final long unscaled;
    private final int scale;
    /** The value where no long and scale hold it; otherwise null. */
    private final BigDecimal large;

    private NumberValue(long unscaled, int scale, BigDecimal large) {
        this.unscaled = unscaled;
        this.scale = scale;
        this.large = large;
    }

    public static NumberValue of(long value) {
        if (value >= 0 && value < SMALL.length) {
            return SMALL[(int) value];
        }
        return new NumberValue(value, 0, null);
    }

    /** {@code unscaled} divided by {@code scale} powers of ten, at most {@link ScaledLong#SCALE_MAX}. */
    private static NumberValue scaled(long unscaled, int scale) {
        long rest = unscaled;
        int places = scale;
        while (places > 0 && rest % 10 == 0) {
            rest /= 10;
            places--;
        }
        return places == 0 ? of(rest) : new NumberValue(rest, places, null);
    }

    /**
     * The given number, exactly.
     *
     * @throws ItemException with {@link ErrorCode#NUMBER_PRECISION}, {@link ErrorCode#NUMBER_OVERFLOW} or
     *     {@link ErrorCode#NUMBER_UNDERFLOW} if no attribute can hold it
     */
    public static NumberValue of(BigDecimal value) {
        BigDecimal stripped = stripped(value);
        if (stripped.precision() > DIGITS_MAX) {
            throw new ItemException(ErrorCode.NUMBER_PRECISION, "");
        }
        return canonical(stripped);
    }

    /**
     * A number that {@link #toBigDecimal()} gave earlier, for stores that read back what they wrote: nothing is checked
     * or normalised again.
     *
     * @param canonical not a whole number that fits into a long, without trailing zeros, within the limits
     */
    public static NumberValue ofCanonical(BigDecimal canonical) {
        return canonical(canonical);
    }

    /**
     * As {@link #ofCanonical(BigDecimal)}, for an unscaled value that fits into a long.
     *
     * @param unscaled does not end in a zero unless {@code scale} is below 1
     */
    public static NumberValue ofCanonical(long unscaled, int scale) {
        return scale > 0 && scale <= ScaledLong.SCALE_MAX
                ? new NumberValue(unscaled, scale, null)
                : canonical(BigDecimal.valueOf(unscaled, scale));
    }

    /**
     * The given number, its digits beyond the 38th rounded half even.
     *
     * @throws ItemException with {@link ErrorCode#NUMBER_OVERFLOW} or {@link ErrorCode#NUMBER_UNDERFLOW}
     */
    public static NumberValue rounded(BigDecimal value) {
        return canonical(stripped(value.round(CONTEXT)));
    }

    /**
     * The number that a text spells, in the notations that DynamoDB takes: digits, a point, a sign, an exponent.
     *
     * @throws ItemException with {@link ErrorCode#NOT_A_NUMBER}, or as {@link #of(BigDecimal)}
     */
    public static NumberValue parse(String text) {
        int length = text.length();
        if (length > 0 && length <= 18) {
            long value = 0;
            int i = text.charAt(0) == '-' ? 1 : 0;
            boolean digits = i < length;
            for (int at = i; at < length && digits; at++) {
                int digit = text.charAt(at) - '0';
                digits = digit >= 0 && digit <= 9;
                value = value * 10 + digit;
            }
            if (digits) {
                return of(i == 1 ? -value : value);
            }
        }
        // BigDecimal takes the digits of every script.
        if (!text.chars().allMatch(c -> c < 0x80)) {
            throw new ItemException(ErrorCode.NOT_A_NUMBER, text);
        }
        try {
            return of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw ItemException.causedBy(
                    e,
                    exponentOverflows(text) ? ErrorCode.NUMBER_OVERFLOW : ErrorCode.NOT_A_NUMBER,
                    exponentOverflows(text) ? "" : text);
        }
    }

    /** BigDecimal refuses exponents beyond an int with the same exception as nonsense; tell the two apart. */
    private static boolean exponentOverflows(String text) {
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)[eE][+]?\\d+");
    }

    /** Without trailing zeros. The magnitude is checked before, as BigDecimal cannot strip a number near its own limits. */
    private static BigDecimal stripped(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long exponent = (long) value.precision() - value.scale() - 1;
        if (exponent > EXPONENT_MAX) {
            throw new ItemException(ErrorCode.NUMBER_OVERFLOW, "");
        }
        if (exponent < EXPONENT_MIN) {
            throw new ItemException(ErrorCode.NUMBER_UNDERFLOW, "");
        }
        return value.stripTrailingZeros();
    }

    private static NumberValue canonical(BigDecimal stripped) {
        if (stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= LONG_DIGITS_MAX && fitsLong(stripped)) {
            return of(stripped.longValueExact());
        }
        boolean scaled = stripped.scale() > 0
                && stripped.scale() <= ScaledLong.SCALE_MAX
                && stripped.precision() <= LONG_DIGITS_MAX
                && stripped.unscaledValue().bitLength() < Long.SIZE;
        return scaled
                ? new NumberValue(stripped.unscaledValue().longValue(), stripped.scale(), null)
                : new NumberValue(0, 0, stripped);
    }

    private static boolean fitsLong(BigDecimal integral) {
        return integral.compareTo(LONG_MAX) <= 0 && integral.compareTo(LONG_MIN) >= 0;
    }

    @Override
    public AttributeType type() {
        return AttributeType.N;
    }

    /** True if this is a whole number that a {@code long} holds. */
    public boolean isLong() {
        return large == null && scale == 0;
    }

    /**
     * The value as a {@code long}.
     *
     * @throws ArithmeticException if it is not one; ask {@link #isLong()} first
     */
    public long longValue() {
        if (!isLong()) {
            throw new ArithmeticException("not a long: " + this);
        }
        return unscaled;
    }

    /** True if a {@code long} and a scale hold the value, whole or not. */
    public boolean isScaledLong() {
        return large == null;
    }

    /** The value times ten to the power of {@link #scale()}; only if {@link #isScaledLong()}. */
    public long unscaledLong() {
        return unscaled;
    }

    /** How many digits stand behind the point, 0 to 18; only if {@link #isScaledLong()}. */
    public int scale() {
        return scale;
    }

    /** The value without trailing zeros; its scale is negative only where the plain notation ends in zeros. */
    public BigDecimal toBigDecimal() {
        return large == null ? BigDecimal.valueOf(unscaled, scale) : large;
    }

    /** The nearest double; for statistics and for callers that ask for one, never for computing. */
    public double doubleValue() {
        return isLong() ? unscaled : toBigDecimal().doubleValue();
    }

    public int signum() {
        return large == null ? Long.signum(unscaled) : large.signum();
    }

    public NumberValue add(NumberValue other) {
        if (large == null && other.large == null) {
            int common = Math.max(scale, other.scale);
            long a = ScaledLong.atScale(unscaled, scale, common);
            long b = ScaledLong.atScale(other.unscaled, other.scale, common);
            long sum = a + b;
            if (a != ScaledLong.NONE && b != ScaledLong.NONE && ((a ^ sum) & (b ^ sum)) >= 0) {
                return scaled(sum, common);
            }
        }
        return rounded(toBigDecimal().add(other.toBigDecimal()));
    }

    public NumberValue subtract(NumberValue other) {
        if (large == null && other.large == null) {
            int common = Math.max(scale, other.scale);
            long a = ScaledLong.atScale(unscaled, scale, common);
            long b = ScaledLong.atScale(other.unscaled, other.scale, common);
            long difference = a - b;
            if (a != ScaledLong.NONE && b != ScaledLong.NONE && ((a ^ b) & (a ^ difference)) >= 0) {
                return scaled(difference, common);
            }
        }
        return rounded(toBigDecimal().subtract(other.toBigDecimal()));
    }

    public NumberValue multiply(NumberValue other) {
        if (large == null && other.large == null && scale + other.scale <= ScaledLong.SCALE_MAX) {
            long low = unscaled * other.unscaled;
            if (Math.multiplyHigh(unscaled, other.unscaled) == low >> (Long.SIZE - 1)) {
                return scaled(low, scale + other.scale);
            }
        }
        return rounded(toBigDecimal().multiply(other.toBigDecimal()));
    }

    /**
     * The quotient to 38 digits: 5 / 2 is 2.5.
     *
     * @throws ItemException with {@link ErrorCode#DIVISION_BY_ZERO}
     */
    public NumberValue divide(NumberValue divisor) {
        if (divisor.signum() == 0) {
            throw new ItemException(ErrorCode.DIVISION_BY_ZERO);
        }
        if (isLong() && divisor.isLong() && unscaled != Long.MIN_VALUE && unscaled % divisor.unscaled == 0) {
            return of(unscaled / divisor.unscaled);
        }
        return rounded(toBigDecimal().divide(divisor.toBigDecimal(), CONTEXT));
    }

    /**
     * What is left after dividing by {@code divisor} as often as it goes in; has the sign of this number.
     *
     * @throws ItemException with {@link ErrorCode#DIVISION_BY_ZERO}
     */
    public NumberValue remainder(NumberValue divisor) {
        if (divisor.signum() == 0) {
            throw new ItemException(ErrorCode.DIVISION_BY_ZERO);
        }
        if (isLong() && divisor.isLong()) {
            return of(divisor.unscaled == -1 ? 0 : unscaled % divisor.unscaled);
        }
        return rounded(toBigDecimal().remainder(divisor.toBigDecimal()));
    }

    public NumberValue negate() {
        if (large == null && unscaled != Long.MIN_VALUE) {
            return unscaled == 0 ? ZERO : new NumberValue(-unscaled, scale, null);
        }
        return rounded(toBigDecimal().negate());
    }

    @Override
    public int compareTo(NumberValue other) {
        if (large == null && other.large == null) {
            int common = Math.max(scale, other.scale);
            long a = ScaledLong.atScale(unscaled, scale, common);
            long b = ScaledLong.atScale(other.unscaled, other.scale, common);
            if (a != ScaledLong.NONE && b != ScaledLong.NONE) {
                return Long.compare(a, b);
            }
        }
        return toBigDecimal().compareTo(other.toBigDecimal());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberValue that
                && unscaled == that.unscaled
                && scale == that.scale
                && Objects.equals(large, that.large);
    }

    @Override
    public int hashCode() {
        return large == null ? hashOf(unscaled) + 31 * scale : large.hashCode();
    }

    /** The hash of a whole number, without making it. */
    public static int hashOf(long value) {
        return Long.hashCode(value);
    }

    /** Plain notation: no exponent, no leading or trailing zeros. */
    @Override
    public String toString() {
        return isLong() ? Long.toString(unscaled) : toBigDecimal().toPlainString();
    }
}
