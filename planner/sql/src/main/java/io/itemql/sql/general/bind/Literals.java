package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Cast;
import io.itemql.plan.expression.CurrentMoment;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.IntervalText;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.IsoText;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.sql.parse.MomentForms;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlBinaryStringLiteral;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.util.BitString;
import org.apache.calcite.util.NlsString;

/** Literals as values, exactly as they are written: no padding, no rounding, no time zone. */
final class Literals {
    private Literals() {}

    static SqlNode bind(SqlLiteral literal) {
        SqlParserPos pos = literal.getParserPosition();
        try {
            return bound(literal, pos);
        } catch (ItemException e) {
            throw Places.of(literal).in(e);
        }
    }

    private static SqlNode bound(SqlLiteral literal, SqlParserPos pos) {
        if (literal instanceof SqlCharStringLiteral text) {
            return Calls.literal(new StringValue(text(text)), Optional.of(ColumnType.VARCHAR), pos);
        }
        if (literal instanceof SqlNumericLiteral number) {
            NumberValue value = NumberValue.of(number.bigDecimalValue());
            ColumnType type = value.isLong() ? ColumnType.BIGINT : ColumnType.DECIMAL;
            return Calls.literal(value, Optional.of(type), pos);
        }
        if (literal instanceof SqlBinaryStringLiteral bytes) {
            byte[] value = bytes.getValueAs(BitString.class).getAsByteArray();
            return Calls.literal(BinaryValue.ofOwned(value), Optional.of(ColumnType.VARBINARY), pos);
        }
        if (literal instanceof SqlUnknownLiteral moment) {
            return moment(moment.tag, moment.getValue(), pos);
        }
        if (literal instanceof SqlIntervalLiteral interval) {
            Literal value = new Literal(interval(interval));
            return ItemFunction.value("INTERVAL " + value, Typings.INTERVAL, operands -> value)
                    .at(pos, List.of());
        }
        return switch (literal.getTypeName()) {
            case NULL -> Calls.literal(Literal.NULL, Optional.empty(), pos);
            case BOOLEAN ->
                literal.getValue() == null
                        ? Calls.literal(Literal.NULL, Optional.of(ColumnType.BOOLEAN), pos)
                        : Calls.literal(BoolValue.of(literal.booleanValue()), Optional.of(ColumnType.BOOLEAN), pos);
            case DATE, TIME, TIMESTAMP ->
                moment(
                        literal.getTypeName().getName(),
                        ((SqlAbstractDateTimeLiteral) literal).toFormattedString(),
                        pos);
            default -> throw ExpressionBinder.unsupported(literal, "a literal of type " + literal.getTypeName());
        };
    }

    static String text(SqlCharStringLiteral literal) {
        return literal.getValueAs(NlsString.class).getValue();
    }

    /** A moment in a zone of its own, carried over into that of the session when the statement runs. */
    private static SqlNode zoned(String type, String text, SqlParserPos pos) {
        if (IsoText.timestamp(text, ZoneOffset.UTC).isEmpty()) {
            throw MomentForms.refusal(type, "'" + text + "'", null);
        }
        Cast cast = Cast.of(Literal.of(text), CastType.of(CastType.Kind.TIMESTAMP));
        return ItemFunction.value(type + " '" + text + "'", Typings.always(ColumnType.TIMESTAMP), operands -> cast)
                .at(pos, List.of());
    }

    private static SqlNode moment(String type, String text, SqlParserPos pos) {
        if (type.startsWith("TIMESTAMP WITH")) {
            return zoned(type, text, pos);
        }
        if (type.equals("INTERVAL")) {
            Literal interval = new Literal(IntervalText.parse(text));
            return ItemFunction.value("INTERVAL " + interval, Typings.INTERVAL, operands -> interval)
                    .at(pos, List.of());
        }
        String iso = text.strip().replace(' ', 'T');
        try {
            return switch (type) {
                case "DATE" -> moment(new DateValue(LocalDate.parse(iso)), ColumnType.DATE, pos);
                case "TIME" -> moment(new TimeValue(LocalTime.parse(iso)), ColumnType.TIME, pos);
                case "TIMESTAMP", "DATETIME" ->
                    moment(
                            new TimestampValue(
                                    iso.indexOf('T') < 0
                                            ? LocalDate.parse(iso).atStartOfDay()
                                            : LocalDateTime.parse(iso)),
                            ColumnType.TIMESTAMP,
                            pos);
                default -> throw new ItemException(ErrorCode.INVALID_TYPE, type, "");
            };
        } catch (DateTimeException e) {
            throw MomentForms.refusal(type, "'" + text + "'", e);
        }
    }

    private static SqlNode moment(Value value, ColumnType type, SqlParserPos pos) {
        return Calls.literal(new Literal(value), Optional.of(type), pos);
    }

    static SqlNode moment(CurrentMoment.Part part, SqlParserPos pos) {
        ColumnType type =
                switch (part) {
                    case DATE -> ColumnType.DATE;
                    case TIME -> ColumnType.TIME;
                    case TIMESTAMP -> ColumnType.TIMESTAMP;
                };
        CurrentMoment moment = new CurrentMoment(part);
        return ItemFunction.value(moment.toString(), Typings.always(type), operands -> moment)
                .at(pos, List.of());
    }

    private static IntervalValue interval(SqlIntervalLiteral literal) {
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        try {
            return interval(value);
        } catch (RuntimeException e) {
            // Calcite has no exception of its own for a text that is no interval.
            throw ItemException.causedBy(
                    e,
                    ErrorCode.INVALID_DATETIME,
                    "'" + value.getIntervalLiteral() + "'",
                    "valid INTERVAL " + value.getIntervalQualifier(),
                    "a form such as INTERVAL '1' DAY, '1-2' YEAR TO MONTH or '1 02:03:04' DAY TO SECOND");
        }
    }

    private static IntervalValue interval(SqlIntervalLiteral.IntervalValue value) {
        if (value.getIntervalQualifier().isYearMonth()) {
            return IntervalValue.ofMonths(SqlParserUtil.intervalToMonths(value));
        }
        return IntervalValue.of(exact(value));
    }

    /** Calcite's own conversion ends at milliseconds. */
    private static Duration exact(SqlIntervalLiteral.IntervalValue value) {
        Duration duration = Duration.ofMillis(SqlParserUtil.intervalToMillis(value));
        int point = value.getIntervalLiteral().indexOf('.');
        if (point < 0) {
            return duration;
        }
        BigDecimal fraction = new BigDecimal("0" + value.getIntervalLiteral().substring(point));
        long nanos = fraction.movePointRight(9).longValue() % 1_000_000;
        return value.signum() < 0 ? duration.minusNanos(nanos) : duration.plusNanos(nanos);
    }
}
