package io.itemql.jdbc.internal.value;

import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.Conversion;
import io.itemql.plan.value.IsoText;
import io.itemql.plan.value.TimestampValue;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Optional;

/**
 * Moments of java.sql and the fields that a user's {@link Calendar} shows for them. The fields are asked of the calendar
 * itself: the zones of java.time know other offsets before 1900, and the calendar of ISO 8601 other days before 1582, so
 * that a date would be stored as its neighbour.
 */
public final class CalendarFields {
    private static final String GREGORIAN = "gregory";
    private static final int YEAR_BEFORE_FIRST = 1;

    private CalendarFields() {}

    /** A copy that may be moved; one that counts other years is replaced, since items store those of ISO 8601. */
    private static Calendar copyOf(Calendar calendar) {
        if (!calendar.getCalendarType().equals(GREGORIAN)) {
            return new GregorianCalendar(calendar.getTimeZone());
        }
        Calendar copy = (Calendar) calendar.clone();
        copy.setLenient(true);
        return copy;
    }

    /**
     * What the calendar shows at a moment, to the millisecond.
     *
     * @throws DateTimeException if ISO 8601 has no such day
     */
    public static LocalDateTime shown(long millis, Calendar calendar) {
        Calendar copy = copyOf(calendar);
        copy.setTimeInMillis(millis);
        int year = copy.get(Calendar.YEAR);
        return LocalDateTime.of(
                copy.get(Calendar.ERA) == GregorianCalendar.BC ? YEAR_BEFORE_FIRST - year : year,
                copy.get(Calendar.MONTH) + 1,
                copy.get(Calendar.DAY_OF_MONTH),
                copy.get(Calendar.HOUR_OF_DAY),
                copy.get(Calendar.MINUTE),
                copy.get(Calendar.SECOND),
                (int) (copy.get(Calendar.MILLISECOND)
                        * ChronoUnit.MILLIS.getDuration().toNanos()));
    }

    /** The moment at which the calendar shows these fields, to the millisecond; the reverse of {@link #shown}. */
    private static long moment(LocalDateTime fields, Calendar calendar) {
        Calendar copy = copyOf(calendar);
        copy.clear();
        copy.set(
                fields.getYear(),
                fields.getMonthValue() - 1,
                fields.getDayOfMonth(),
                fields.getHour(),
                fields.getMinute(),
                fields.getSecond());
        copy.set(Calendar.MILLISECOND, fields.get(ChronoField.MILLI_OF_SECOND));
        return copy.getTimeInMillis();
    }

    /**
     * The zone for a value that is a moment on its own, being a number or a text with an offset: the offset that the
     * calendar has then.
     */
    private static ZoneId zoneOf(Value value, Calendar calendar) {
        Optional<TimestampValue> utc = atUtc(value, ZoneOffset.UTC);
        return utc.isEmpty() ? ZoneOffset.UTC : offsetAt(utc.get().value(), calendar);
    }

    /** What a number or a text is as a timestamp. */
    private static Optional<TimestampValue> atUtc(Value value, ZoneId zoneOfFields) {
        if (value instanceof StringValue text) {
            return IsoText.timestamp(text.value(), zoneOfFields);
        }
        return value instanceof NumberValue number ? Conversion.timestamp(number, zoneOfFields) : Optional.empty();
    }

    /**
     * The moment that a number or a text with an offset is, whatever calendar is asked: its fields alone would not tell the
     * two hours apart that clocks show twice in autumn. Empty if the value is fields only, which every zone reads alike.
     */
    private static Optional<LocalDateTime> moment(Value value) {
        Optional<LocalDateTime> utc = atUtc(value, ZoneOffset.UTC).map(TimestampValue::value);
        return atUtc(value, ZoneOffset.ofHours(1)).map(TimestampValue::value).equals(utc) ? Optional.empty() : utc;
    }

    private static ZoneOffset offsetAt(LocalDateTime utc, Calendar calendar) {
        long millis = utc.toInstant(ZoneOffset.UTC).toEpochMilli();
        long offset = calendar.getTimeZone().getOffset(millis);
        return ZoneOffset.ofTotalSeconds(
                (int) Math.floorDiv(offset, ChronoUnit.SECONDS.getDuration().toMillis()));
    }

    /** The timestamp in a value of a column, as {@link Temporals#toTimestamp} says. */
    public static Timestamp timestamp(Value value, JdbcType type, Calendar calendar, String column) {
        Optional<LocalDateTime> moment = type == JdbcType.DATE ? Optional.empty() : moment(value);
        if (moment.isPresent()) {
            return Timestamp.from(moment.get().toInstant(ZoneOffset.UTC));
        }
        ZoneId zone = zoneOf(value, calendar);
        LocalDateTime fields = Temporals.toTimestamp(Temporals.declared(value, type, zone), zone, column);
        Timestamp timestamp = new Timestamp(moment(fields, calendar));
        timestamp.setNanos(fields.get(ChronoField.NANO_OF_SECOND));
        return timestamp;
    }

    /** The date in a value of a column, as {@link Temporals#toDate} says: its midnight by the calendar. */
    public static Date date(Value value, JdbcType type, Calendar calendar, String column) {
        ZoneId zone = zoneOf(value, calendar);
        LocalDate date = Temporals.toDate(Temporals.declared(value, type, zone), zone, column);
        return new Date(moment(date.atStartOfDay(), calendar));
    }

    /** The time in a value of a column, as {@link Temporals#toTime} says: that of 1970-01-01 by the calendar. */
    public static Time time(Value value, JdbcType type, Calendar calendar, String column) {
        ZoneId zone = zoneOf(value, calendar);
        LocalTime time = Temporals.toTime(Temporals.declared(value, type, zone), zone, column);
        return new Time(moment(LocalDate.EPOCH.atTime(time), calendar));
    }
}
