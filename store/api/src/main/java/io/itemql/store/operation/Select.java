package io.itemql.store.operation;

/** What a query or scan gives of the items that it found. */
public enum Select {
    ALL_ATTRIBUTES,
    /** The projected paths. */
    SPECIFIC_ATTRIBUTES,
    /** Only how many there are; costs the same. */
    COUNT
}
