package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TemporalValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Arithmetic with dates, times and intervals. Adding months keeps the day of the month where the target month has it,
 * else takes that month's last day. A date plus an interval of whole days stays a date; with hours or less it becomes a
 * timestamp. The difference of two dates or timestamps is an exact duration.
 */
final class TemporalArithmetic {
    private TemporalArithmetic() {}

    /** The outcome; NULL where the operator is not defined for the two. */
    static Value apply(Arithmetic.Operator operator, Value a, Value b) {
        try {
            return switch (operator) {
                case ADD -> add(a, b);
                case SUBTRACT -> subtract(a, b);
                case MULTIPLY -> multiply(a, b);
                case DIVIDE, REMAINDER -> NullValue.NULL;
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw ItemException.causedBy(
                    e,
                    ErrorCode.INVALID_DATETIME,
                    a + " " + operator + " " + b,
                    "date",
                    "a result within the calendar");
        }
    }

    private static Value add(Value a, Value b) {
        if (a instanceof IntervalValue x && b instanceof IntervalValue y) {
            return x.plus(y);
        }
        if (a instanceof TemporalValue moment && b instanceof IntervalValue interval) {
            return shifted(moment, interval);
        }
        return a instanceof IntervalValue interval && b instanceof TemporalValue moment
                ? shifted(moment, interval)
                : NullValue.NULL;
    }

    private static Value subtract(Value a, Value b) {
        if (b instanceof IntervalValue interval) {
            return add(a, interval.negated());
        }
        if (a instanceof TimeValue x && b instanceof TimeValue y) {
            return IntervalValue.of(Duration.between(y.value(), x.value()));
        }
        boolean moments = a instanceof TemporalValue && b instanceof TemporalValue;
        if (!moments || a instanceof TimeValue || b instanceof TimeValue) {
            return NullValue.NULL;
        }
        return IntervalValue.of(Duration.between(TimestampValue.momentOf(b), TimestampValue.momentOf(a)));
    }

    private static Value multiply(Value a, Value b) {
        if (a instanceof IntervalValue interval && b instanceof NumberValue factor && factor.isLong()) {
            return interval.times(factor.longValue());
        }
        return a instanceof NumberValue factor && factor.isLong() && b instanceof IntervalValue interval
                ? interval.times(factor.longValue())
                : NullValue.NULL;
    }

    private static Value shifted(TemporalValue moment, IntervalValue interval) {
        Duration duration = interval.duration();
        if (moment instanceof TimeValue time) {
            return interval.months() == 0 ? new TimeValue(time.value().plus(duration)) : NullValue.NULL;
        }
        boolean wholeDays = duration.equals(Duration.ofDays(duration.toDays()));
        if (moment instanceof DateValue date && wholeDays) {
            LocalDate later = date.value().plusMonths(interval.months());
            return new DateValue(later.plusDays(duration.toDays()));
        }
        return new TimestampValue(
                TimestampValue.momentOf(moment).plusMonths(interval.months()).plus(duration));
    }
}
