package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.concurrent.atomic.AtomicLong;

/** What all open transactions of a store may keep in memory together. Safe for use by several threads. */
final class TransactionMemory {
    private static final long MEGABYTE = 1 << 20;
    /** A commit is one group of the journal, which has to fit into an array. */
    private static final long MEGABYTES_MAX = 1024;

    private final long bytesMax;
    private final AtomicLong used = new AtomicLong();

    TransactionMemory(long megabytesMax) {
        this.bytesMax = Math.min(MEGABYTES_MAX, megabytesMax) * MEGABYTE;
    }

    /** A quarter of the heap: a commit needs about as much again. */
    static long defaultMegabytes() {
        return Math.max(16, Math.min(MEGABYTES_MAX, Runtime.getRuntime().maxMemory() / MEGABYTE / 4));
    }

    /** @throws ItemException with {@link ErrorCode#TRANSACTION_TOO_LARGE} */
    void reserve(long bytes) {
        if (used.addAndGet(bytes) > bytesMax) {
            used.addAndGet(-bytes);
            throw new ItemException(ErrorCode.TRANSACTION_TOO_LARGE, bytesMax / MEGABYTE);
        }
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
