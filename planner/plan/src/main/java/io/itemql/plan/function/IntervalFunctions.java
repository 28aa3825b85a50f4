package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.IntervalText;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueText;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Functions of intervals, and of the clock. */
final class IntervalFunctions {
    private static final int PARTS = 7;
    private static final int MONTHS_OF_YEAR = 12;

    private IntervalFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.strict("MAKE_INTERVAL", 0, PARTS, ColumnType.VARCHAR, (a, e) -> made(a)),
                Function.strict("TO_INTERVAL", 1, 1, ColumnType.VARCHAR, (a, e) -> interval(a[0])),
                // Not the statement's moment: what clocks show when this row comes.
                Function.strict("CLOCK_TIMESTAMP", 0, 0, ColumnType.TIMESTAMP, (a, e) -> clock(e)));
    }

    private static Value clock(Evaluation evaluation) {
        // A statement's moment is told when it is first asked for, and it is never behind its clock.
        Instant moment = evaluation.moment();
        Instant now = Instant.now();
        return TimestampValue.of(now.isBefore(moment) ? moment : now, evaluation.zone());
    }

    private static Value interval(Value value) {
        if (value instanceof IntervalValue) {
            return value;
        }
        if (!(value instanceof StringValue text)) {
            throw new ItemException(ErrorCode.CAST_FAILED, ValueText.of(value), "INTERVAL");
        }
        return IntervalText.parse(text.value());
    }

    /** MAKE_INTERVAL(years, months, weeks, days, hours, minutes, seconds); seconds may have a fraction. */
    private static Value made(Value[] a) {
        long[] parts = new long[PARTS];
        BigDecimal seconds = BigDecimal.ZERO;
        for (int i = 0; i < a.length; i++) {
            if (!(a[i] instanceof NumberValue number)) {
                return NullValue.NULL;
            }
            if (i == PARTS - 1) {
                seconds = number.toBigDecimal();
            } else {
                parts[i] = TextFunctions.integer(number);
            }
        }
        try {
            long months = Math.addExact(Math.multiplyExact(parts[0], MONTHS_OF_YEAR), parts[1]);
            Duration duration = Duration.ofDays(Math.addExact(Math.multiplyExact(parts[2], 7), parts[3]))
                    .plusHours(parts[4])
                    .plusMinutes(parts[5])
                    .plus(IntervalText.seconds(seconds.setScale(9, RoundingMode.HALF_UP)));
            return new IntervalValue(months, duration);
        } catch (ArithmeticException e) {
            throw ItemException.causedBy(
                    e,
                    ErrorCode.INVALID_DATETIME,
                    "MAKE_INTERVAL" + Arrays.stream(a).map(Value::toString).collect(Collectors.joining(", ", "(", ")")),
                    "valid INTERVAL",
                    "parts of a length that can be counted");
        }
    }
}
