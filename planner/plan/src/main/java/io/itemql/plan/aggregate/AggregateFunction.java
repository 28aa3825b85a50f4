package io.itemql.plan.aggregate;

import io.itemql.item.Value;
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
    /** Null for a function whose state is of no use to another one. */
    private final Accumulators.Total.Outcome ofTotal;

    /** @param result {@code null} for the type of the first argument */
    AggregateFunction(String name, Arity arity, ColumnType result, Supplier<Accumulator> start) {
        this(name, arity, result, start, null);
    }

    private AggregateFunction(
            String name,
            Arity arity,
            ColumnType result,
            Supplier<Accumulator> start,
            Accumulators.Total.Outcome ofTotal) {
        this.name = Objects.requireNonNull(name, "name");
        this.arity = arity;
        this.result = result;
        this.start = Objects.requireNonNull(start, "start");
        this.ofTotal = ofTotal;
    }

    /** A function that follows from the total of its argument. */
    static AggregateFunction ofTotal(String name, Accumulators.Total.Outcome outcome) {
        return new AggregateFunction(
                name, new Arity(1, 1), ColumnType.DECIMAL, () -> new Accumulators.Total(outcome), outcome);
    }

    /** True if a state of the other function over the same arguments tells the outcome of this one as well. */
    boolean sharesStateWith(AggregateFunction other) {
        return equals(other) || (ofTotal != null && other.ofTotal != null);
    }

    /** The outcome that a state of this function, or of one that shares its state, tells. */
    Value outcome(Accumulator state) {
        return ofTotal == null ? state.result() : ((Accumulators.Total) state).result(ofTotal);
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
