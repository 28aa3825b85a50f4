package io.itemql.tck.store;

/** What a {@link ReferenceStore} may do wrong, so that the contract can be seen to find it. */
enum Fault {
    NONE,
    IGNORES_CONDITIONS,
    IGNORES_DESCENDING,
    INCLUDES_UPPER_BOUND,
    REPEATS_RESUME_KEY,
    FILTERS_BEFORE_PAGING,
    SHOWS_LATER_WRITES,
    FORGETS_LAST_WRITE_AT_REOPEN,
    MISCOUNTS_REPLACED_ITEMS,
    CHARGES_FOR_FILTERED_ITEMS_ONLY
}
