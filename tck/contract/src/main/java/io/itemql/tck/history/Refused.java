package io.itemql.tck.history;

/** A store would not carry out a transaction, because of another one or of a condition; none of it has happened. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    public Refused(String reason) {
        super(reason);
    }

    public Refused(Exception cause) {
        super(cause);
    }
}
