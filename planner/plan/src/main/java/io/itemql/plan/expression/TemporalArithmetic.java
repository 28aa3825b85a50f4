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
 * timestamp, and a whole number counts days. The difference of two dates or timestamps is an exact duration.
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
                case DIVIDE, REMAINDER -> ofStored(operator, a, b);
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
        if (a instanceof TemporalValue && b instanceof NumberValue) {
            return numberAdded(Arithmetic.Operator.ADD, a, b);
        }
        if (a instanceof NumberValue && b instanceof TemporalValue) {
            return numberAdded(Arithmetic.Operator.ADD, b, a);
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
        if (a instanceof TemporalValue && b instanceof NumberValue) {
            return numberAdded(Arithmetic.Operator.SUBTRACT, a, b);
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
                : ofStored(Arithmetic.Operator.MULTIPLY, a, b);
    }

    /** Numbers that a column declared as a date or timestamp stores can be calculated with where moments cannot. */
    private static Value ofStored(Arithmetic.Operator operator, Value a, Value b) {
        return TemporalValue.asStored(a) instanceof NumberValue x && TemporalValue.asStored(b) instanceof NumberValue y
                ? operator.apply(x, y)
                : NullValue.NULL;
    }

    /** A number is added to what is stored as a number, and to any other date as days. */
    private static Value numberAdded(Arithmetic.Operator operator, Value moment, Value number) {
        if (TemporalValue.asStored(moment) instanceof NumberValue) {
            return ofStored(operator, moment, number);
        }
        if (moment instanceof DateValue date && number instanceof NumberValue days && days.isLong()) {
            long count = days.longValue();
            boolean add = operator == Arithmetic.Operator.ADD;
            return new DateValue(
                    add ? date.value().plusDays(count) : date.value().minusDays(count));
        }
        throw new ItemException(
                ErrorCode.TYPE_MISMATCH,
                "A whole number of days can be added to a date, not " + number + " to " + moment
                        + "; anything else takes an interval, such as INTERVAL '1' DAY");
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
