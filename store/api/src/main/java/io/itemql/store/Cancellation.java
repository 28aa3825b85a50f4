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
    /** Why the work must stop; {@code null} while it may go on. */
    private volatile ErrorCode reason;

    private volatile Request request = Request.NONE;

    /** One request among those that a statement's rows need, with a time of its own. */
    private record Request(long millis, long deadlineNanos) {
        static final Request NONE = new Request(0, 0);
    }

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
        cancel(ErrorCode.CANCELLED);
    }

    /**
     * The same because something is closed that the work is for.
     *
     * @param reason a code without arguments, with which {@link #check()} fails unless there was another one before
     */
    public void cancel(ErrorCode reason) {
        if (this != NONE && this.reason == null) {
            this.reason = reason;
        }
    }

    /**
     * From now on until {@link #endRequest()} somebody waits for a piece of the work, and not longer than this. Only the
     * thread that works begins and ends requests; {@link #NONE} has none.
     *
     * @param millis more than 0
     */
    public void beginRequest(long millis) {
        if (this == NONE) {
            return;
        }
        request = new Request(millis, System.nanoTime() + millis * 1_000_000L);
    }

    /** Nobody waits; the work may take up its time. */
    public void endRequest() {
        request = Request.NONE;
    }

    /**
     * Returns if the work may go on. Cheap enough for every few hundred rows; reads the clock only if there is a
     * deadline.
     *
     * @throws ItemException with {@link ErrorCode#CANCELLED} or the reason that was given instead, with
     *     {@link ErrorCode#TIMEOUT} or {@link ErrorCode#NETWORK_TIMEOUT}
     */
    public void check() {
        ErrorCode stopped = reason;
        if (stopped != null) {
            throw new ItemException(stopped);
        }
        if (timeoutMillis > 0 && System.nanoTime() - deadlineNanos > 0) {
            throw new ItemException(ErrorCode.TIMEOUT, timeoutMillis);
        }
        Request waited = request;
        if (waited.millis() > 0 && System.nanoTime() - waited.deadlineNanos() > 0) {
            throw new ItemException(ErrorCode.NETWORK_TIMEOUT, waited.millis());
        }
    }
}
