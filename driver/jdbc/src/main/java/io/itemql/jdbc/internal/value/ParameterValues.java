package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueText;
import io.itemql.plan.value.Years;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a parameter can be, and which value it becomes:
 *
 * <pre>
 * null                                        NULL
 * String, Character, Enum, UUID               S
 * all Number classes of java.lang, java.math  N, exactly as their decimal text says
 * byte[]                                      B
 * Boolean                                     BOOL
 * Map with String keys, Item                  M
 * Set of texts, of numbers or of binaries     SS, NS, BS
 * other Collections, arrays                   L
 * java.sql.Date …, java.util.Date, Calendar   date, time or timestamp: what clocks of the JVM's zone show then
 * java.time                                   date, time or timestamp: as it stands, with an offset or zone in UTC
 * AttributeValue                              itself
 * </pre>
 */
public final class ParameterValues {
    private static final String KNOWN =
            "known are texts, numbers, booleans, byte[], dates and times, Map, List, Set, arrays, Item, AttributeValue";

    /** The year 1000; later moments need no closer look. */
    private static final long SURELY_MILLIS = -30_610_224_000_000L;

    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999);

    private ParameterValues() {}

    /**
     * The value of a Java object.
     *
     * @throws ItemException with {@link ErrorCode#UNSUPPORTED_PARAMETER_TYPE}, or with what is wrong with a number or
     *     set
     */
    public static Value of(Object object) {
        if (object == null) {
            return NullValue.NULL;
        }
        if (object instanceof String text) {
            return new StringValue(text);
        }
        if (object instanceof Number number) {
            return ofNumber(number);
        }
        if (object instanceof Boolean bool) {
            return BoolValue.of(bool);
        }
        if (object instanceof byte[] bytes) {
            return BinaryValue.of(bytes);
        }
        if (object instanceof Value value) {
            return value;
        }
        Value temporal;
        try {
            temporal = ofTemporal(object);
        } catch (DateTimeException e) {
            throw noMoment(object, e);
        }
        return temporal == null ? ofOther(object) : temporal;
    }

    /** The same for whatever a user hands over, streams and locators included. */
    public static Value ofAny(Object object) throws SQLException {
        try {
            return of(Streams.contents(object));
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    /**
     * The same with a target type, as {@link TargetConversions} says.
     *
     * @param parameter how messages name the parameter
     */
    public static Value ofAny(Object object, int type, String parameter) throws SQLException {
        Value value = ofAny(object);
        try {
            return TargetConversions.convert(value, type, parameter);
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    /** The same with a scale for numbers or a length for streams. */
    public static Value ofAny(Object object, int type, int scaleOrLength, String parameter) throws SQLException {
        Object contents = object;
        if (object instanceof InputStream stream) {
            contents = Streams.bytes(stream, scaleOrLength);
        } else if (object instanceof Reader reader) {
            contents = Streams.text(reader, scaleOrLength);
        }
        Value value = ofAny(contents);
        try {
            return TargetConversions.convert(value, type, scaleOrLength, parameter);
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    /** The date that a calendar shows for one of java.sql. */
    public static Value ofDate(Date date, Calendar calendar) throws SQLException {
        return shown(date, calendar, fields -> new DateValue(fields.toLocalDate()));
    }

    /** The time of day that a calendar shows for one of java.sql. */
    public static Value ofTime(Time time, Calendar calendar) throws SQLException {
        return shown(time, calendar, fields -> new TimeValue(fields.toLocalTime()));
    }

    /** The date and time that a calendar shows for a timestamp. */
    public static Value ofTimestamp(Timestamp timestamp, Calendar calendar) throws SQLException {
        return shown(timestamp, calendar, fields -> new TimestampValue(fields.withNano(timestamp.getNanos())));
    }

    @SuppressWarnings("JavaUtilDate") // JDBC speaks it
    private static Value shown(java.util.Date moment, Calendar calendar, Function<LocalDateTime, Value> value)
            throws SQLException {
        if (moment == null) {
            return NullValue.NULL;
        }
        try {
            return value.apply(CalendarFields.shown(moment.getTime(), calendar));
        } catch (DateTimeException e) {
            throw SqlExceptions.of(noMoment(moment, e));
        }
    }

    private static ItemException noMoment(Object object, DateTimeException cause) {
        boolean isLeapDay = object instanceof java.util.Date date && isOfKnownYear(date);
        Object shown = object instanceof java.util.Date date && !isLeapDay ? momentOf(date) : object;
        return ItemException.causedBy(
                cause,
                ErrorCode.INVALID_DATETIME,
                shown,
                "date or timestamp",
                isLeapDay ? "a day that ISO 8601 has: before 1582, java.sql has more leap days" : Years.EXPECTED);
    }

    private static NumberValue ofNumber(Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return NumberValue.of(number.longValue());
        }
        if (number instanceof BigDecimal decimal) {
            return NumberValue.of(decimal);
        }
        if (number instanceof BigInteger integer) {
            return NumberValue.of(new BigDecimal(integer));
        }
        // The shortest decimal text that names a float or double is what its author wrote: 0.1f is 0.1.
        return NumberValue.parse(number.toString());
    }

    private static Value ofTemporal(Object object) {
        if (object instanceof java.util.Date date) {
            return ofDate(date);
        }
        if (object instanceof Calendar calendar) {
            return ofDate(new Timestamp(calendar.getTimeInMillis()));
        }
        if (object instanceof LocalDate date) {
            return new DateValue(date);
        }
        if (object instanceof LocalTime time) {
            return new TimeValue(time);
        }
        if (object instanceof LocalDateTime timestamp) {
            return new TimestampValue(timestamp);
        }
        if (object instanceof OffsetDateTime timestamp) {
            return TimestampValue.of(timestamp.toInstant(), TimestampValue.ZONE);
        }
        if (object instanceof ZonedDateTime timestamp) {
            return TimestampValue.of(timestamp.toInstant(), TimestampValue.ZONE);
        }
        if (object instanceof Instant instant) {
            return TimestampValue.of(instant, TimestampValue.ZONE);
        }
        if (object instanceof Year year) {
            return NumberValue.of(year.getValue());
        }
        return null;
    }

    @SuppressWarnings("JavaUtilDate") // JDBC speaks it
    private static Value ofDate(java.util.Date date) {
        if (date instanceof Time sqlTime) {
            return new TimeValue(Temporals.localTime(sqlTime));
        }
        if (date instanceof Date sqlDate) {
            checkYear(date);
            return new DateValue(sqlDate.toLocalDate());
        }
        checkYear(date);
        Timestamp timestamp = date instanceof Timestamp given ? given : new Timestamp(date.getTime());
        return new TimestampValue(timestamp.toLocalDateTime());
    }

    private static void checkYear(java.util.Date date) {
        if (!isOfKnownYear(date)) {
            throw new DateTimeException(momentOf(date));
        }
    }

    /** The fields of the classes of java.sql know no era and overflow, so that the year is asked of the moment. */
    @SuppressWarnings("JavaUtilDate") // JDBC speaks it
    private static boolean isOfKnownYear(java.util.Date date) {
        long millis = date.getTime();
        boolean first =
                millis >= SURELY_MILLIS || millis >= Timestamp.valueOf(FIRST).getTime();
        return first && millis <= Timestamp.valueOf(LAST).getTime();
    }

    /** Without the fields of java.sql, which would show another year. */
    @SuppressWarnings("JavaUtilDate") // JDBC speaks it
    private static String momentOf(java.util.Date date) {
        return Instant.ofEpochMilli(date.getTime()).toString();
    }

    private static Value ofOther(Object object) {
        if (object instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (object instanceof Set<?> set) {
            return ofSet(set);
        }
        if (object instanceof Collection<?> collection) {
            return ofElements(collection);
        }
        if (object instanceof Item item) {
            return item.toMap();
        }
        if (object instanceof Character || object instanceof UUID) {
            return new StringValue(object.toString());
        }
        if (object instanceof Enum<?> constant) {
            return new StringValue(constant.name());
        }
        if (object.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(object); i++) {
                elements.add(Array.get(object, i));
            }
            return ofElements(elements);
        }
        throw new ItemException(
                ErrorCode.UNSUPPORTED_PARAMETER_TYPE, object.getClass().getName(), KNOWN);
    }

    private static MapValue ofMap(Map<?, ?> map) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new ItemException(
                        ErrorCode.UNSUPPORTED_PARAMETER_TYPE,
                        map.getClass().getName(),
                        "the keys of a map are texts, and this one has the key " + entry.getKey());
            }
            entries.put(name, ValueText.storable(of(entry.getValue())));
        }
        return new MapValue(entries);
    }

    private static ListValue ofElements(Collection<?> collection) {
        List<AttributeValue> elements = new ArrayList<>(collection.size());
        for (Object element : collection) {
            elements.add(ValueText.storable(of(element)));
        }
        return new ListValue(elements);
    }

    private static AttributeValue ofSet(Set<?> set) {
        List<AttributeValue> members = ofElements(set).elements();
        AttributeType type =
                members.isEmpty() ? AttributeType.S : members.get(0).type();
        boolean uniform = members.stream().allMatch(member -> member.type() == type);
        if (!uniform || !type.isOrderable()) {
            throw new ItemException(
                    ErrorCode.UNSUPPORTED_PARAMETER_TYPE,
                    set.getClass().getName(),
                    "the members of a set are all texts, all numbers or all binaries");
        }
        return switch (type) {
            case N -> NumberSetValue.of(cast(members, NumberValue.class));
            case B -> BinarySetValue.of(cast(members, BinaryValue.class));
            default -> StringSetValue.of(cast(members, StringValue.class));
        };
    }

    private static <T> List<T> cast(List<AttributeValue> members, Class<T> type) {
        return members.stream().map(type::cast).toList();
    }
}
