package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Function;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;

/** Functions of whole numbers, exact; NULL for anything else. */
final class WholeFunctions {
    /** The largest whose factorial a number can hold. */
    private static final int FACTORIAL_MAX = 84;

    private WholeFunctions() {}

    static List<Function> all() {
        return List.of(
                two("DIV", WholeFunctions::quotient),
                whole("GCD", BigInteger::gcd),
                whole("LCM", WholeFunctions::leastCommonMultiple),
                whole("BITAND", BigInteger::and),
                whole("BITOR", BigInteger::or),
                whole("BITXOR", BigInteger::xor),
                Function.strict("FACTORIAL", 1, 1, ColumnType.DECIMAL, (a, e) -> factorial(a[0])),
                Function.strict("WIDTH_BUCKET", 4, 4, ColumnType.BIGINT, (a, e) -> bucket(a)));
    }

    private static Function two(String name, BinaryOperator<NumberValue> body) {
        return Function.strict(
                name,
                2,
                2,
                ColumnType.DECIMAL,
                (a, e) -> a[0] instanceof NumberValue x && a[1] instanceof NumberValue y
                        ? body.apply(x, y)
                        : NullValue.NULL);
    }

    private static Function whole(String name, BinaryOperator<BigInteger> body) {
        return Function.strict(
                name,
                2,
                2,
                ColumnType.DECIMAL,
                (a, e) -> isWhole(a[0]) && isWhole(a[1])
                        ? NumberValue.rounded(new BigDecimal(body.apply(whole(a[0]), whole(a[1]))))
                        : NullValue.NULL);
    }

    private static boolean isWhole(Value value) {
        return value instanceof NumberValue number
                && (number.isLong()
                        || number.toBigDecimal().stripTrailingZeros().scale() <= 0);
    }

    private static BigInteger whole(Value value) {
        return ((NumberValue) value).toBigDecimal().toBigIntegerExact();
    }

    private static NumberValue quotient(NumberValue x, NumberValue y) {
        if (y.signum() == 0) {
            throw new ItemException(ErrorCode.DIVISION_BY_ZERO);
        }
        return NumberValue.rounded(x.toBigDecimal().divideToIntegralValue(y.toBigDecimal()));
    }

    private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
        return a.signum() == 0 || b.signum() == 0
                ? BigInteger.ZERO
                : a.multiply(b).abs().divide(a.gcd(b));
    }

    private static Value factorial(Value value) {
        if (!isWhole(value)) {
            return NullValue.NULL;
        }
        BigInteger n = whole(value);
        if (n.signum() < 0) {
            throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "FACTORIAL of a negative number: " + n);
        }
        if (n.compareTo(BigInteger.valueOf(FACTORIAL_MAX)) > 0) {
            throw new ItemException(ErrorCode.NUMBER_OVERFLOW, ": FACTORIAL(" + n + ")");
        }
        BigInteger product = BigInteger.ONE;
        for (int i = 2; i <= n.intValue(); i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return NumberValue.rounded(new BigDecimal(product));
    }

    /** WIDTH_BUCKET(x, from, to, count): 0 before the first of the equal intervals, count + 1 behind the last. */
    private static Value bucket(Value[] a) {
        for (Value value : a) {
            if (!(value instanceof NumberValue)) {
                return NullValue.NULL;
            }
        }
        BigDecimal x = ((NumberValue) a[0]).toBigDecimal();
        BigDecimal from = ((NumberValue) a[1]).toBigDecimal();
        BigDecimal to = ((NumberValue) a[2]).toBigDecimal();
        int count = TextFunctions.integer(a[3]);
        int direction = to.compareTo(from);
        if (direction == 0 || count <= 0) {
            throw new ItemException(
                    ErrorCode.FUNCTION_ARGUMENT, "WIDTH_BUCKET needs two different bounds and a positive count");
        }
        if (x.compareTo(from) * direction < 0) {
            return NumberValue.ZERO;
        }
        if (x.compareTo(to) * direction >= 0) {
            return NumberValue.of(count + 1L);
        }
        BigDecimal position =
                x.subtract(from).multiply(BigDecimal.valueOf(count)).divide(to.subtract(from), 0, RoundingMode.FLOOR);
        return NumberValue.of(position.longValueExact() + 1);
    }
}
