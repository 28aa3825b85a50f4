package io.itemql.sql;

/**
 * A statement that changes the state of the connection or of the store instead of items. The driver carries it out,
 * because only it knows the connection and who else uses the store.
 */
public enum Control {
    /** Closes the store for everybody. */
    SHUTDOWN,
    /** Writes everything into the store's own files. */
    CHECKPOINT,
    /** Starts a transaction. */
    BEGIN,
    /** Keeps what the transaction has done. */
    COMMIT,
    /** Drops what the transaction has done. */
    ROLLBACK
}
