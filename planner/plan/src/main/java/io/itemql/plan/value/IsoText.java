package io.itemql.plan.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads dates and times out of ISO-8601 text. A blank may stand for the {@code T} between date and time, as SQL writes
 * it; an offset ({@code Z}, {@code +02:00}) is carried over into the session's zone; a date alone is its midnight where
 * a timestamp is wanted.
 */
public final class IsoText {
    private static final int DATE_LENGTH = 10;

    private IsoText() {}

    /** The date in a text: of a date, or of a timestamp. */
    public static Optional<DateValue> date(String text, ZoneId zone) {
        String trimmed = text.trim();
        if (trimmed.length() > DATE_LENGTH) {
            return timestamp(trimmed, zone)
                    .map(timestamp -> new DateValue(timestamp.value().toLocalDate()));
        }
        return looksLikeDate(trimmed) ? parsedDate(trimmed).map(DateValue::new) : Optional.empty();
    }

    /** The time in a text: of a time, or of a timestamp. */
    public static Optional<TimeValue> time(String text, ZoneId zone) {
        String trimmed = text.trim();
        if (looksLikeDate(trimmed)) {
            return timestamp(trimmed, zone)
                    .map(timestamp -> new TimeValue(timestamp.value().toLocalTime()));
        }
        if (trimmed.length() < 5 || trimmed.charAt(2) != ':') {
            return Optional.empty();
        }
        try {
            return Optional.of(new TimeValue(LocalTime.parse(trimmed)));
        } catch (DateTimeException e) {
            // Not a time: the answer, not a fault.
            return Optional.empty();
        }
    }

    /** The timestamp in a text: of a timestamp, or midnight of a date. */
    public static Optional<TimestampValue> timestamp(String text, ZoneId zone) {
        String trimmed = text.trim();
        if (!looksLikeDate(trimmed)) {
            return Optional.empty();
        }
        if (trimmed.length() == DATE_LENGTH) {
            return parsedDate(trimmed).map(date -> new TimestampValue(date.atStartOfDay()));
        }
        if (trimmed.charAt(DATE_LENGTH) != 'T' && trimmed.charAt(DATE_LENGTH) != ' ') {
            return Optional.empty();
        }
        String iso = trimmed.substring(0, DATE_LENGTH) + 'T' + trimmed.substring(DATE_LENGTH + 1);
        try {
            return Optional.of(new TimestampValue(
                    hasOffset(iso)
                            ? OffsetDateTime.parse(iso).atZoneSameInstant(zone).toLocalDateTime()
                            : LocalDateTime.parse(iso)));
        } catch (DateTimeException e) {
            // Not a timestamp: the answer, not a fault.
            return Optional.empty();
        }
    }

    /** The date in a text that {@linkplain #looksLikeDate looks like one}; the general parser takes ten times as long. */
    private static Optional<LocalDate> parsedDate(String text) {
        try {
            LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE_LENGTH));
            return Optional.of(date).filter(Years::have);
        } catch (DateTimeException e) {
            // Not a date: the answer, not a fault.
            return Optional.empty();
        }
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > DATE_LENGTH;
    }

    /** Cheap refusal of most texts, since exceptions of the parsers cost more than a comparison may. */
    private static boolean looksLikeDate(String text) {
        if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        for (int i = 0; i < DATE_LENGTH; i++) {
            char c = text.charAt(i);
            if (i != 4 && i != 7 && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
