package io.itemql.tck.history;

/** What a store promises about transactions that overlap. */
public enum Level {
    /** Each sees the store as of its beginning, and of two that write the same only one commits. */
    SNAPSHOT,
    /** As if one had run after the other, in an order that agrees with the clock. */
    SERIALIZABLE
}
