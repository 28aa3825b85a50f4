package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TemporalValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a value in a column can be read as. All methods take a value that is neither MISSING nor NULL.
 *
 * <pre>
 *            getString  getLong …     getBigDecimal  getBoolean      getBytes  getDate …       getObject
 * S          itself     as a number   as a number    true, 1, yes …  UTF-8     ISO-8601        String
 * N          plain      truncated     itself         is not 0        -         epoch           Long or BigDecimal
 * B          Base64     -             -              -               itself    -               byte[]
 * BOOL       true       1 or 0        1 or 0         itself          -         -               Boolean
 * L M sets   JSON       -             -              -               -         -               String, JSON
 * date …     ISO-8601   -             -              -               -         itself          java.sql.Date …
 * </pre>
 *
 * <p>A number that does not fit is {@link ErrorCode#VALUE_OUT_OF_RANGE}, never a wrapped one; a fraction is cut off
 * where a whole number is asked for. A text that is no number is {@link ErrorCode#CAST_FAILED}, a dash in the table
 * {@link ErrorCode#CONVERSION_UNSUPPORTED}.
 */
public final class Conversions {
    /** Keeps a text such as {@code 1E999999999} from becoming a billion digits. */
    private static final int SCALE_MAX = 10_000;

    private Conversions() {}

    /** What {@code getObject} gives for a column of the given type; a value of another type comes as its own class. */
    public static Object toObject(Value value, JdbcType type, String column) {
        return switch (type) {
            case VARCHAR -> ValueText.of(value);
            case DECIMAL -> value instanceof NumberValue number ? number.toBigDecimal() : natural(value);
            case DOUBLE -> value instanceof NumberValue number ? nearestDouble(number) : natural(value);
            case INTEGER, SMALLINT -> (int) toWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int", column);
            case DATE, TIME, TIMESTAMP -> Temporals.toObject(value, type, column);
            case BIGINT, BOOLEAN, VARBINARY -> natural(value);
        };
    }

    /** A number beyond the range of doubles comes as it is, rather than as infinity. */
    private static Number nearestDouble(NumberValue number) {
        BigDecimal exact = number.toBigDecimal();
        double nearest = exact.doubleValue();
        return Double.isInfinite(nearest) ? exact : (Number) nearest;
    }

    /** The Java object that fits a value best, whatever its column says: the last column of the table above. */
    public static Object natural(Value value) {
        if (value instanceof NumberValue number) {
            return number.isLong() ? (Object) number.longValue() : number.toBigDecimal();
        }
        if (value instanceof BoolValue bool) {
            return bool.value();
        }
        if (value instanceof BinaryValue binary) {
            return binary.toByteArray();
        }
        if (value instanceof TemporalValue temporal) {
            return Temporals.toSql(temporal);
        }
        return ValueText.of(value);
    }

    /** A whole number within bounds; a fraction is cut off. */
    public static long toWhole(Value value, long min, long max, String target, String column) {
        if (value instanceof NumberValue number && number.isLong()) {
            long whole = number.longValue();
            if (whole >= min && whole <= max) {
                return whole;
            }
            throw new ItemException(ErrorCode.VALUE_OUT_OF_RANGE, column, number, target);
        }
        BigDecimal cut = toBigDecimal(value, target, column).setScale(0, RoundingMode.DOWN);
        if (cut.compareTo(BigDecimal.valueOf(min)) < 0 || cut.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new ItemException(ErrorCode.VALUE_OUT_OF_RANGE, column, ValueText.of(value), target);
        }
        return cut.longValueExact();
    }

    /** The exact number in a value. */
    public static BigDecimal toBigDecimal(Value value, String target, String column) {
        if (value instanceof NumberValue number) {
            return number.toBigDecimal();
        }
        if (value instanceof BoolValue bool) {
            return bool.value() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof StringValue text) {
            return parsed(text, target);
        }
        throw unsupported(value, target, column);
    }

    private static BigDecimal parsed(StringValue text, String target) {
        BigDecimal number;
        try {
            number = new BigDecimal(text.value().trim());
        } catch (NumberFormatException e) {
            throw ItemException.causedBy(e, ErrorCode.CAST_FAILED, text, target);
        }
        if (Math.abs((long) number.scale()) > SCALE_MAX) {
            throw new ItemException(ErrorCode.CAST_FAILED, text, target);
        }
        return number;
    }

    /** The nearest double; a number beyond the range of doubles is refused. */
    public static double toDouble(Value value, String column) {
        return inRange(toBigDecimal(value, "double", column).doubleValue(), value, "double", column);
    }

    /** The nearest float. */
    public static float toFloat(Value value, String column) {
        return (float) inRange(toBigDecimal(value, "float", column).floatValue(), value, "float", column);
    }

    private static double inRange(double number, Value value, String target, String column) {
        if (Double.isInfinite(number)) {
            throw new ItemException(ErrorCode.VALUE_OUT_OF_RANGE, column, ValueText.of(value), target);
        }
        return number;
    }

    /**
     * True or false: a BOOL, a number that is or is not 0, a text of such a number, or
     * one of the texts true, t, yes, y, on and their opposites.
     */
    public static boolean toBoolean(Value value, String column) {
        if (value instanceof BoolValue bool) {
            return bool.value();
        }
        if (value instanceof NumberValue number) {
            return number.signum() != 0;
        }
        if (value instanceof StringValue text) {
            return switch (text.value().trim().toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1" -> true;
                case "false", "f", "no", "n", "off", "0" -> false;
                default -> parsed(text, "boolean").signum() != 0;
            };
        }
        throw unsupported(value, "boolean", column);
    }

    /** Bytes: those of a binary, or a text in UTF-8. */
    public static byte[] toBytes(Value value, String column) {
        if (value instanceof BinaryValue binary) {
            return binary.toByteArray();
        }
        if (value instanceof StringValue text) {
            return text.value().getBytes(StandardCharsets.UTF_8);
        }
        throw unsupported(value, "byte[]", column);
    }

    /** The failure of a dash in the table. */
    static ItemException unsupported(Value value, String target, String column) {
        return new ItemException(ErrorCode.CONVERSION_UNSUPPORTED, column, typeName(value), target);
    }

    private static String typeName(Value value) {
        if (value instanceof AttributeValue attribute) {
            return attribute.type().name();
        }
        if (value instanceof DateValue) {
            return "DATE";
        }
        if (value instanceof TimeValue) {
            return "TIME";
        }
        return value instanceof TimestampValue ? "TIMESTAMP" : "INTERVAL";
    }
}
