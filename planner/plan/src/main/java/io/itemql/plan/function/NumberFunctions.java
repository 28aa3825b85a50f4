package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.TotalOrder;
import io.itemql.table.ColumnType;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Functions of numbers; NULL for anything else. ABS, SIGN, ROUND, TRUNC, FLOOR, CEIL, MOD and powers with a whole exponent
 * are exact to 38 digits, SQRT too; the other powers are computed in double precision.
 */
final class NumberFunctions {
    private static final MathContext CONTEXT = new MathContext(NumberValue.DIGITS_MAX, RoundingMode.HALF_EVEN);
    /** Larger whole exponents overflow or underflow for all bases but a few near 1, which double precision serves. */
    private static final long EXACT_EXPONENT_MAX = 1000;

    private NumberFunctions() {}

    private interface OneNumber {
        NumberValue apply(NumberValue x);
    }

    private interface TwoNumbers {
        NumberValue apply(NumberValue x, NumberValue y);
    }

    static List<Function> all() {
        return List.of(
                one("ABS", x -> x.signum() < 0 ? x.negate() : x),
                one("SIGN", x -> NumberValue.of(x.signum())),
                scaled("ROUND", RoundingMode.HALF_UP),
                scaled("TRUNC", RoundingMode.DOWN),
                one("FLOOR", x -> NumberValue.rounded(x.toBigDecimal().setScale(0, RoundingMode.FLOOR))),
                one("CEIL", x -> NumberValue.rounded(x.toBigDecimal().setScale(0, RoundingMode.CEILING))),
                two("MOD", NumberValue::remainder),
                two("POWER", NumberFunctions::power),
                one("SQRT", NumberFunctions::squareRoot),
                Function.lenient("GREATEST", 1, Arity.ANY_NUMBER, null, (a, e) -> extreme(a, 1))
                        .ofMoments(),
                Function.lenient("LEAST", 1, Arity.ANY_NUMBER, null, (a, e) -> extreme(a, -1))
                        .ofMoments());
    }

    private static Function one(String name, OneNumber body) {
        return Function.strict(
                name,
                1,
                1,
                ColumnType.DECIMAL,
                (a, e) -> a[0] instanceof NumberValue x ? body.apply(x) : NullValue.NULL);
    }

    private static Function two(String name, TwoNumbers body) {
        return Function.strict(
                name,
                2,
                2,
                ColumnType.DECIMAL,
                (a, e) -> a[0] instanceof NumberValue x && a[1] instanceof NumberValue y
                        ? body.apply(x, y)
                        : NullValue.NULL);
    }

    /** A function of a number and of the digits behind the point, 0 if not given, negative for tens and hundreds. */
    private static Function scaled(String name, RoundingMode mode) {
        return Function.strict(name, 1, 2, ColumnType.DECIMAL, (a, e) -> {
            if (!(a[0] instanceof NumberValue x) || !(a.length == 1 || a[1] instanceof NumberValue)) {
                return NullValue.NULL;
            }
            int digits = a.length > 1 ? TextFunctions.integer(a[1]) : 0;
            // Beyond these nothing of a number is rounded away, or all of it.
            int scale = Math.max(-200, Math.min(200, digits));
            return NumberValue.rounded(x.toBigDecimal().setScale(scale, mode));
        });
    }

    private static NumberValue power(NumberValue x, NumberValue y) {
        if (y.isLong() && Math.abs(y.longValue()) <= EXACT_EXPONENT_MAX) {
            int exponent = (int) y.longValue();
            if (x.signum() == 0 && exponent < 0) {
                throw new ItemException(ErrorCode.DIVISION_BY_ZERO);
            }
            return NumberValue.rounded(x.toBigDecimal().pow(exponent, CONTEXT));
        }
        double result = Math.pow(x.doubleValue(), y.doubleValue());
        return RealFunctions.approximate(result, "POWER", x + ", " + y);
    }

    private static NumberValue squareRoot(NumberValue x) {
        if (x.signum() < 0) {
            throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "SQRT of a negative number: " + x);
        }
        return NumberValue.rounded(x.toBigDecimal().sqrt(CONTEXT));
    }

    /** The greatest or least of values that are neither NULL nor MISSING, in the order of ORDER BY. */
    private static Value extreme(Value[] values, int sign) {
        Value best = null;
        for (Value value : values) {
            if (value == null || value.isNull()) {
                continue;
            }
            if (best == null || Integer.signum(TotalOrder.COMPARATOR.compare(value, best)) == sign) {
                best = value;
            }
        }
        return best == null ? NullValue.NULL : best;
    }
}
