package io.itemql.store.mv.check;

/** A row that may be there but whose page cannot be read; whoever walks over the rows is told of the page itself. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreadable(Throwable cause) {
        super(cause);
    }
}
