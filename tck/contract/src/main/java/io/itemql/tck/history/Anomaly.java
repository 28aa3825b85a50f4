package io.itemql.tck.history;

/**
 * Something that must not have happened.
 *
 * @param detail the transactions and lists that show it
 */
public record Anomaly(Kind kind, String detail) {
    /** The anomalies, each with what it says about a store. */
    public enum Kind {
        /** A transaction did not see its own writes, or saw a list change between two reads. */
        INTERNAL,
        /** A value was read that nobody wrote, or twice. */
        GARBAGE_READ,
        /** A value was read that a transaction wrote which was rolled back. */
        ABORTED_READ,
        /**
         * A value was read before its transaction asked for its commit, or without the later ones of that transaction.
         */
        DIRTY_READ,
        /** A committed write is gone, or two transactions wrote what both had read in the same state. */
        LOST_UPDATE,
        /** Two reads show the values of a list in different orders. */
        DIVERGENT_ORDER,
        /** Writes of two transactions are interleaved: one is first here, the other there. */
        DIRTY_WRITE,
        /** Two transactions have each seen what the other one wrote. */
        CIRCULAR_FLOW,
        /** A transaction has seen one write of another one and missed an earlier or equal one. */
        READ_SKEW,
        /** Two readers disagree about which of two independent writes came first. */
        LONG_FORK,
        /** Two transactions each read what the other one then wrote; allowed under snapshots. */
        WRITE_SKEW,
        /** A transaction did not see what was committed before it began. */
        STALE_READ,
        /** A sum that every transaction keeps has changed, or a value is not the sum of what made it. */
        BROKEN_INVARIANT
    }

    @Override
    public String toString() {
        return kind + ": " + detail;
    }
}
