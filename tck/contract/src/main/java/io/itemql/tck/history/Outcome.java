package io.itemql.tck.history;

/** What its client knows about how a transaction ended. */
public enum Outcome {
    /** The commit was acknowledged. */
    COMMITTED,
    /** It was rolled back, or the commit was refused. */
    ABORTED,
    /** The process died before the commit was answered; it may have happened or not. */
    UNKNOWN
}
