package io.itemql.store;

/** What a {@link Transaction} promises against transactions that run at the same time. */
public enum Isolation {
    /**
     * All reads see the moment when the transaction began, and of two that write one item only the first commits. Two
     * transactions that each read what the other writes may both commit (write skew).
     */
    SNAPSHOT,
    /**
     * As {@link #SNAPSHOT}, and what was read, including what was not there, must still be so at the commit: the
     * outcome is that of some order of the serializable transactions.
     */
    SERIALIZABLE
}
