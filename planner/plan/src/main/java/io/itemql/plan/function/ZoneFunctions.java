package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.table.ColumnType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What clocks in other time zones show. A timestamp is a moment in UTC, so the local time of a zone is another timestamp,
 * and it takes the zone to come back from it.
 */
final class ZoneFunctions {
    private ZoneFunctions() {}

    static List<Function> all() {
        return List.of(
                        Function.strict(
                                "TIMEZONE",
                                2,
                                2,
                                ColumnType.TIMESTAMP,
                                (a, e) -> converted(TimestampValue.ZONE, zone(a[0], e), a[1], e)),
                        Function.strict(
                                "CONVERT_TIMEZONE",
                                3,
                                3,
                                ColumnType.TIMESTAMP,
                                (a, e) -> converted(zone(a[0], e), zone(a[1], e), a[2], e)))
                .stream()
                .map(Function::ofMoments)
                .toList();
    }

    /**
     * What clocks in one zone show when those in another show something. An hour that clocks leave out in spring counts
     * as the one behind it, one that comes twice in autumn as the first.
     */
    private static Value converted(ZoneId from, ZoneId to, Value value, Evaluation evaluation) {
        if (value instanceof TimeValue || value instanceof IntervalValue) {
            throw new ItemException(
                    ErrorCode.FUNCTION_ARGUMENT,
                    value
                            + " is no moment that a time zone could show; AT TIME ZONE binds tighter than + and -, so a sum"
                            + " stands in parentheses");
        }
        Optional<TimestampValue> local = DateFunctions.moment(value, evaluation);
        if (local.isEmpty()) {
            return NullValue.NULL;
        }
        LocalDateTime there = local.get().value();
        try {
            return new TimestampValue(there.atZone(from).withZoneSameInstant(to).toLocalDateTime());
        } catch (DateTimeException e) {
            throw ItemException.causedBy(
                    e,
                    ErrorCode.INVALID_DATETIME,
                    there + " in " + from + " as seen in " + to,
                    "timestamp",
                    "one within the calendar");
        }
    }

    private static ZoneId zone(Value value, Evaluation evaluation) {
        try {
            if (value instanceof IntervalValue interval && interval.months() == 0) {
                return ZoneOffset.ofTotalSeconds(
                        Math.toIntExact(interval.duration().toSeconds()));
            }
            if (value instanceof StringValue name) {
                // Names are looked up in tables of the runtime, and mostly one serves all rows.
                return evaluation.compiled(new Name(name.value()), ZoneId.class, () -> named(name.value()));
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw ItemException.causedBy(e, ErrorCode.FUNCTION_ARGUMENT, unknown(value));
        }
        throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, unknown(value));
    }

    /** A zone by its name in any case. */
    private static ZoneId named(String name) {
        try {
            return ZoneId.of(name);
        } catch (ZoneRulesException e) {
            return ZoneId.getAvailableZoneIds().stream()
                    .filter(name::equalsIgnoreCase)
                    .min(Comparator.naturalOrder())
                    .map(ZoneId::of)
                    .orElseThrow(() -> e);
        }
    }

    private static String unknown(Value value) {
        return value + " is no time zone; zones are 'Europe/Zurich', 'UTC', '+02:00', INTERVAL '2' HOUR and the like";
    }

    /** What a zone is kept under. */
    private record Name(String zone) {}
}
