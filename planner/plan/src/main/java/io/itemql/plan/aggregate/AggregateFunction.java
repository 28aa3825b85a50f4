package io.itemql.plan.aggregate;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.table.ColumnType;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** An aggregate function: its name, its arguments and how it starts. Immutable; equal to any of the same name. */
public final class AggregateFunction {
    private final String name;
    private final int argumentsMin;
    private final int argumentsMax;
    private final ColumnType result;
    private final Supplier<Accumulator> start;

    /** @param result {@code null} for the type of the first argument */
    AggregateFunction(String name, int argumentsMin, int argumentsMax, ColumnType result, Supplier<Accumulator> start) {
        this.name = Objects.requireNonNull(name, "name");
        this.argumentsMin = argumentsMin;
        this.argumentsMax = argumentsMax;
        this.result = result;
        this.start = Objects.requireNonNull(start, "start");
    }

    public String name() {
        return name;
    }

    public int argumentsMin() {
        return argumentsMin;
    }

    /** The most arguments it takes; {@link io.itemql.plan.expression.Function#ANY_NUMBER} for no limit. */
    public int argumentsMax() {
        return argumentsMax;
    }

    /** The type of the outcome; empty if it is that of the first argument. */
    public Optional<ColumnType> result() {
        return Optional.ofNullable(result);
    }

    /** The state for a new group. */
    public Accumulator start() {
        return start.get();
    }

    /**
     * Checks a call.
     *
     * @throws ItemException with {@link ErrorCode#WRONG_ARGUMENT_COUNT}
     */
    public void checkArgumentCount(int count) {
        if (count < argumentsMin || count > argumentsMax) {
            throw new ItemException(
                    ErrorCode.WRONG_ARGUMENT_COUNT,
                    name,
                    argumentsMin == argumentsMax ? argumentsMin : argumentsMin + " to " + argumentsMax,
                    count);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AggregateFunction that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
