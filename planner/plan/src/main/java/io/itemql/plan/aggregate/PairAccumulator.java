package io.itemql.plan.aggregate;

import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Covariances, correlation and linear regression, of the rows whose two arguments are both numbers: the first is y, the
 * second x, as SQL has it. From exact sums, so that nothing cancels out; rounded once.
 */
final class PairAccumulator implements Accumulator {
    private static final MathContext CONTEXT = new MathContext(2 * NumberValue.DIGITS_MAX, RoundingMode.HALF_EVEN);

    /** What is asked of the pairs. */
    enum Question {
        COUNT,
        COVAR_POP,
        COVAR_SAMP,
        CORR,
        AVGX,
        AVGY,
        SXX,
        SYY,
        SXY,
        SLOPE,
        INTERCEPT,
        R2
    }

    private final Question question;
    private long count;
    private BigDecimal x = BigDecimal.ZERO;
    private BigDecimal y = BigDecimal.ZERO;
    private BigDecimal xx = BigDecimal.ZERO;
    private BigDecimal yy = BigDecimal.ZERO;
    private BigDecimal xy = BigDecimal.ZERO;

    PairAccumulator(Question question) {
        this.question = question;
    }

    @Override
    public long add(Value[] arguments) {
        if (arguments[0] instanceof NumberValue first && arguments[1] instanceof NumberValue second) {
            BigDecimal a = first.toBigDecimal();
            BigDecimal b = second.toBigDecimal();
            count++;
            y = y.add(a);
            x = x.add(b);
            yy = yy.add(a.multiply(a));
            xx = xx.add(b.multiply(b));
            xy = xy.add(a.multiply(b));
        }
        return 0;
    }

    @Override
    public Value result() {
        if (question == Question.COUNT) {
            return NumberValue.of(count);
        }
        if (count == 0 || (question == Question.COVAR_SAMP && count == 1)) {
            return NullValue.NULL;
        }
        BigDecimal n = BigDecimal.valueOf(count);
        // n times the sums of squares and products of the distances to the means.
        BigDecimal sxx = n.multiply(xx).subtract(x.multiply(x));
        BigDecimal syy = n.multiply(yy).subtract(y.multiply(y));
        BigDecimal sxy = n.multiply(xy).subtract(x.multiply(y));
        return switch (question) {
            case COUNT -> NumberValue.of(count);
            case COVAR_POP -> quotient(sxy, n.multiply(n));
            case COVAR_SAMP -> quotient(sxy, n.multiply(BigDecimal.valueOf(count - 1)));
            case CORR ->
                sxx.signum() == 0 || syy.signum() == 0
                        ? NullValue.NULL
                        : quotient(sxy, sxx.multiply(syy).sqrt(CONTEXT));
            case AVGX -> quotient(x, n);
            case AVGY -> quotient(y, n);
            case SXX -> quotient(sxx, n);
            case SYY -> quotient(syy, n);
            case SXY -> quotient(sxy, n);
            case SLOPE -> quotient(sxy, sxx);
            case INTERCEPT -> quotient(y.multiply(sxx).subtract(x.multiply(sxy)), n.multiply(sxx));
            case R2 ->
                syy.signum() == 0 && sxx.signum() != 0
                        ? NumberValue.ONE
                        : quotient(sxy.multiply(sxy), sxx.multiply(syy));
        };
    }

    private static Value quotient(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? NullValue.NULL : NumberValue.rounded(dividend.divide(divisor, CONTEXT));
    }
}
