package io.itemql.store;

/** What an engine may lack. Callers ask {@link ItemStore#capabilities()} before they rely on one. */
public enum Capability {
    /** A {@link ReadView} sees one moment of the store, whatever is written meanwhile. */
    SNAPSHOTS,
    /** {@link TableStatistics} are exact as of the last finished write. */
    EXACT_STATISTICS,
    /** {@link ItemStore#checkpoint()} makes everything written so far durable in the store's own files. */
    CHECKPOINTS,
    /** {@link ItemStore#begin} and {@linkplain WriteBatch#atomic atomic batches}. */
    TRANSACTIONS
}
