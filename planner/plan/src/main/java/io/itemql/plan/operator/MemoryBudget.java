package io.itemql.plan.operator;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory a statement may hold at once. Blocking operators reserve what they keep, so that a statement that is
 * too large ends in an error that names the operator instead of an {@code OutOfMemoryError} of the whole JVM.
 *
 * <p>Safe for use by the threads that run one statement together.
 */
public final class MemoryBudget {
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();

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
        long now = bytes.addAndGet(bytesMore);
        if (now > bytesMax) {
            bytes.addAndGet(-bytesMore);
            throw new ItemException(ErrorCode.MEMORY_EXCEEDED, operator, bytesMax);
        }
        if (now > peak.get()) {
            peak.accumulateAndGet(now, Math::max);
        }
    }

    /** Gives memory back. */
    public void release(long bytesLess) {
        bytes.addAndGet(-bytesLess);
    }

    /** How much more may be taken now; others may take it meanwhile. */
    public long left() {
        return Math.max(0, bytesMax - bytes.get());
    }

    /** The most that was held at one time. */
    public long peakBytes() {
        return peak.get();
    }
}
