package io.itemql.plan.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Converts values as CAST does. Integer types and a DECIMAL's scale round half up; a text is cut to its length; a
 * number that does not fit, a text that does not parse and a type without a conversion give nothing, which CAST reports
 * and TRY_CAST makes NULL.
 *
 * <p>A number becomes a DATE as days since 1970-01-01 and a TIMESTAMP as seconds since then, or as milliseconds from
 * 10^11 on (in seconds that would be beyond the year 5138).
 */
public final class Conversion {
    /** Numbers of at least this magnitude count milliseconds. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    /** Digits of a fraction of a second. */
    private static final int NANO_DIGITS = 9;

    private static final BigInteger BIGINT_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger BIGINT_MIN = BigInteger.valueOf(Long.MIN_VALUE);

    private Conversion() {}

    /**
     * CAST.
     *
     * @param value NULL and MISSING become NULL
     * @throws ItemException with {@link ErrorCode#CAST_OUT_OF_RANGE} for a number that the type has no room for, else with
     *     {@link ErrorCode#CAST_FAILED}
     */
    public static Value cast(Value value, CastType type, ZoneId zone) {
        return attempt(value, type, zone)
                .orElseThrow(() -> new ItemException(
                        type.kind().isNumber()
                                        && number(TemporalValue.asStored(value)).isPresent()
                                ? ErrorCode.CAST_OUT_OF_RANGE
                                : ErrorCode.CAST_FAILED,
                        shown(value),
                        type));
    }

    /** TRY_CAST: as {@link #cast}, but NULL where that fails. */
    public static Value tryCast(Value value, CastType type, ZoneId zone) {
        return attempt(value, type, zone).orElse(NullValue.NULL);
    }

    /**
     * What a value of a column means that is declared with a date or time type: the moment that CAST makes of a text or
     * number, which remembers what is stored; anything else, and what does not parse, is itself.
     */
    public static Value declared(Value value, ColumnType type, ZoneId zone) {
        if (!(value instanceof StringValue) && !(value instanceof NumberValue)) {
            return value;
        }
        Optional<Value> moment =
                switch (type) {
                    case DATE -> date(value, zone);
                    case TIME -> time(value, zone);
                    case TIMESTAMP -> timestamp(value, zone);
                    case VARCHAR, BIGINT, DECIMAL, DOUBLE, BOOLEAN, VARBINARY ->
                        throw new IllegalArgumentException(type.name());
                };
        return moment.isPresent() ? ((TemporalValue) moment.get()).readFrom((AttributeValue) value) : value;
    }

    private static String shown(Value value) {
        return value instanceof AttributeValue attribute && !(value instanceof StringValue)
                ? ValueText.json(attribute)
                : value.toString();
    }

    private static Optional<Value> attempt(Value value, CastType type, ZoneId zone) {
        if (value == null || value.isNull()) {
            return Optional.of(NullValue.NULL);
        }
        return switch (type.kind()) {
            case DATE -> date(value, zone);
            case TIME -> time(value, zone);
            case TIMESTAMP -> timestamp(value, zone);
            case VARCHAR, CHAR, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, BOOLEAN, VARBINARY ->
                plain(TemporalValue.asStored(value), type);
        };
    }

    /** The conversions to types that know no moments. */
    private static Optional<Value> plain(Value value, CastType type) {
        return switch (type.kind()) {
            case VARCHAR, CHAR -> Optional.of(new StringValue(cut(ValueText.of(value), type.length())));
            case TINYINT -> whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> decimal(value, type);
            case REAL, DOUBLE -> number(value).map(number -> number);
            case BOOLEAN -> truth(value);
            case VARBINARY -> binary(value, type.length());
            case DATE, TIME, TIMESTAMP -> throw new IllegalArgumentException(type.toString());
        };
    }

    /** The text up to so many code points. */
    private static String cut(String text, int length) {
        if (length == CastType.UNLIMITED || text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static Optional<NumberValue> number(Value value) {
        if (value instanceof NumberValue number) {
            return Optional.of(number);
        }
        if (value instanceof BoolValue truth) {
            return Optional.of(truth.value() ? NumberValue.ONE : NumberValue.ZERO);
        }
        if (value instanceof StringValue text) {
            try {
                return Optional.of(
                        NumberValue.rounded(new BigDecimal(text.value().trim())));
            } catch (NumberFormatException | ArithmeticException | ItemException e) {
                // Not a number that a value can hold: the answer, not a fault.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> whole(Value value, long min, long max) {
        return number(value).flatMap(number -> {
            if (!number.isLong()) {
                BigInteger rounded =
                        number.toBigDecimal().setScale(0, RoundingMode.HALF_UP).toBigInteger();
                boolean fits = rounded.compareTo(BIGINT_MIN) >= 0 && rounded.compareTo(BIGINT_MAX) <= 0;
                return fits ? within(rounded.longValue(), min, max) : Optional.empty();
            }
            return within(number.longValue(), min, max);
        });
    }

    private static Optional<Value> within(long number, long min, long max) {
        return number >= min && number <= max ? Optional.of(NumberValue.of(number)) : Optional.empty();
    }

    private static Optional<Value> decimal(Value value, CastType type) {
        Optional<NumberValue> number = number(value);
        if (number.isEmpty() || type.length() == CastType.UNLIMITED) {
            return number.map(same -> same);
        }
        // DECIMAL(p) has no digits behind the point, as in the SQL standard.
        int scale = Math.max(0, type.scale());
        BigDecimal rounded = number.get().toBigDecimal().setScale(scale, RoundingMode.HALF_UP);
        return rounded.precision() - rounded.scale() > type.length() - scale && rounded.signum() != 0
                ? Optional.empty()
                : Optional.of(NumberValue.rounded(rounded));
    }

    private static Optional<Value> truth(Value value) {
        if (value instanceof BoolValue) {
            return Optional.of(value);
        }
        if (value instanceof NumberValue number) {
            return Optional.of(BoolValue.of(number.signum() != 0));
        }
        if (value instanceof StringValue text) {
            return switch (text.value().trim().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "1" -> Optional.of(BoolValue.TRUE);
                case "false", "f", "no", "0" -> Optional.of(BoolValue.FALSE);
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private static Optional<Value> date(Value value, ZoneId zone) {
        if (value instanceof DateValue date) {
            return Optional.of(new DateValue(date.value()));
        }
        if (value instanceof TimestampValue timestamp) {
            return Optional.of(new DateValue(timestamp.value().toLocalDate()));
        }
        if (value instanceof StringValue text) {
            return IsoText.date(text.value(), zone).map(date -> date);
        }
        if (value instanceof NumberValue number && number.isLong()) {
            try {
                return Optional.of(new DateValue(LocalDate.ofEpochDay(number.longValue())));
            } catch (DateTimeException e) {
                // Beyond the calendar: the answer, not a fault.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> time(Value value, ZoneId zone) {
        if (value instanceof TimeValue time) {
            return Optional.of(new TimeValue(time.value()));
        }
        if (value instanceof TimestampValue timestamp) {
            return Optional.of(new TimeValue(timestamp.value().toLocalTime()));
        }
        return value instanceof StringValue text
                ? IsoText.time(text.value(), zone).map(time -> time)
                : Optional.empty();
    }

    private static Optional<Value> timestamp(Value value, ZoneId zone) {
        if (value instanceof TimestampValue timestamp) {
            return Optional.of(new TimestampValue(timestamp.value()));
        }
        if (value instanceof DateValue date) {
            return Optional.of(new TimestampValue(date.value().atStartOfDay()));
        }
        if (value instanceof StringValue text) {
            return IsoText.timestamp(text.value(), zone).map(timestamp -> timestamp);
        }
        return value instanceof NumberValue number
                ? timestamp(number, zone).map(timestamp -> timestamp)
                : Optional.empty();
    }

    /** The timestamp that a number counts, in seconds or milliseconds since 1970-01-01; empty beyond the calendar. */
    public static Optional<TimestampValue> timestamp(NumberValue number, ZoneId zone) {
        boolean milliseconds = number.toBigDecimal().abs().compareTo(BigDecimal.valueOf(MILLISECONDS_FROM)) >= 0;
        BigDecimal seconds = number.toBigDecimal().movePointLeft(milliseconds ? 3 : 0);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        int nanos = seconds.subtract(whole)
                .movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.FLOOR)
                .intValueExact();
        try {
            return Optional.of(TimestampValue.of(Instant.ofEpochSecond(whole.longValueExact(), nanos), zone));
        } catch (DateTimeException | ArithmeticException e) {
            // Beyond the calendar: the answer, not a fault.
            return Optional.empty();
        }
    }

    private static Optional<Value> binary(Value value, int length) {
        byte[] bytes;
        if (value instanceof BinaryValue binary) {
            bytes = binary.toByteArray();
        } else if (value instanceof StringValue text) {
            bytes = text.value().getBytes(StandardCharsets.UTF_8);
        } else {
            return Optional.empty();
        }
        return Optional.of(BinaryValue.ofOwned(
                length == CastType.UNLIMITED || bytes.length <= length ? bytes : Arrays.copyOf(bytes, length)));
    }

    /** Seconds since 1970-01-01T00:00:00Z, with their fraction, of a timestamp in a zone. */
    public static NumberValue toEpochSeconds(TimestampValue timestamp, ZoneId zone) {
        Instant instant = timestamp.value().atZone(zone).toInstant();
        return NumberValue.rounded(
                BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), NANO_DIGITS)));
    }
}
