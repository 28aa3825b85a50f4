package io.itemql.plan.value;

import io.itemql.item.AttributeValue;
import io.itemql.item.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A date and a time of day without a zone, to the nanosecond. Texts with an offset and instants become one in the zone
 * of the session. Its date is of {@link Years}; another one is a {@link java.time.DateTimeException}.
 */
public record TimestampValue(LocalDateTime value, AttributeValue stored) implements TemporalValue {
    /**
     * The zone of date-times that name none, and of the clock that instants are shown by. One zone for all machines: a
     * store answers the same wherever it is opened, and two instants never become one text.
     */
    public static final ZoneId ZONE = ZoneOffset.UTC;

    public TimestampValue {
        Years.checked(value);
    }

    /** A computed one. */
    public TimestampValue(LocalDateTime value) {
        this(value, null);
    }

    @Override
    public TimestampValue readFrom(AttributeValue attribute) {
        return new TimestampValue(value, attribute);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimestampValue that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** What clocks in a zone show at an instant. */
    public static TimestampValue of(Instant instant, ZoneId zone) {
        return new TimestampValue(LocalDateTime.ofInstant(instant, zone));
    }

    /** What a date or a timestamp compares as: a date is its midnight. */
    public static LocalDateTime momentOf(Value dateOrTimestamp) {
        return dateOrTimestamp instanceof DateValue date
                ? date.value().atStartOfDay()
                : ((TimestampValue) dateOrTimestamp).value();
    }

    /** ISO-8601 with {@code T}, seconds always, a fraction only where there is one. */
    @Override
    public String toString() {
        return value.toLocalDate() + "T" + TimeValue.FORMAT.format(value);
    }
}
