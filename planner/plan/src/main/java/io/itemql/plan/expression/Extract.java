package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.Conversion;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.IsoText;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;

/**
 * {@code EXTRACT(part FROM operand)} of a date, time, timestamp, interval or a text that is a moment; NULL for everything
 * else, and for a date's part of a time. What an interval has not, such as a week, is an error.
 */
public record Extract(Part part, Expression operand) implements Unary {
    /** What can be extracted; weeks are ISO-8601's, SECOND has its fraction, DOW counts from 0 for Sunday. */
    public enum Part {
        MILLENNIUM,
        CENTURY,
        DECADE,
        YEAR,
        ISOYEAR,
        QUARTER,
        MONTH,
        WEEK,
        DAY,
        DOW,
        ISODOW,
        DOY,
        HOUR,
        MINUTE,
        SECOND,
        MILLISECOND,
        MICROSECOND,
        EPOCH;

        /** True if what is extracted may have a fraction; everything else is a whole number. */
        public boolean mayHaveFraction() {
            return switch (this) {
                case SECOND, MILLISECOND, MICROSECOND, EPOCH -> true;
                default -> false;
            };
        }
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = operand.evaluate(row, evaluation);
        if (value == null) {
            return null;
        }
        if (value instanceof StringValue text) {
            value = parsed(text.value(), evaluation.zone());
        }
        if (value instanceof DateValue date) {
            return ofMoment(date.value().atStartOfDay(), evaluation.zone());
        }
        if (value instanceof TimestampValue timestamp) {
            return ofMoment(timestamp.value(), evaluation.zone());
        }
        if (value instanceof IntervalValue interval) {
            return ofInterval(interval);
        }
        return value instanceof TimeValue time ? ofTime(time.value()) : NullValue.NULL;
    }

    private static Value parsed(String text, ZoneId zone) {
        Value timestamp = IsoText.timestamp(text, zone).orElse(null);
        return timestamp != null ? timestamp : IsoText.time(text, zone).orElse(null);
    }

    private Value ofMoment(LocalDateTime moment, ZoneId zone) {
        return switch (part) {
            case MILLENNIUM -> NumberValue.of(Math.floorDiv(moment.getYear() - 1, 1000) + 1L);
            case CENTURY -> NumberValue.of(Math.floorDiv(moment.getYear() - 1, 100) + 1L);
            case DECADE -> NumberValue.of(Math.floorDiv(moment.getYear(), 10));
            case ISOYEAR -> NumberValue.of(moment.get(IsoFields.WEEK_BASED_YEAR));
            case YEAR -> NumberValue.of(moment.getYear());
            case QUARTER -> NumberValue.of(moment.get(IsoFields.QUARTER_OF_YEAR));
            case MONTH -> NumberValue.of(moment.getMonthValue());
            case WEEK -> NumberValue.of(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case DAY -> NumberValue.of(moment.getDayOfMonth());
            case DOW -> NumberValue.of(moment.get(ChronoField.DAY_OF_WEEK) % 7);
            case ISODOW -> NumberValue.of(moment.get(ChronoField.DAY_OF_WEEK));
            case DOY -> NumberValue.of(moment.getDayOfYear());
            case EPOCH -> Conversion.toEpochSeconds(new TimestampValue(moment), zone);
            case HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND -> ofTime(moment.toLocalTime());
        };
    }

    private Value ofTime(LocalTime time) {
        return switch (part) {
            case HOUR -> NumberValue.of(time.getHour());
            case MINUTE -> NumberValue.of(time.getMinute());
            case SECOND -> seconds(time, 9);
            case MILLISECOND -> seconds(time, 6);
            case MICROSECOND -> seconds(time, 3);
            case MILLENNIUM, CENTURY, DECADE, YEAR, ISOYEAR, QUARTER, MONTH, WEEK, DAY, DOW, ISODOW, DOY, EPOCH ->
                NullValue.NULL;
        };
    }

    /** As in PostgreSQL, whose EPOCH counts a year as 365.25 days and a month as 30. */
    private Value ofInterval(IntervalValue interval) {
        long years = interval.months() / 12;
        long months = interval.months() % 12;
        BigDecimal time = BigDecimal.valueOf(interval.duration().toSeconds())
                .add(BigDecimal.valueOf(interval.duration().toNanosPart(), 9));
        BigDecimal second = time.remainder(BigDecimal.valueOf(60));
        // Parts of an interval that goes back are negative, each rounded towards zero.
        long minutes = time.subtract(second).longValue() / 60;
        return switch (part) {
            case MILLENNIUM -> NumberValue.of(years / 1000);
            case CENTURY -> NumberValue.of(years / 100);
            case DECADE -> NumberValue.of(years / 10);
            case YEAR -> NumberValue.of(years);
            case QUARTER -> NumberValue.of(months / 3 + 1);
            case MONTH -> NumberValue.of(months);
            case DAY -> NumberValue.of(minutes / (24 * 60));
            case HOUR -> NumberValue.of(minutes / 60 % 24);
            case MINUTE -> NumberValue.of(minutes % 60);
            case SECOND -> NumberValue.of(second);
            case MILLISECOND -> NumberValue.of(second.movePointRight(3));
            case MICROSECOND -> NumberValue.of(second.movePointRight(6));
            case EPOCH ->
                NumberValue.of(time.add(BigDecimal.valueOf(years).multiply(BigDecimal.valueOf(31_557_600)))
                        .add(BigDecimal.valueOf(months).multiply(BigDecimal.valueOf(2_592_000))));
            case ISOYEAR, WEEK, DOW, ISODOW, DOY ->
                throw new ItemException(
                        ErrorCode.FUNCTION_ARGUMENT, "An interval such as " + interval + " has no " + part);
        };
    }

    /** The seconds of the minute, as a number with so many of the nanoseconds' nine digits behind the point. */
    private static NumberValue seconds(LocalTime time, int scale) {
        long nanos = time.getSecond() * 1_000_000_000L + time.getNano();
        return NumberValue.of(BigDecimal.valueOf(nanos, scale));
    }

    @Override
    public Expression over(Expression other) {
        return new Extract(part, other);
    }

    @Override
    public String toString() {
        return "EXTRACT(" + part + " FROM " + operand + ")";
    }
}
