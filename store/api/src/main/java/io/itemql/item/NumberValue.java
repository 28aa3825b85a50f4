package io.itemql.item;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An exact decimal number of up to 38 significant digits, 0 or of a magnitude from 1E-130 to
 * 9.99…E+125: DynamoDB's N, and the only numeric type that ItemQL computes with. Never a double.
 *
 * <p>One value has one representation, so 1, 1.0, 1.00 and 1e0 are equal, hash alike and print alike: a {@code long}
 * where the value is a whole number that fits, otherwise a {@link BigDecimal} without trailing zeros.
 *
 * <p>Arithmetic keeps 38 digits and rounds further ones half even; a result outside the range is an error, never a
 * wrapped or clamped number.
 */
public final class NumberValue implements AttributeValue, Comparable<NumberValue> {
    /** The significant digits that a number keeps. */
    public static final int DIGITS_MAX = 38;

    public static final NumberValue ZERO = new NumberValue(0, null);
    public static final NumberValue ONE = new NumberValue(1, null);

    private static final MathContext CONTEXT = new MathContext(DIGITS_MAX, RoundingMode.HALF_EVEN);
    /** The exponent of the first digit of the largest and of the smallest number. */
    private static final int EXPONENT_MAX = 125;

    private static final int EXPONENT_MIN = -130;
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

    private final long whole;
    /** The value where it is not a whole number that fits into a long; otherwise null. */
    private final BigDecimal decimal;

    private NumberValue(long whole, BigDecimal decimal) {
        this.whole = whole;
        this.decimal = decimal;
    }

    public static NumberValue of(long value) {
        if (value == 0) {
            return ZERO;
        }
        return new NumberValue(value, null);
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
        return new NumberValue(0, canonical);
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
        if (stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 19 && fitsLong(stripped)) {
            return of(stripped.longValueExact());
        }
        return new NumberValue(0, stripped);
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
        return decimal == null;
    }

    /**
     * The value as a {@code long}.
     *
     * @throws ArithmeticException if it is not one; ask {@link #isLong()} first
     */
    public long longValue() {
        if (decimal != null) {
            throw new ArithmeticException("not a long: " + decimal);
        }
        return whole;
    }

    /** The value without trailing zeros; its scale is negative only where the plain notation ends in zeros. */
    public BigDecimal toBigDecimal() {
        return decimal == null ? BigDecimal.valueOf(whole) : decimal;
    }

    /** The nearest double; for statistics and for callers that ask for one, never for computing. */
    public double doubleValue() {
        return decimal == null ? whole : decimal.doubleValue();
    }

    public int signum() {
        return decimal == null ? Long.signum(whole) : decimal.signum();
    }

    public NumberValue add(NumberValue other) {
        if (decimal == null && other.decimal == null) {
            long sum = whole + other.whole;
            if (((whole ^ sum) & (other.whole ^ sum)) >= 0) {
                return of(sum);
            }
        }
        return rounded(toBigDecimal().add(other.toBigDecimal()));
    }

    public NumberValue subtract(NumberValue other) {
        if (decimal == null && other.decimal == null) {
            long difference = whole - other.whole;
            if (((whole ^ other.whole) & (whole ^ difference)) >= 0) {
                return of(difference);
            }
        }
        return rounded(toBigDecimal().subtract(other.toBigDecimal()));
    }

    public NumberValue multiply(NumberValue other) {
        if (decimal == null && other.decimal == null) {
            long high = Math.multiplyHigh(whole, other.whole);
            long low = whole * other.whole;
            if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
                return of(low);
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
        if (decimal == null && divisor.decimal == null && whole != Long.MIN_VALUE && whole % divisor.whole == 0) {
            return of(whole / divisor.whole);
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
        if (decimal == null && divisor.decimal == null) {
            return of(divisor.whole == -1 ? 0 : whole % divisor.whole);
        }
        return rounded(toBigDecimal().remainder(divisor.toBigDecimal()));
    }

    public NumberValue negate() {
        if (decimal == null && whole != Long.MIN_VALUE) {
            return of(-whole);
        }
        return rounded(toBigDecimal().negate());
    }

    @Override
    public int compareTo(NumberValue other) {
        if (decimal == null && other.decimal == null) {
            return Long.compare(whole, other.whole);
        }
        return toBigDecimal().compareTo(other.toBigDecimal());
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof NumberValue that) || whole != that.whole) {
            return false;
        }
        return decimal == null ? that.decimal == null : decimal.equals(that.decimal);
    }

    @Override
    public int hashCode() {
        return decimal == null ? Long.hashCode(whole) : decimal.hashCode();
    }

    /** Plain notation: no exponent, no leading or trailing zeros. */
    @Override
    public String toString() {
        return decimal == null ? Long.toString(whole) : decimal.toPlainString();
    }
}
