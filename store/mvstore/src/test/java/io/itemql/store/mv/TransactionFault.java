package io.itemql.store.mv;

/** What the transactions of a {@link FaultyStore} do wrong. */
enum TransactionFault {
    NONE,
    /** A commit that loses against another writer writes all the same. */
    LOSES_UPDATES,
    /** SERIALIZABLE is no more than SNAPSHOT. */
    SKEWS_WRITES,
    /** Reads show what others have committed since the beginning. */
    READS_LATER_COMMITS,
    /** Reads do not show what the transaction has written. */
    MISSES_OWN_WRITES,
    /** A view shows what is written after it was opened. */
    MOVES_VIEWS,
    /** A rollback writes. */
    KEEPS_ABORTED_WRITES,
    /** Going back to a mark takes nothing back. */
    IGNORES_MARKS,
    /** A commit leaves out what was written last. */
    COMMITS_BY_HALF,
    /** Every fifth commit is refused without a reason. */
    INVENTS_CONFLICTS,
    /** An atomic batch outside of transactions writes what it can. */
    SPLITS_BATCHES
}
