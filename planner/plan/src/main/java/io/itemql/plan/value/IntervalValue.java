package io.itemql.plan.value;

import io.itemql.item.Value;
import java.time.Duration;
import java.util.Objects;

/**
 * A distance in time: months, whose length depends on where they start, and an exact duration. SQL's year-month
 * intervals have no duration, its day-time intervals no months.
 */
public record IntervalValue(long months, Duration duration) implements Value {
    public IntervalValue {
        Objects.requireNonNull(duration, "duration");
    }

    public static IntervalValue ofMonths(long months) {
        return new IntervalValue(months, Duration.ZERO);
    }

    public static IntervalValue of(Duration duration) {
        return new IntervalValue(0, duration);
    }

    public IntervalValue plus(IntervalValue other) {
        return new IntervalValue(Math.addExact(months, other.months), duration.plus(other.duration));
    }

    public IntervalValue negated() {
        return new IntervalValue(Math.negateExact(months), duration.negated());
    }

    /** This interval so many times. */
    public IntervalValue times(long factor) {
        return new IntervalValue(Math.multiplyExact(months, factor), duration.multipliedBy(factor));
    }

    /** ISO-8601: {@code P14M}, {@code PT36H}, {@code P1MT2H}. */
    @Override
    public String toString() {
        if (months == 0) {
            return duration.toString();
        }
        String time = duration.isZero() ? "" : duration.toString().substring(1);
        return "P" + months + "M" + time;
    }
}
