package io.itemql.store.operation;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Client tokens of the last ten minutes, with what was asked under them: a request that is repeated because its answer
 * got lost is not carried out twice. Kept in memory. Safe for use by several threads.
 */
final class RequestTokens {
    private static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final class Entry {
        /** Instead of the request, which may be large. */
        private final int fingerprint;

        private final long born;
        /** Null while the request is being carried out. */
        private TransactWriteResult result;

        Entry(TransactWriteRequest request, long born) {
            this.fingerprint = request.hashCode();
            this.born = born;
        }
    }

    private final LongSupplier nanos;
    private final Map<String, Entry> entries = new HashMap<>();
    /** The tokens of the entries, oldest first. */
    private final Deque<String> ages = new ArrayDeque<>();

    RequestTokens() {
        this(System::nanoTime);
    }

    RequestTokens(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Carries out a request unless it already was; one that fails may be tried again.
     *
     * @throws ItemException with {@link ErrorCode#TOKEN_REUSED} or {@link ErrorCode#TRANSACTION_IN_PROGRESS}
     */
    TransactWriteResult once(TransactWriteRequest request, Supplier<TransactWriteResult> action) {
        String token = request.clientRequestToken().orElseThrow();
        Entry own;
        synchronized (this) {
            forgetOld();
            Entry known = entries.get(token);
            if (known != null) {
                return resultOf(known, request);
            }
            own = new Entry(request, nanos.getAsLong());
            entries.put(token, own);
            ages.add(token);
        }
        TransactWriteResult result = null;
        try {
            result = action.get();
            return result;
        } finally {
            synchronized (this) {
                own.result = result;
                if (result == null) {
                    entries.remove(token);
                    ages.remove(token);
                }
            }
        }
    }

    private static TransactWriteResult resultOf(Entry known, TransactWriteRequest request) {
        if (known.fingerprint != request.hashCode()) {
            throw new ItemException(ErrorCode.TOKEN_REUSED);
        }
        if (known.result == null) {
            throw new ItemException(ErrorCode.TRANSACTION_IN_PROGRESS);
        }
        return known.result;
    }

    private void forgetOld() {
        while (!ages.isEmpty() && nanos.getAsLong() - entries.get(ages.peek()).born > LIFE_NANOS) {
            entries.remove(ages.remove());
        }
    }
}
