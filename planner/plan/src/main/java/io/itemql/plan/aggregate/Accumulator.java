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

    /** The outcome for the rows so far. May be asked for more than once. */
    Value result();
}
