package io.itemql.store.operation;

/** Which attributes a write gives back. PutItem and DeleteItem know only the first two. */
public enum ReturnValues {
    NONE,
    /** The whole item before the write. */
    ALL_OLD,
    /** The whole item after the write. */
    ALL_NEW,
    /** What the update's paths led to before it, each at its place. */
    UPDATED_OLD,
    /** What the update's paths lead to after it, each at its place. */
    UPDATED_NEW
}
