package io.itemql.sql.general.bind;

import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.table.ColumnType;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** The units of TIMESTAMPADD and TIMESTAMPDIFF. */
final class Moments {
    private static final int MONTHS_OF_QUARTER = 3;
    private static final Map<String, ChronoUnit> UNITS = Map.ofEntries(
            Map.entry("NANOSECOND", ChronoUnit.NANOS),
            // JDBC's smallest unit, SQL_TSI_FRAC_SECOND: billionths of a second.
            Map.entry("FRAC_SECOND", ChronoUnit.NANOS),
            Map.entry("MICROSECOND", ChronoUnit.MICROS),
            Map.entry("MILLISECOND", ChronoUnit.MILLIS),
            Map.entry("SECOND", ChronoUnit.SECONDS),
            Map.entry("MINUTE", ChronoUnit.MINUTES),
            Map.entry("HOUR", ChronoUnit.HOURS),
            Map.entry("DAY", ChronoUnit.DAYS),
            Map.entry("WEEK", ChronoUnit.WEEKS),
            Map.entry("MONTH", ChronoUnit.MONTHS),
            Map.entry("QUARTER", ChronoUnit.MONTHS),
            Map.entry("YEAR", ChronoUnit.YEARS));

    private Moments() {}

    /** One of the unit. */
    static Optional<IntervalValue> interval(String unit) {
        if (unit.equals("QUARTER")) {
            return Optional.of(IntervalValue.ofMonths(MONTHS_OF_QUARTER));
        }
        return Optional.ofNullable(UNITS.get(unit)).map(known -> switch (known) {
            case MONTHS -> IntervalValue.ofMonths(1);
            case YEARS -> IntervalValue.ofMonths(12);
            default -> IntervalValue.of(known.getDuration());
        });
    }

    /** How many whole units lie between two timestamps. */
    static Optional<Function> difference(String unit) {
        ChronoUnit known = UNITS.get(unit);
        if (known == null) {
            return Optional.empty();
        }
        int divisor = unit.equals("QUARTER") ? MONTHS_OF_QUARTER : 1;
        return Optional.of(Function.strict(
                        "TIMESTAMPDIFF " + unit,
                        2,
                        2,
                        ColumnType.BIGINT,
                        (arguments, evaluation) -> between(known, divisor, arguments[0], arguments[1]))
                .ofMoments());
    }

    private static Value between(ChronoUnit unit, int divisor, Value from, Value to) {
        return from instanceof TimestampValue start && to instanceof TimestampValue end
                ? NumberValue.of(unit.between(start.value(), end.value()) / divisor)
                : NullValue.NULL;
    }
}
