package io.itemql.store.operation;

/** What a query or scan gives of the items that it found. */
public enum Select {
    /** Whole items; of an index those that it projects, or, of a local one, fetched from the table. */
    ALL_ATTRIBUTES,
    /** Everything that the index projects. */
    ALL_PROJECTED_ATTRIBUTES,
    /** The projected paths. */
    SPECIFIC_ATTRIBUTES,
    /** Only how many there are; costs the same. */
    COUNT
}
