package io.itemql.plan.operator;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;

/**
 * How much memory a statement may hold at once. Blocking operators reserve what they keep, so that a statement that is
 * too large ends in an error that names the operator instead of an {@code OutOfMemoryError} of the whole JVM.
 *
 * <p>Used by one thread at a time.
 */
public final class MemoryBudget {
    private final long bytesMax;
    private long bytes;
    private long peak;

    public MemoryBudget(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * Takes memory.
     *
     * @param operator who takes it, for the message
     * @throws ItemException with {@link ErrorCode#MEMORY_EXCEEDED}
     */
    public void reserve(long bytesMore, String operator) {
        bytes += bytesMore;
        if (bytes > bytesMax) {
            bytes -= bytesMore;
            throw new ItemException(ErrorCode.MEMORY_EXCEEDED, operator, bytesMax);
        }
        peak = Math.max(peak, bytes);
    }

    /** Gives memory back. */
    public void release(long bytesLess) {
        bytes -= bytesLess;
    }

    /** The most that was held at one time. */
    public long peakBytes() {
        return peak;
    }
}
