package io.itemql.plan.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads intervals out of text as PostgreSQL writes them ({@code 1 year 2 mons 3 days 04:05:06}, {@code 7 days ago}), and
 * out of ISO-8601 ({@code P1Y2M3DT4H}), which is how they are shown.
 */
public final class IntervalText {
    private static final Pattern PART = Pattern.compile(
            "\\s*(?:([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d{1,9})?))?|([+-]?\\d*\\.?\\d+)\\s*([a-z]+))");
    private static final Pattern ISO = Pattern.compile(
            "([+-]?)P((?:[+-]?\\d+[YMWD])*)(T(?:[+-]?\\d+(?:\\.\\d+)?[HMS])+)?", Pattern.CASE_INSENSITIVE);
    private static final String AGO = "ago";

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** Of a fraction of a month, as PostgreSQL counts. */
    private static final long DAYS_OF_MONTH = 30;

    private static final Map<String, Long> SECONDS = Map.ofEntries(
            Map.entry("s", 1L),
            Map.entry("sec", 1L),
            Map.entry("second", 1L),
            Map.entry("m", MINUTE),
            Map.entry("min", MINUTE),
            Map.entry("minute", MINUTE),
            Map.entry("h", HOUR),
            Map.entry("hr", HOUR),
            Map.entry("hour", HOUR),
            Map.entry("d", DAY),
            Map.entry("day", DAY),
            Map.entry("w", 7 * DAY),
            Map.entry("week", 7 * DAY));

    private static final Map<String, Long> MONTHS = Map.of(
            "mon", 1L,
            "month", 1L,
            "y", 12L,
            "yr", 12L,
            "year", 12L,
            "decade", 120L,
            "century", 1200L,
            "millennium", 12_000L);

    private IntervalText() {}

    /**
     * The interval in a text.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_DATETIME}
     */
    public static IntervalValue parse(String text) {
        try {
            String lower = text.strip().toLowerCase(Locale.ROOT);
            Matcher iso = ISO.matcher(lower);
            if (lower.length() > 1 && iso.matches() && Character.isLetterOrDigit(lower.charAt(lower.length() - 1))) {
                return iso(iso);
            }
            boolean ago = lower.endsWith(AGO);
            String parts =
                    ago ? lower.substring(0, lower.length() - AGO.length()).strip() : lower;
            IntervalValue interval = parts(parts, text);
            return ago ? interval.negated() : interval;
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw ItemException.causedBy(e, ErrorCode.INVALID_DATETIME, "'" + text + "'", "valid INTERVAL", FORM);
        }
    }

    private static final String FORM = "a form such as '1 year 2 months', '3 days 04:05:06' or 'P1Y2M3DT4H'";

    private static IntervalValue iso(Matcher iso) {
        Period period = iso.group(2).isEmpty() ? Period.ZERO : Period.parse("P" + iso.group(2));
        Duration duration = iso.group(3) == null ? Duration.ZERO : Duration.parse("P" + iso.group(3));
        IntervalValue interval =
                new IntervalValue(period.toTotalMonths(), duration.plusDays(period.get(ChronoUnit.DAYS)));
        return iso.group(1).equals("-") ? interval.negated() : interval;
    }

    private static IntervalValue parts(String parts, String text) {
        Matcher part = PART.matcher(parts);
        IntervalValue sum = IntervalValue.ofMonths(0);
        int at = 0;
        while (at < parts.length()) {
            part.region(at, parts.length());
            if (!part.lookingAt()) {
                throw wrong(text);
            }
            sum = sum.plus(part.group(2) == null ? counted(part.group(5), part.group(6), text) : clock(part));
            at = part.end();
        }
        if (at == 0) {
            throw wrong(text);
        }
        return sum;
    }

    private static IntervalValue clock(Matcher part) {
        Duration duration = Duration.ofHours(Long.parseLong(part.group(2)))
                .plusMinutes(Long.parseLong(part.group(3)))
                .plus(seconds(new BigDecimal(part.group(4) == null ? "0" : part.group(4))));
        IntervalValue interval = IntervalValue.of(duration);
        return part.group(1).equals("-") ? interval.negated() : interval;
    }

    private static IntervalValue counted(String digits, String unit, String text) {
        BigDecimal count = new BigDecimal(digits);
        String singular = singular(unit);
        Long seconds = SECONDS.get(singular);
        if (seconds != null) {
            return IntervalValue.of(seconds(count.multiply(BigDecimal.valueOf(seconds))));
        }
        Long factor = MONTHS.get(singular);
        if (factor == null) {
            return small(count, singular, text);
        }
        BigDecimal months = count.multiply(BigDecimal.valueOf(factor));
        BigInteger whole = months.toBigInteger();
        BigDecimal days = months.subtract(new BigDecimal(whole)).multiply(BigDecimal.valueOf(DAYS_OF_MONTH));
        return new IntervalValue(whole.longValueExact(), seconds(days.multiply(BigDecimal.valueOf(DAY))));
    }

    private static IntervalValue small(BigDecimal count, String unit, String text) {
        return switch (unit) {
            case "ms", "msec", "millisecond" -> IntervalValue.of(seconds(count.movePointLeft(3)));
            case "us", "usec", "microsecond" -> IntervalValue.of(seconds(count.movePointLeft(6)));
            default -> throw wrong(text);
        };
    }

    private static String singular(String unit) {
        return switch (unit) {
            case "s", "ms", "us" -> unit;
            case "centuries" -> "century";
            case "millennia" -> "millennium";
            default -> unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        };
    }

    /** Seconds to the nanosecond; what is behind that is left off. */
    public static Duration seconds(BigDecimal seconds) {
        BigInteger[] nanos =
                seconds.movePointRight(9).toBigInteger().divideAndRemainder(BigInteger.valueOf(1_000_000_000));
        return Duration.ofSeconds(nanos[0].longValueExact(), nanos[1].longValueExact());
    }

    private static ItemException wrong(String text) {
        return new ItemException(ErrorCode.INVALID_DATETIME, "'" + text + "'", "valid INTERVAL", FORM);
    }
}
