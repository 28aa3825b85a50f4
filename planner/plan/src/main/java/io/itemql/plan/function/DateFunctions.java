package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Extract;
import io.itemql.plan.expression.Function;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.Conversion;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions of dates and timestamps; a text that is one counts as one. */
final class DateFunctions {
    private static final CastType TIMESTAMP = CastType.of(CastType.Kind.TIMESTAMP);
    private static final CastType DATE = CastType.of(CastType.Kind.DATE);

    private DateFunctions() {}

    static List<Function> all() {
        List<Function> functions = new ArrayList<>();
        for (Extract.Part part : Extract.Part.values()) {
            if (part != Extract.Part.EPOCH && part != Extract.Part.DOW && part != Extract.Part.ISODOW) {
                functions.add(
                        Function.strict(part.name(), 1, 1, ColumnType.BIGINT, (a, e) -> extracted(part, a[0], e)));
            }
        }
        // Sunday is 1, as in ODBC.
        functions.add(Function.strict(
                "DAYOFWEEK",
                1,
                1,
                ColumnType.BIGINT,
                (a, e) -> extracted(Extract.Part.DOW, a[0], e) instanceof NumberValue day
                        ? day.add(NumberValue.ONE)
                        : NullValue.NULL));
        functions.add(Function.strict(
                "DATE_TRUNC", 2, 2, ColumnType.TIMESTAMP, (a, e) -> truncated(TextFunctions.string(a[0]), a[1], e)));
        functions.add(Function.strict(
                "DATE_PART", 2, 2, ColumnType.DECIMAL, (a, e) -> extracted(part(TextFunctions.string(a[0])), a[1], e)));
        functions.add(Function.strict(
                "TO_EPOCH", 1, 1, ColumnType.DECIMAL, (a, e) -> extracted(Extract.Part.EPOCH, a[0], e)));
        functions.add(Function.strict(
                "LAST_DAY",
                1,
                1,
                ColumnType.DATE,
                (a, e) -> Conversion.tryCast(a[0], DATE, e.zone()) instanceof DateValue date
                        ? new DateValue(date.value().with(TemporalAdjusters.lastDayOfMonth()))
                        : NullValue.NULL));
        addMade(functions);
        functions.add(Function.strict("NOW", 0, 0, ColumnType.TIMESTAMP, (a, e) -> now(e)));
        functions.add(Function.strict(
                "CURDATE",
                0,
                0,
                ColumnType.DATE,
                (a, e) -> new DateValue(now(e).value().toLocalDate())));
        functions.add(Function.strict(
                "CURTIME",
                0,
                0,
                ColumnType.TIME,
                (a, e) -> new TimeValue(now(e).value().toLocalTime())));
        functions.add(Function.strict(
                "TIMESTAMPADD", 3, 3, ColumnType.TIMESTAMP, (a, e) -> added(unit(a[0]), a[1], a[2], e)));
        functions.add(Function.strict(
                "TIMESTAMPDIFF", 3, 3, ColumnType.BIGINT, (a, e) -> between(unit(a[0]), a[1], a[2], e)));
        functions.add(Function.strict(
                "DATEDIFF", 2, 2, ColumnType.BIGINT, (a, e) -> between(ChronoUnit.DAYS, a[1], a[0], e)));
        return functions.stream().map(Function::ofMoments).toList();
    }

    /** Names, and dates out of parts. */
    private static void addMade(List<Function> functions) {
        functions.add(Function.strict("DAYNAME", 1, 1, ColumnType.VARCHAR, (a, e) -> named(a[0], "FMDay", e)));
        functions.add(Function.strict("MONTHNAME", 1, 1, ColumnType.VARCHAR, (a, e) -> named(a[0], "FMMonth", e)));
        functions.add(Function.strict(
                "ADD_MONTHS", 2, 2, ColumnType.TIMESTAMP, (a, e) -> added(ChronoUnit.MONTHS, a[1], a[0], e)));
        functions.add(Function.strict("DATE_BIN", 3, 3, ColumnType.TIMESTAMP, DateFunctions::binned));
        functions.add(Function.strict("AGE", 1, 2, ColumnType.VARCHAR, (a, e) -> age(a, e)));
        functions.add(Function.strict("MAKE_DATE", 3, 3, ColumnType.DATE, (a, e) -> made(a, "MAKE_DATE")));
        functions.add(Function.strict("MAKE_TIME", 3, 3, ColumnType.TIME, (a, e) -> made(a, "MAKE_TIME")));
        functions.add(
                Function.strict("MAKE_TIMESTAMP", 6, 6, ColumnType.TIMESTAMP, (a, e) -> made(a, "MAKE_TIMESTAMP")));
    }

    private static TimestampValue now(Evaluation evaluation) {
        return TimestampValue.of(evaluation.moment(), evaluation.zone());
    }

    static Optional<TimestampValue> moment(Value value, Evaluation evaluation) {
        boolean temporal =
                value instanceof DateValue || value instanceof TimestampValue || value instanceof StringValue;
        return temporal && Conversion.tryCast(value, TIMESTAMP, evaluation.zone()) instanceof TimestampValue moment
                ? Optional.of(moment)
                : Optional.empty();
    }

    /** TIMESTAMPADD(unit, count, moment): a date stays a date where whole days or more are added. */
    private static Value added(ChronoUnit unit, Value count, Value value, Evaluation evaluation) {
        Optional<TimestampValue> moment = moment(value, evaluation);
        if (moment.isEmpty() || !(count instanceof NumberValue number) || !number.isLong()) {
            return NullValue.NULL;
        }
        try {
            LocalDateTime later = moment.get().value().plus(number.longValue(), unit);
            return value instanceof DateValue && unit.isDateBased()
                    ? new DateValue(later.toLocalDate())
                    : new TimestampValue(later);
        } catch (DateTimeException | ArithmeticException e) {
            throw ItemException.causedBy(
                    e,
                    ErrorCode.INVALID_DATETIME,
                    value + " + " + count + " " + unit,
                    "date",
                    "one within the calendar");
        }
    }

    /** TIMESTAMPDIFF(unit, from, to): whole units, rounded towards zero. */
    private static Value between(ChronoUnit unit, Value from, Value to, Evaluation evaluation) {
        Optional<TimestampValue> start = moment(from, evaluation);
        Optional<TimestampValue> end = moment(to, evaluation);
        return start.isPresent() && end.isPresent()
                ? NumberValue.of(unit.between(start.get().value(), end.get().value()))
                : NullValue.NULL;
    }

    private static ChronoUnit unit(Value value) {
        String name = TextFunctions.string(value).toUpperCase(Locale.ROOT);
        return switch (name.startsWith("SQL_TSI_") ? name.substring("SQL_TSI_".length()) : name) {
            case "YEAR" -> ChronoUnit.YEARS;
            case "MONTH" -> ChronoUnit.MONTHS;
            case "WEEK" -> ChronoUnit.WEEKS;
            case "DAY" -> ChronoUnit.DAYS;
            case "HOUR" -> ChronoUnit.HOURS;
            case "MINUTE" -> ChronoUnit.MINUTES;
            case "SECOND" -> ChronoUnit.SECONDS;
            case "MILLISECOND" -> ChronoUnit.MILLIS;
            case "MICROSECOND" -> ChronoUnit.MICROS;
            // JDBC's smallest unit: billionths of a second.
            case "NANOSECOND", "FRAC_SECOND" -> ChronoUnit.NANOS;
            default -> throw unknownUnit(name);
        };
    }

    private static ItemException unknownUnit(String name) {
        return new ItemException(
                ErrorCode.FUNCTION_ARGUMENT,
                "Units are YEAR, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND, MILLISECOND, MICROSECOND and NANOSECOND, not "
                        + name);
    }

    private static Value extracted(Extract.Part part, Value value, Evaluation evaluation) {
        return new Extract(part, new Literal(value)).evaluate(ArrayRow.EMPTY, evaluation);
    }

    /** A part as texts name it: {@code year}, {@code years}. */
    private static Extract.Part part(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Extract.Part part : Extract.Part.values()) {
            if (upper.equals(part.name()) || upper.equals(part.name() + "S")) {
                return part;
            }
        }
        throw new ItemException(
                ErrorCode.FUNCTION_ARGUMENT,
                "'" + name + "' is no part of a date; parts are "
                        + Arrays.stream(Extract.Part.values()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    private static Value named(Value value, String template, Evaluation evaluation) {
        return moment(value, evaluation)
                .map(moment -> (Value) new StringValue(new DateTemplate(template).format(moment.value())))
                .orElse(NullValue.NULL);
    }

    /** DATE_BIN(stride, moment, origin): the beginning of the stride that the moment is in, counted from the origin. */
    private static Value binned(Value[] a, Evaluation evaluation) {
        Optional<TimestampValue> moment = moment(a[1], evaluation);
        Optional<TimestampValue> origin = moment(a[2], evaluation);
        if (moment.isEmpty() || origin.isEmpty()) {
            return NullValue.NULL;
        }
        if (!(a[0] instanceof IntervalValue stride)
                || stride.months() != 0
                || stride.duration().isNegative()
                || stride.duration().isZero()) {
            throw new ItemException(
                    ErrorCode.FUNCTION_ARGUMENT,
                    "The stride of DATE_BIN is an interval of days or less above 0, not " + a[0]);
        }
        LocalDateTime from = origin.get().value();
        BigDecimal[] strides =
                nanos(Duration.between(from, moment.get().value())).divideAndRemainder(nanos(stride.duration()));
        BigDecimal whole = strides[1].signum() < 0 ? strides[0].subtract(BigDecimal.ONE) : strides[0];
        try {
            return new TimestampValue(from.plus(stride.duration().multipliedBy(whole.longValueExact())));
        } catch (DateTimeException | ArithmeticException e) {
            throw ItemException.causedBy(
                    e, ErrorCode.INVALID_DATETIME, moment.get() + " binned", "date", "one within the calendar");
        }
    }

    private static BigDecimal nanos(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(duration.getNano()));
    }

    /** AGE(later, earlier): months and what is left of them; AGE(earlier) counts to today's midnight. */
    private static Value age(Value[] a, Evaluation evaluation) {
        Optional<TimestampValue> later = a.length == 1
                ? Optional.of(
                        new TimestampValue(now(evaluation).value().toLocalDate().atStartOfDay()))
                : moment(a[0], evaluation);
        Optional<TimestampValue> earlier = moment(a[a.length - 1], evaluation);
        if (later.isEmpty() || earlier.isEmpty()) {
            return NullValue.NULL;
        }
        LocalDateTime from = earlier.get().value();
        LocalDateTime to = later.get().value();
        long months = ChronoUnit.MONTHS.between(from, to);
        return new IntervalValue(months, Duration.between(from.plusMonths(months), to));
    }

    /** MAKE_DATE(y, m, d), MAKE_TIME(h, m, s), MAKE_TIMESTAMP of all six; seconds may have a fraction. */
    private static Value made(Value[] a, String function) {
        for (Value value : a) {
            if (!(value instanceof NumberValue)) {
                return NullValue.NULL;
            }
        }
        try {
            LocalDate date = a.length == 3 && function.equals("MAKE_TIME")
                    ? LocalDate.EPOCH
                    : LocalDate.of(
                            TextFunctions.integer(a[0]), TextFunctions.integer(a[1]), TextFunctions.integer(a[2]));
            if (function.equals("MAKE_DATE")) {
                return new DateValue(date);
            }
            BigDecimal second = ((NumberValue) a[a.length - 1]).toBigDecimal();
            int whole = second.intValue();
            LocalTime time = LocalTime.of(
                    TextFunctions.integer(a[a.length - 3]),
                    TextFunctions.integer(a[a.length - 2]),
                    whole,
                    second.subtract(BigDecimal.valueOf(whole)).movePointRight(9).intValue());
            return function.equals("MAKE_TIME") ? new TimeValue(time) : new TimestampValue(date.atTime(time));
        } catch (DateTimeException e) {
            throw ItemException.causedBy(
                    e,
                    ErrorCode.INVALID_DATETIME,
                    function + Arrays.stream(a).map(Value::toString).collect(Collectors.joining(", ", "(", ")")),
                    "date",
                    "parts within the calendar");
        }
    }

    private static Value truncated(String unit, Value value, Evaluation evaluation) {
        Optional<TimestampValue> timestamp = moment(value, evaluation);
        if (timestamp.isEmpty()) {
            return NullValue.NULL;
        }
        LocalDateTime moment = timestamp.get().value();
        LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
        String upper = unit.toUpperCase(Locale.ROOT);
        return new TimestampValue(
                switch (upper.endsWith("S") ? upper.substring(0, upper.length() - 1) : upper) {
                    case "MILLENNIUM" -> year(day, Math.floorDiv(day.getYear() - 1, 1000) * 1000 + 1);
                    case "CENTURY" -> year(day, Math.floorDiv(day.getYear() - 1, 100) * 100 + 1);
                    case "DECADE" -> year(day, Math.max(1, day.getYear() / 10 * 10));
                    case "YEAR" -> day.withDayOfYear(1);
                    case "QUARTER" -> day.withDayOfMonth(1).withMonth((moment.getMonthValue() - 1) / 3 * 3 + 1);
                    case "MONTH" -> day.withDayOfMonth(1);
                    case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case "DAY" -> day;
                    case "HOUR" -> moment.truncatedTo(ChronoUnit.HOURS);
                    case "MINUTE" -> moment.truncatedTo(ChronoUnit.MINUTES);
                    case "SECOND" -> moment.truncatedTo(ChronoUnit.SECONDS);
                    case "MILLISECOND" -> moment.truncatedTo(ChronoUnit.MILLIS);
                    case "MICROSECOND" -> moment.truncatedTo(ChronoUnit.MICROS);
                    default ->
                        throw new ItemException(
                                ErrorCode.FUNCTION_ARGUMENT,
                                "DATE_TRUNC knows MILLENNIUM, CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY, HOUR,"
                                        + " MINUTE, SECOND, MILLISECOND and MICROSECOND, not " + unit);
                });
    }

    private static LocalDateTime year(LocalDateTime day, int year) {
        return day.withDayOfYear(1).withYear(year);
    }
}
