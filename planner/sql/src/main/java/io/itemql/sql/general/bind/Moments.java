package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** The units of TIMESTAMPADD and TIMESTAMPDIFF, and of what makes intervals. */
final class Moments {
    private static final List<String> PARTS_OF_INTERVAL =
            List.of("years", "months", "weeks", "days", "hours", "mins", "secs");

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

    /** The arguments of MAKE_INTERVAL in their order; those that {@code days => 3} leaves out are zero. */
    static List<SqlNode> partsOfInterval(SqlCall call) {
        if (call.getOperandList().stream().noneMatch(operand -> operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT)) {
            return call.getOperandList();
        }
        SqlNode[] parts = new SqlNode[PARTS_OF_INTERVAL.size()];
        for (int i = 0; i < call.operandCount(); i++) {
            SqlNode operand = call.operand(i);
            boolean named = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
            String name = named ? ((SqlCall) operand).operand(1).toString().toLowerCase(Locale.ROOT) : "";
            int part = named ? PARTS_OF_INTERVAL.indexOf(name) : i;
            if (part < 0 || part >= parts.length || parts[part] != null) {
                throw Places.of(operand)
                        .in(new ItemException(
                                ErrorCode.INVALID_ARGUMENT,
                                "MAKE_INTERVAL takes each of " + String.join(", ", PARTS_OF_INTERVAL) + " once"));
            }
            parts[part] = named ? ((SqlCall) operand).operand(0) : operand;
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i] == null ? SqlLiteral.createExactNumeric("0", call.getParserPosition()) : parts[i];
        }
        return List.of(parts);
    }
}
