package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.MapValue;
import io.itemql.item.Value;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The classes that {@code getObject(column, Class)} takes, each with what it makes of a value that is neither MISSING
 * nor NULL. Classes of java.time with an offset or zone get that of
 * {@link TimestampValue#ZONE}, those of java.sql and java.util the fields that clocks of the JVM's zone show.
 */
public final class ObjectConversions {
    /** Reads a value as one class. */
    @FunctionalInterface
    private interface Reading {
        Object read(Value value, String column);
    }

    private static final Map<Class<?>, Reading> READINGS = readings();
    private static final Map<Class<?>, Reading> MOMENTS = moments();

    private ObjectConversions() {}

    /**
     * The value as the given class, which is not {@link Object}.
     *
     * @param column how messages name the column
     * @throws ItemException with {@link ErrorCode#CONVERSION_UNSUPPORTED} or as {@link Conversions} says
     */
    public static <T> T toObject(Value value, Class<T> target, JdbcType type, String column) {
        Reading moment = MOMENTS.get(target);
        if (moment != null) {
            return target.cast(moment.read(Temporals.declared(value, type, zone()), column));
        }
        Reading reading = READINGS.get(target);
        if (reading != null) {
            return target.cast(reading.read(value, column));
        }
        if (target.isInstance(value)) {
            return target.cast(value);
        }
        throw Conversions.unsupported(value, target.getName(), column);
    }

    private static Map<Class<?>, Reading> readings() {
        Map<Class<?>, Reading> readings = new HashMap<>();
        addScalars(readings);
        addDocuments(readings);
        addStreams(readings);
        return Map.copyOf(readings);
    }

    private static void addScalars(Map<Class<?>, Reading> readings) {
        readings.put(String.class, (value, column) -> ValueText.of(value));
        readings.put(Boolean.class, Conversions::toBoolean);
        readings.put(Byte.class, (value, column) ->
                (byte) Conversions.toWhole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte", column));
        readings.put(Short.class, (value, column) ->
                (short) Conversions.toWhole(value, Short.MIN_VALUE, Short.MAX_VALUE, "short", column));
        readings.put(Integer.class, (value, column) ->
                (int) Conversions.toWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int", column));
        readings.put(
                Long.class,
                (value, column) -> Conversions.toWhole(value, Long.MIN_VALUE, Long.MAX_VALUE, "long", column));
        readings.put(Float.class, Conversions::toFloat);
        readings.put(Double.class, Conversions::toDouble);
        readings.put(BigDecimal.class, (value, column) -> Conversions.toBigDecimal(value, "BigDecimal", column));
        readings.put(Number.class, (value, column) -> Conversions.toBigDecimal(value, "Number", column));
        readings.put(BigInteger.class, (value, column) -> Conversions.toBigDecimal(value, "BigInteger", column)
                .toBigInteger());
        readings.put(byte[].class, Conversions::toBytes);
        readings.put(UUID.class, ObjectConversions::toUuid);
    }

    @SuppressWarnings("JavaUtilDate") // JDBC speaks it
    private static Map<Class<?>, Reading> moments() {
        Map<Class<?>, Reading> readings = new HashMap<>();
        readings.put(LocalDate.class, (value, column) -> Temporals.toDate(value, zone(), column));
        readings.put(LocalTime.class, (value, column) -> Temporals.toTime(value, zone(), column));
        readings.put(LocalDateTime.class, (value, column) -> Temporals.toTimestamp(value, zone(), column));
        readings.put(ZonedDateTime.class, (value, column) -> zoned(value, column));
        readings.put(
                OffsetDateTime.class, (value, column) -> zoned(value, column).toOffsetDateTime());
        readings.put(Instant.class, (value, column) -> zoned(value, column).toInstant());
        readings.put(Date.class, (value, column) -> Date.valueOf(Temporals.toDate(value, zone(), column)));
        readings.put(Time.class, (value, column) -> Temporals.sqlTime(Temporals.toTime(value, zone(), column)));
        readings.put(
                Timestamp.class, (value, column) -> Timestamp.valueOf(Temporals.toTimestamp(value, zone(), column)));
        readings.put(
                java.util.Date.class,
                (value, column) -> new java.util.Date(Timestamp.valueOf(Temporals.toTimestamp(value, zone(), column))
                        .getTime()));
        return Map.copyOf(readings);
    }

    private static void addDocuments(Map<Class<?>, Reading> readings) {
        readings.put(Map.class, (value, column) -> Documents.toMap(map(value, "Map", column)));
        readings.put(
                Item.class,
                (value, column) -> Item.of(map(value, "Item", column).entries()));
        readings.put(List.class, (value, column) -> Documents.toList(elements(value, "List", column)));
        readings.put(Collection.class, (value, column) -> Documents.toList(elements(value, "Collection", column)));
        readings.put(Set.class, ObjectConversions::toSet);
    }

    private static void addStreams(Map<Class<?>, Reading> readings) {
        readings.put(
                InputStream.class, (value, column) -> new ByteArrayInputStream(Conversions.toBytes(value, column)));
        readings.put(Reader.class, (value, column) -> new StringReader(ValueText.of(value)));
        readings.put(Blob.class, (value, column) -> new ItemBlob(Conversions.toBytes(value, column)));
        readings.put(Clob.class, (value, column) -> new ItemClob(ValueText.of(value)));
        readings.put(NClob.class, (value, column) -> new ItemClob(ValueText.of(value)));
    }

    private static ZoneId zone() {
        return TimestampValue.ZONE;
    }

    private static ZonedDateTime zoned(Value value, String column) {
        return Temporals.toTimestamp(value, zone(), column).atZone(zone());
    }

    private static Object toUuid(Value value, String column) {
        String text = ValueText.of(value);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ItemException.causedBy(e, ErrorCode.CAST_FAILED, value, "UUID");
        }
    }

    private static MapValue map(Value value, String target, String column) {
        if (value instanceof MapValue map) {
            return map;
        }
        throw Conversions.unsupported(value, target, column);
    }

    /** The elements of a list or set. */
    private static Collection<? extends AttributeValue> elements(Value value, String target, String column) {
        if (value instanceof AttributeValue attribute) {
            Collection<? extends AttributeValue> elements = Documents.elements(attribute);
            if (elements != null) {
                return elements;
            }
        }
        throw Conversions.unsupported(value, target, column);
    }

    /** Only of a set: making one of a list could lose elements. */
    private static Object toSet(Value value, String column) {
        if (value instanceof AttributeValue attribute && Documents.isSet(attribute)) {
            return new LinkedHashSet<>(Documents.toList(elements(value, "Set", column)));
        }
        throw Conversions.unsupported(value, "Set", column);
    }
}
