package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.value.TimestampValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A template of TO_CHAR, TO_DATE and TO_TIMESTAMP in the words that PostgreSQL and Oracle share: {@code YYYY-MM-DD
 * HH24:MI:SS}. Letters outside of these words stand in double quotes. Names are English. Immutable.
 */
final class DateTemplate {
    private static final int CENTURY = 100;
    /** Two digits of a year from here on are of the last century. */
    private static final int PIVOT = 70;

    /** The words, a longer one before its beginnings. */
    private enum Word {
        YYYY,
        YY,
        MONTH,
        MON,
        MM,
        DDD,
        DAY,
        DY,
        DD,
        D,
        HH24,
        HH12,
        HH,
        MI,
        MS,
        US,
        SSSSS,
        SS,
        AM,
        PM,
        Q,
        IYYY,
        IW,
        FM
    }

    /** A word as it was spelled, or text between words. */
    private record Part(Word word, String text) {}

    private final String template;
    private final List<Part> parts = new ArrayList<>();
    private boolean padded = true;

    DateTemplate(String template) {
        this.template = template;
        int at = 0;
        while (at < template.length()) {
            at = read(at);
        }
    }

    private int read(int at) {
        if (template.charAt(at) == '"') {
            int close = template.indexOf('"', at + 1);
            if (close < 0) {
                throw new ItemException(
                        ErrorCode.FUNCTION_ARGUMENT, "A double quote of the template '" + template + "' is not closed");
            }
            parts.add(new Part(null, template.substring(at + 1, close)));
            return close + 1;
        }
        for (Word word : Word.values()) {
            int end = at + word.name().length();
            if (template.regionMatches(true, at, word.name(), 0, word.name().length())) {
                if (word == Word.FM) {
                    padded = false;
                } else {
                    parts.add(new Part(word, template.substring(at, end)));
                }
                return end;
            }
        }
        char c = template.charAt(at);
        if (Character.isLetter(c)) {
            throw new ItemException(
                    ErrorCode.FUNCTION_ARGUMENT,
                    "'" + template.substring(at) + "' of the template '" + template
                            + "' begins with no word of a date; write letters in double quotes");
        }
        parts.add(new Part(null, String.valueOf(c)));
        return at + 1;
    }

    /** The text of a moment. */
    String format(LocalDateTime moment) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.word() == null ? part.text() : text(part, moment));
        }
        return text.toString();
    }

    private String text(Part part, LocalDateTime moment) {
        int hour12 = moment.getHour() % 12 == 0 ? 12 : moment.getHour() % 12;
        return switch (part.word()) {
            case YYYY -> digits(moment.getYear(), 4);
            case IYYY -> digits(moment.get(IsoFields.WEEK_BASED_YEAR), 4);
            case YY -> digits(moment.getYear() % CENTURY, 2);
            case MONTH -> spelled(moment.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), part, 9);
            case MON -> spelled(moment.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), part, 3);
            case MM -> digits(moment.getMonthValue(), 2);
            case DDD -> digits(moment.getDayOfYear(), 3);
            case DAY -> spelled(moment.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), part, 9);
            case DY -> spelled(moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), part, 3);
            case DD -> digits(moment.getDayOfMonth(), 2);
            case D -> digits(moment.get(ChronoField.DAY_OF_WEEK) % 7 + 1, 1);
            case HH24 -> digits(moment.getHour(), 2);
            case HH12, HH -> digits(hour12, 2);
            case MI -> digits(moment.getMinute(), 2);
            case SS -> digits(moment.getSecond(), 2);
            case MS -> digits(moment.getNano() / 1_000_000, 3);
            case US -> digits(moment.getNano() / 1_000, 6);
            case SSSSS -> digits(moment.toLocalTime().toSecondOfDay(), 1);
            case AM, PM -> spelled(moment.getHour() < 12 ? "AM" : "PM", part, 2);
            case Q -> digits(moment.get(IsoFields.QUARTER_OF_YEAR), 1);
            case IW -> digits(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case FM -> "";
        };
    }

    private String digits(int number, int width) {
        return padded ? String.format(Locale.ROOT, "%0" + width + "d", number) : Integer.toString(number);
    }

    /** A name in the letters of the template: MONTH, Month, month. */
    private String spelled(String name, Part part, int width) {
        String text = part.text();
        String spelled = name;
        if (text.equals(text.toUpperCase(Locale.ROOT))) {
            spelled = name.toUpperCase(Locale.ROOT);
        } else if (text.equals(text.toLowerCase(Locale.ROOT))) {
            spelled = name.toLowerCase(Locale.ROOT);
        }
        return padded ? String.format(Locale.ROOT, "%-" + width + "s", spelled) : spelled;
    }

    /** The moment that a text names; the first day and midnight for what it does not say. */
    LocalDateTime parse(String text) {
        Reading reading = new Reading(text);
        for (Part part : parts) {
            reading.read(part);
        }
        return reading.moment();
    }

    /** Reads one text. */
    private final class Reading {
        private final String text;
        private int at;
        private int year = 1;
        private int month = 1;
        private int day = 1;
        private int dayOfYear;
        private int hour;
        private int minute;
        private int second;
        private int nano;
        private Boolean afternoon;

        Reading(String text) {
            this.text = text;
        }

        void read(Part part) {
            if (part.word() == null) {
                separator(part.text());
                return;
            }
            switch (part.word()) {
                case YYYY, IYYY -> year = number(4);
                case YY -> {
                    int digits = number(2);
                    year = digits + (digits < PIVOT ? 20 : 19) * CENTURY;
                }
                case MONTH -> month = name(TextStyle.FULL);
                case MON -> month = name(TextStyle.SHORT);
                case MM -> month = number(2);
                case DD -> day = number(2);
                case DDD -> dayOfYear = number(3);
                case HH24, HH12, HH -> hour = number(2);
                case MI -> minute = number(2);
                case SS -> second = number(2);
                case MS -> nano = fraction(3);
                case US -> nano = fraction(6);
                case AM, PM -> afternoon = half();
                case DAY, DY, D, SSSSS, Q, IW, FM ->
                    throw new ItemException(
                            ErrorCode.FUNCTION_ARGUMENT,
                            part.text() + " of the template '" + template + "' can be written and not be read");
            }
        }

        /** Any sign that is no letter and no digit stands for any other. */
        private void separator(String expected) {
            for (int i = 0; i < expected.length(); i++) {
                boolean same = at < text.length()
                        && (text.charAt(at) == expected.charAt(i)
                                || (!Character.isLetterOrDigit(text.charAt(at))
                                        && !Character.isLetterOrDigit(expected.charAt(i))));
                if (!same) {
                    throw wrong();
                }
                at++;
            }
        }

        private int number(int digits) {
            int start = at;
            while (at < text.length() && at - start < digits && Character.isDigit(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw wrong();
            }
            return Integer.parseInt(text.substring(start, at));
        }

        private int fraction(int digits) {
            int start = at;
            int value = number(digits);
            for (int i = at - start; i < 9; i++) {
                value *= 10;
            }
            return value;
        }

        private int name(TextStyle style) {
            for (Month candidate : Month.values()) {
                String name = candidate.getDisplayName(style, Locale.ENGLISH);
                if (text.regionMatches(true, at, name, 0, name.length())) {
                    at += name.length();
                    while (style == TextStyle.FULL && at < text.length() && text.charAt(at) == ' ') {
                        at++;
                    }
                    return candidate.getValue();
                }
            }
            throw wrong();
        }

        private boolean half() {
            boolean pm = text.regionMatches(true, at, "PM", 0, 2);
            if (!pm && !text.regionMatches(true, at, "AM", 0, 2)) {
                throw wrong();
            }
            at += 2;
            return pm;
        }

        LocalDateTime moment() {
            if (at < text.length()) {
                throw wrong();
            }
            int hours = afternoon == null ? hour : hour % 12 + (afternoon ? 12 : 0);
            try {
                LocalDate date = dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
                return new TimestampValue(date.atTime(LocalTime.of(hours, minute, second, nano))).value();
            } catch (DateTimeException e) {
                throw ItemException.causedBy(e, ErrorCode.INVALID_DATETIME, "'" + text + "'", "date", template);
            }
        }

        private ItemException wrong() {
            return new ItemException(ErrorCode.INVALID_DATETIME, "'" + text + "'", "date", template);
        }
    }
}
