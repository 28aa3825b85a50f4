package io.itemql.plan.aggregate;

import io.itemql.plan.expression.Arity;
import io.itemql.table.ColumnType;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** An aggregate function: its name, its arguments and how it starts. Immutable; equal to any of the same name. */
public final class AggregateFunction {
    private final String name;
    private final Arity arity;
    private final ColumnType result;
    private final Supplier<Accumulator> start;

    /** @param result {@code null} for the type of the first argument */
    AggregateFunction(String name, Arity arity, ColumnType result, Supplier<Accumulator> start) {
        this.name = Objects.requireNonNull(name, "name");
        this.arity = arity;
        this.result = result;
        this.start = Objects.requireNonNull(start, "start");
    }

    public String name() {
        return name;
    }

    public Arity arity() {
        return arity;
    }

    /** The type of the outcome; empty if it is that of the first argument. */
    public Optional<ColumnType> result() {
        return Optional.ofNullable(result);
    }

    /** The state for a new group. */
    public Accumulator start() {
        return start.get();
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
