package io.itemql.jdbc.internal.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.JDBCType;
import java.sql.Types;
import java.time.ZoneId;

/** Values of {@code setObject} with a target type: the object's value, converted to a type of {@link Types}. */
public final class TargetConversions {
    /** Rounding to more zeros than a number has digits gives 0 already. */
    private static final int ROUNDED_ZEROS_MAX = 200;
    /** No long has more. */
    private static final int DIGITS_MAX = 19;

    private TargetConversions() {}

    /**
     * The value for a parameter of the given type.
     *
     * @param value of the object, as {@link ParameterValues} says
     * @param target a constant of {@link Types}; one without a counterpart here leaves the value as it is
     * @param parameter how messages name the parameter
     * @throws ItemException if the value cannot be converted, or with {@link ErrorCode#UNSUPPORTED} for REF, ROWID,
     *     SQLXML and DATALINK
     */
    public static Value convert(Value value, int target, String parameter) {
        ZoneId zone = TimestampValue.ZONE;
        if (value.isNull()) {
            return value;
        }
        return switch (target) {
            case Types.TINYINT -> whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, target, parameter);
            case Types.SMALLINT -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE, target, parameter);
            case Types.INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, target, parameter);
            case Types.BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, target, parameter);
            case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL -> number(value, parameter);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> new StringValue(text(value));
            case Types.BIT, Types.BOOLEAN -> BoolValue.of(Conversions.toBoolean(value, parameter));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                BinaryValue.ofOwned(Conversions.toBytes(value, parameter));
            case Types.DATE -> new DateValue(Temporals.toDate(value, zone, parameter));
            case Types.TIME, Types.TIME_WITH_TIMEZONE -> new TimeValue(Temporals.toTime(value, zone, parameter));
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                new TimestampValue(Temporals.toTimestamp(value, zone, parameter));
            case Types.REF, Types.ROWID, Types.SQLXML, Types.DATALINK ->
                throw new ItemException(ErrorCode.UNSUPPORTED, "setObject with type " + nameOf(target), "");
            default -> value;
        };
    }

    /** A timestamp becomes the text of JDBC, {@code yyyy-mm-dd hh:mm:ss.f}, as other drivers make it. */
    private static String text(Value value) {
        return value instanceof TimestampValue timestamp
                ? ValueText.of(timestamp).replace('T', ' ')
                : ValueText.of(value);
    }

    /** The same for NUMERIC and DECIMAL with a number of digits behind the point, rounded half up. */
    public static Value convert(Value value, int target, int scale, String parameter) {
        Value converted = convert(value, target, parameter);
        if ((target == Types.NUMERIC || target == Types.DECIMAL) && converted instanceof NumberValue number) {
            BigDecimal exact = number.toBigDecimal();
            // More digits than there are change nothing, and BigDecimal would write out that many zeros.
            return scale >= exact.scale()
                    ? number
                    : NumberValue.of(exact.setScale(Math.max(scale, -ROUNDED_ZEROS_MAX), RoundingMode.HALF_UP));
        }
        return converted;
    }

    /** Rounded half up, as CAST does. */
    private static Value whole(Value value, long min, long max, int target, String parameter) {
        NumberValue number = number(value, parameter);
        BigDecimal exact = number.toBigDecimal();
        boolean isWhole = exact.scale() <= 0;
        // A number of many digits before the point is too large, whatever they are.
        if (exact.precision() - exact.scale() <= DIGITS_MAX) {
            BigDecimal rounded = isWhole ? exact : exact.setScale(0, RoundingMode.HALF_UP);
            if (rounded.compareTo(BigDecimal.valueOf(min)) >= 0 && rounded.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return isWhole ? number : NumberValue.of(rounded);
            }
        }
        throw new ItemException(ErrorCode.VALUE_OUT_OF_RANGE, parameter, value, nameOf(target));
    }

    private static NumberValue number(Value value, String parameter) {
        return value instanceof NumberValue number
                ? number
                : NumberValue.of(Conversions.toBigDecimal(value, "number", parameter));
    }

    private static String nameOf(int target) {
        return JDBCType.valueOf(target).getName();
    }
}
