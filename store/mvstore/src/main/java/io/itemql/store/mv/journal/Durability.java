package io.itemql.store.mv.journal;

/** What an acknowledged write survives. */
public enum Durability {
    /** A power loss: the journal is forced to the disk before a write is acknowledged. */
    SYNC,
    /** The death of the process: the journal is handed to the operating system before a write is acknowledged. */
    OS
}
