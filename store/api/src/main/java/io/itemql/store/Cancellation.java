package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;

/**
 * A statement's right to go on. One thread works and calls {@link #check()} now and then; any other may
 * {@link #cancel()}. A deadline counts as a cancellation.
 */
public final class Cancellation {
    /** For work that nobody can stop; must not be cancelled. */
    public static final Cancellation NONE = new Cancellation(0, 0);

    private final long timeoutMillis;
    private final long deadlineNanos;
    private volatile boolean cancelled;

    private Cancellation(long timeoutMillis, long deadlineNanos) {
        this.timeoutMillis = timeoutMillis;
        this.deadlineNanos = deadlineNanos;
    }

    /** A token without a deadline. */
    public static Cancellation create() {
        return new Cancellation(0, 0);
    }

    /**
     * A token with a deadline.
     *
     * @param timeoutMillis from now; 0 means none
     */
    public static Cancellation withTimeout(long timeoutMillis) {
        return timeoutMillis <= 0
                ? create()
                : new Cancellation(timeoutMillis, System.nanoTime() + timeoutMillis * 1_000_000L);
    }

    /** Makes the next {@link #check()} fail. May be called from any thread, and more than once. */
    public void cancel() {
        if (this != NONE) {
            cancelled = true;
        }
    }

    /**
     * Returns if the work may go on. Cheap enough for every few hundred rows; reads the clock only if there is a
     * deadline.
     *
     * @throws ItemException with {@link ErrorCode#CANCELLED} or {@link ErrorCode#TIMEOUT}
     */
    public void check() {
        if (cancelled) {
            throw new ItemException(ErrorCode.CANCELLED);
        }
        if (timeoutMillis > 0 && System.nanoTime() - deadlineNanos > 0) {
            throw new ItemException(ErrorCode.TIMEOUT, timeoutMillis);
        }
    }
}
