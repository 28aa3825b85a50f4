package io.itemql.plan.aggregate;

import io.itemql.item.Value;

/** The state of one aggregate function over one group. Used by one thread. */
public interface Accumulator {
    /**
     * Takes in one row.
     *
     * @param arguments the values of the function's arguments; {@code null} is MISSING
     * @return how many more bytes of heap it keeps
     */
    long add(Value[] arguments);

    /** As {@link #add(Value[])}, of a function with one argument, which most are: without an array to hold it. */
    default long addOnly(Value argument) {
        return add(new Value[] {argument});
    }

    /** The outcome for the rows so far. May be asked for more than once. */
    Value result();
}
