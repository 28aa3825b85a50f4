package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.plan.expression.Function;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions whose results are no decimals, computed in double precision and then kept as they come out; NULL for anything
 * that is no number. LOG with one argument is the natural logarithm, as JDBC has it, with two the logarithm of the second
 * to the base of the first, as SQL has it.
 */
final class RealFunctions {
    private RealFunctions() {}

    static List<Function> all() {
        return List.of(
                one("EXP", Math::exp),
                logarithm("LN", Math::log),
                logarithm("LOG10", Math::log10),
                logarithm("LOG2", x -> Math.log(x) / Math.log(2)),
                Function.strict(
                        "LOG",
                        1,
                        2,
                        ColumnType.DECIMAL,
                        (a, e) -> a[0] instanceof NumberValue x && (a.length == 1 || a[1] instanceof NumberValue)
                                ? logarithm(x, a.length == 1 ? null : (NumberValue) a[1])
                                : NullValue.NULL),
                one("SIN", Math::sin),
                one("COS", Math::cos),
                one("TAN", Math::tan),
                one("COT", x -> 1 / Math.tan(x)),
                one("ASIN", Math::asin),
                one("ACOS", Math::acos),
                one("ATAN", Math::atan),
                one("SINH", Math::sinh),
                one("COSH", Math::cosh),
                one("TANH", Math::tanh),
                Function.strict(
                        "ATAN2",
                        2,
                        2,
                        ColumnType.DECIMAL,
                        (a, e) -> a[0] instanceof NumberValue y && a[1] instanceof NumberValue x
                                ? approximate(Math.atan2(y.doubleValue(), x.doubleValue()), "ATAN2", y + ", " + x)
                                : NullValue.NULL),
                one("DEGREES", Math::toDegrees),
                one("RADIANS", Math::toRadians),
                one("CBRT", Math::cbrt),
                Function.lenient("PI", 0, 0, ColumnType.DECIMAL, (a, e) -> approximate(Math.PI, "PI", "")),
                Function.lenient(
                        "RAND",
                        0,
                        1,
                        ColumnType.DECIMAL,
                        (a, e) -> approximate(ThreadLocalRandom.current().nextDouble(), "RAND", "")));
    }

    private static Function one(String name, DoubleUnaryOperator body) {
        return Function.strict(
                name,
                1,
                1,
                ColumnType.DECIMAL,
                (a, e) -> a[0] instanceof NumberValue x
                        ? approximate(body.applyAsDouble(x.doubleValue()), name, x)
                        : NullValue.NULL);
    }

    private static Function logarithm(String name, DoubleUnaryOperator body) {
        return Function.strict(
                name,
                1,
                1,
                ColumnType.DECIMAL,
                (a, e) -> a[0] instanceof NumberValue x
                        ? approximate(body.applyAsDouble(positive(x, name)), name, x)
                        : NullValue.NULL);
    }

    private static NumberValue logarithm(NumberValue x, NumberValue y) {
        return y == null
                ? approximate(Math.log(positive(x, "LOG")), "LOG", x)
                : approximate(Math.log(positive(y, "LOG")) / Math.log(positive(x, "LOG")), "LOG", x + ", " + y);
    }

    private static double positive(NumberValue x, String name) {
        if (x.signum() <= 0) {
            throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, name + " of a number that is not positive: " + x);
        }
        return x.doubleValue();
    }

    static NumberValue approximate(double result, String name, Object argument) {
        if (Double.isNaN(result)) {
            throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, name + " is not defined for " + argument);
        }
        if (Double.isInfinite(result)) {
            throw new ItemException(ErrorCode.NUMBER_OVERFLOW, ": " + name + "(" + argument + ")");
        }
        return NumberValue.rounded(BigDecimal.valueOf(result));
    }
}
