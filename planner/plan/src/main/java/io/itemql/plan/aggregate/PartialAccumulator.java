package io.itemql.plan.aggregate;

/**
 * The state of a function whose outcome for all rows follows from its outcomes for parts of them, so that several
 * threads can share the rows.
 */
interface PartialAccumulator extends Accumulator {
    /**
     * Takes in what another state of the same function has of later rows; that one is not used afterwards.
     *
     * @return how many more bytes of heap this keeps, those of the other aside
     */
    long add(PartialAccumulator later);
}
