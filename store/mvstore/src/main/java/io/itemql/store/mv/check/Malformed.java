package io.itemql.store.mv.check;

/** Bytes that are not what the format says. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message, null, false, false);
    }
}
