package io.itemql.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberValueTest {
    private static final String DIGITS_38 = "12345678901234567890123456789012345678";

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1",
        "1.00, 1",
        "1e0, 1",
        "0.10e1, 1",
        "100e-2, 1",
        "-0, 0",
        "0e100, 0",
        "007.50, 7.5",
        "1E+3, 1000",
        "-5e-3, -0.005",
        "+4, 4",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775808",
        "-9223372036854775808, -9223372036854775808",
        "92233720368547758.070e2, 9223372036854775807"
    })
    void oneValueHasOneForm(String spelled, String printed) {
        NumberValue number = NumberValue.parse(spelled);

        assertEquals(printed, number.toString());
        assertEquals(NumberValue.parse(printed), number);
        assertEquals(NumberValue.parse(printed).hashCode(), number.hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", "abc", "1e", "0x0C", "1_000", "1.2.3", "NaN", "Infinity", " 1"})
    void nonsenseIsNotANumber(String text) {
        assertFails(ErrorCode.NOT_A_NUMBER, text);
    }

    @Test
    void rangeEndsWhereTheServiceEndsIt() {
        String largest = "9.9999999999999999999999999999999999999E+125";
        assertEquals(
                0, new BigDecimal(largest).compareTo(NumberValue.parse(largest).toBigDecimal()));
        assertEquals("1E-130", NumberValue.parse("1E-130").toBigDecimal().toString());
        assertFails(ErrorCode.NUMBER_OVERFLOW, "1e126");
        assertFails(ErrorCode.NUMBER_OVERFLOW, "-1e126");
        assertFails(ErrorCode.NUMBER_OVERFLOW, "12e2147483647");
        assertFails(ErrorCode.NUMBER_OVERFLOW, "1000e2147483647");
        assertFails(ErrorCode.NUMBER_UNDERFLOW, "1e-2147483647");
        assertEquals(NumberValue.of(0), NumberValue.parse("0e999999"));
        assertFails(ErrorCode.NUMBER_OVERFLOW, "1e99999999999");
        assertFails(ErrorCode.NUMBER_UNDERFLOW, "9e-131");
        assertEquals(DIGITS_38, NumberValue.parse(DIGITS_38).toString());
        assertFails(ErrorCode.NUMBER_PRECISION, DIGITS_38 + "9");
        assertEquals(DIGITS_38 + "0", NumberValue.parse(DIGITS_38 + "0").toString());
    }

    @Test
    void divisionIsExact() {
        assertEquals("2.5", NumberValue.of(5).divide(NumberValue.of(2)).toString());
        assertEquals(
                "0." + "3".repeat(38), NumberValue.ONE.divide(NumberValue.of(3)).toString());
        assertEquals(
                "0." + "6".repeat(37) + "7",
                NumberValue.of(2).divide(NumberValue.of(3)).toString());
        ItemException error = assertThrows(ItemException.class, () -> NumberValue.ONE.divide(NumberValue.ZERO));
        assertEquals(ErrorCode.DIVISION_BY_ZERO, error.code());
    }

    @Test
    void longArithmeticNeverWraps() {
        NumberValue max = NumberValue.of(Long.MAX_VALUE);
        NumberValue min = NumberValue.of(Long.MIN_VALUE);

        assertEquals("9223372036854775808", max.add(NumberValue.ONE).toString());
        assertEquals("-9223372036854775809", min.subtract(NumberValue.ONE).toString());
        assertEquals("9223372036854775808", min.negate().toString());
        assertEquals("9223372036854775808", min.divide(NumberValue.of(-1)).toString());
        assertEquals("0", min.remainder(NumberValue.of(-1)).toString());
        assertEquals("85070591730234615847396907784232501249", max.multiply(max).toString());
        assertEquals("85070591730234615865843651857942052864", min.multiply(min).toString());
    }

    @Test
    void arithmeticAgreesWithBigDecimal() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        MathContext context = new MathContext(38, RoundingMode.HALF_EVEN);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal a = randomDecimal(random);
            BigDecimal b = randomDecimal(random);
            NumberValue x = NumberValue.of(a);
            NumberValue y = NumberValue.of(b);
            String where = "seed " + seed + ": " + a + ", " + b;
            assertSame(a.add(b).round(context), x.add(y), where);
            assertSame(a.subtract(b).round(context), x.subtract(y), where);
            assertSame(a.multiply(b).round(context), x.multiply(y), where);
            if (b.signum() != 0) {
                assertSame(a.divide(b, context), x.divide(y), where);
                assertSame(a.remainder(b).round(context), x.remainder(y), where);
            }
            assertEquals(Integer.signum(a.compareTo(b)), Integer.signum(x.compareTo(y)), where);
            assertEquals(a.compareTo(b) == 0, x.equals(y), where);
        }
    }

    @Test
    void wholeNumbersBeyondALongAreStillWhole() {
        BigDecimal beyond = new BigDecimal(BigInteger.ONE.shiftLeft(64));

        assertTrue(NumberValue.of(1L << 62).isLong());
        assertEquals(beyond, NumberValue.of(beyond).toBigDecimal());
        assertThrows(ArithmeticException.class, () -> NumberValue.of(beyond).longValue());
        assertNotEquals(NumberValue.ZERO, NumberValue.of(beyond));
    }

    private static BigDecimal randomDecimal(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(21) - 10);
            case 1 -> BigDecimal.valueOf(random.nextLong());
            case 2 -> BigDecimal.valueOf(random.nextInt(2001) - 1000, random.nextInt(4));
            default ->
                new BigDecimal(new BigInteger(126, random), random.nextInt(60) - 20)
                        .round(new MathContext(38, RoundingMode.DOWN));
        };
    }

    private static void assertSame(BigDecimal expected, NumberValue actual, String where) {
        assertEquals(0, expected.compareTo(actual.toBigDecimal()), where + ": " + expected + " <> " + actual);
    }

    private static void assertFails(ErrorCode code, String text) {
        ItemException error = assertThrows(ItemException.class, () -> NumberValue.parse(text));
        assertEquals(code, error.code(), text);
    }

    @Test
    void arithmeticOfSmallDecimalsIsThatOfDecimals() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal a = smallDecimal(random);
            BigDecimal b = smallDecimal(random);
            NumberValue x = NumberValue.of(a);
            NumberValue y = NumberValue.of(b);
            String message = a + " and " + b + ", seed " + seed;
            assertEquals(NumberValue.rounded(a.add(b)), x.add(y), message);
            assertEquals(NumberValue.rounded(a.subtract(b)), x.subtract(y), message);
            assertEquals(NumberValue.rounded(a.multiply(b)), x.multiply(y), message);
            assertEquals(Integer.signum(a.compareTo(b)), Integer.signum(x.compareTo(y)), message);
            assertEquals(NumberValue.rounded(a.negate()), x.negate(), message);
            assertEquals(0, x.toBigDecimal().compareTo(a), message);
            assertEquals(x, x.add(y).subtract(y), message);
            assertEquals(x.hashCode(), x.add(y).subtract(y).hashCode(), message);
        }
    }

    /** Up to 19 digits with up to 18 places, many of them near the ends of what a long holds. */
    private static BigDecimal smallDecimal(Random random) {
        long unscaled =
                switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(2000) - 1000;
                    case 1 -> random.nextLong();
                    case 2 -> random.nextInt() * 10L;
                    default -> Long.MAX_VALUE - random.nextInt(3);
                };
        return BigDecimal.valueOf(random.nextBoolean() ? unscaled : -unscaled, random.nextInt(19));
    }
}
