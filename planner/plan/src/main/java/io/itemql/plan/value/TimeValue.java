package io.itemql.plan.value;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Objects;

/** A time of day without a zone, to the nanosecond. */
public record TimeValue(LocalTime value) implements TemporalValue {
    /** Seconds always, a fraction only where there is one. */
    static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    public TimeValue {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return FORMAT.format(value);
    }
}
