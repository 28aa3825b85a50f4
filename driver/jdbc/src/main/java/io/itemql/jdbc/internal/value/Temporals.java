package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.Conversion;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.IsoText;
import io.itemql.plan.value.TemporalValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.table.ColumnType;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * Dates and times of values. Text is ISO-8601; one with an offset is shown in the given zone, one without is taken as
 * it stands. A number is the days since 1970-01-01 where a date is asked for, and where a timestamp is, the seconds or
 * milliseconds since then that CAST takes it for, see {@link Conversion}.
 */
public final class Temporals {
    private static final String DAYS = "days since 1970-01-01, within the years 0001 to 9999";
    private static final String SECONDS = "seconds or milliseconds since 1970-01-01, within the years 0001 to 9999";

    private Temporals() {}

    /**
     * A number of a column as the moment that it is by the type of its column: days in a DATE, seconds or milliseconds in
     * a TIMESTAMP, whatever the program asks for. Any other value is itself.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_DATETIME} for a number that is no such moment
     */
    public static Value declared(Value value, JdbcType type, ZoneId zone) {
        if (!(value instanceof NumberValue)) {
            return value;
        }
        return switch (type) {
            case DATE -> moment(value, ColumnType.DATE, zone, DAYS);
            case TIMESTAMP -> moment(value, ColumnType.TIMESTAMP, zone, SECONDS);
            default -> value;
        };
    }

    private static Value moment(Value number, ColumnType type, ZoneId zone, String expected) {
        Value moment = Conversion.declared(number, type, zone);
        if (moment instanceof TemporalValue) {
            return moment;
        }
        throw new ItemException(ErrorCode.INVALID_DATETIME, number, type, expected);
    }

    /** The date in a value. */
    public static LocalDate toDate(Value value, ZoneId zone, String column) {
        if (value instanceof DateValue date) {
            return date.value();
        }
        if (value instanceof TimestampValue timestamp) {
            return timestamp.value().toLocalDate();
        }
        if (value instanceof StringValue text) {
            return required(IsoText.date(text.value(), zone), text, "DATE", "YYYY-MM-DD")
                    .value();
        }
        if (value instanceof NumberValue number) {
            if (Conversion.declared(number, ColumnType.DATE, zone) instanceof DateValue date) {
                return date.value();
            }
            throw new ItemException(ErrorCode.INVALID_DATETIME, number, "DATE", DAYS);
        }
        throw Conversions.unsupported(value, "DATE", column);
    }

    /** The time of day in a value. */
    public static LocalTime toTime(Value value, ZoneId zone, String column) {
        if (value instanceof TimeValue time) {
            return time.value();
        }
        if (value instanceof TimestampValue timestamp) {
            return timestamp.value().toLocalTime();
        }
        if (value instanceof StringValue text) {
            return required(IsoText.time(text.value(), zone), text, "TIME", "HH:MM:SS")
                    .value();
        }
        throw Conversions.unsupported(value, "TIME", column);
    }

    /** The timestamp in a value. */
    public static LocalDateTime toTimestamp(Value value, ZoneId zone, String column) {
        if (value instanceof TimestampValue timestamp) {
            return timestamp.value();
        }
        if (value instanceof DateValue date) {
            return date.value().atStartOfDay();
        }
        if (value instanceof StringValue text) {
            return required(IsoText.timestamp(text.value(), zone), text, "TIMESTAMP", "YYYY-MM-DDTHH:MM:SS")
                    .value();
        }
        if (value instanceof NumberValue number) {
            return Conversion.timestamp(number, zone)
                    .orElseThrow(() -> new ItemException(ErrorCode.INVALID_DATETIME, number, "TIMESTAMP", SECONDS))
                    .value();
        }
        throw Conversions.unsupported(value, "TIMESTAMP", column);
    }

    /** What {@code getObject} gives for a column declared with a date or time type; what does not parse stays text. */
    static Object toObject(Value value, JdbcType type, String column) {
        ZoneId zone = TimestampValue.ZONE;
        if (value instanceof StringValue text && !parses(text.value(), type, zone)) {
            return text.value();
        }
        if (!(value instanceof StringValue || value instanceof NumberValue || value instanceof TemporalValue)
                || (value instanceof NumberValue && type == JdbcType.TIME)) {
            return Conversions.natural(value);
        }
        return switch (type) {
            case DATE -> Date.valueOf(toDate(value, zone, column));
            case TIME -> sqlTime(toTime(value, zone, column));
            default -> Timestamp.valueOf(toTimestamp(value, zone, column));
        };
    }

    /** A computed date or time as the class of java.sql. */
    static Object toSql(TemporalValue value) {
        if (value instanceof DateValue date) {
            return Date.valueOf(date.value());
        }
        if (value instanceof TimeValue time) {
            return sqlTime(time.value());
        }
        if (value instanceof TimestampValue timestamp) {
            return Timestamp.valueOf(timestamp.value());
        }
        return value.toString();
    }

    /** With the milliseconds, which {@link Time#valueOf(LocalTime)} drops. */
    public static Time sqlTime(LocalTime time) {
        long second = Time.valueOf(time).getTime();
        return new Time(second + time.get(ChronoField.MILLI_OF_SECOND));
    }

    /** The time of day of a {@link Time}, with its milliseconds. */
    static LocalTime localTime(Time time) {
        return time.toLocalTime().plusNanos(Math.floorMod(time.getTime(), 1000L) * 1_000_000L);
    }

    private static boolean parses(String text, JdbcType type, ZoneId zone) {
        return switch (type) {
            case DATE -> IsoText.date(text, zone).isPresent();
            case TIME -> IsoText.time(text, zone).isPresent();
            default -> IsoText.timestamp(text, zone).isPresent();
        };
    }

    private static <T> T required(Optional<T> parsed, StringValue text, String type, String form) {
        return parsed.orElseThrow(() -> new ItemException(ErrorCode.INVALID_DATETIME, text, type, form));
    }
}
