package io.itemql.plan.operator;

import java.util.List;

/**
 * A node of a plan that gives rows. Immutable, shared by all executions.
 */
public interface Operator {
    /** Starts giving rows. The caller closes the cursor. */
    RowCursor open(Execution execution);

    /** How many columns its rows have. */
    int width();

    /** The operators it reads from; empty for a leaf. */
    List<Operator> inputs();

    /**
     * This operator over other inputs of the same widths.
     *
     * @param inputs as many as {@link #inputs()} has, in that order
     */
    Operator withInputs(List<Operator> inputs);

    /**
     * One line of EXPLAIN for this node alone, such as {@code SORT age DESC} or {@code QUERY orders [customer = ?1]}.
     */
    String describe();

    /**
     * This operator in several parts, which threads may read at the same time; the parts share no row, leave none out, and
     * follow each other in the order of the whole. Empty if its rows cannot be divided so, or are too few.
     */
    default List<Operator> segments(int total, Execution execution) {
        return List.of();
    }

    /** True if its rows come from the statement and its parameters alone, so that running it reads no item. */
    default boolean isWrittenOut() {
        return !inputs().isEmpty() && inputs().stream().allMatch(Operator::isWrittenOut);
    }
}
