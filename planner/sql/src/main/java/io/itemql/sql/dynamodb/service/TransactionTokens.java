package io.itemql.sql.dynamodb.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Client tokens of the last ten minutes with their requests. Kept in memory. Safe for use by several threads. */
final class TransactionTokens {
    private static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final class Entry {
        private final ExecuteTransactionRequest request;
        private final long born;
        private boolean done;

        Entry(ExecuteTransactionRequest request, long born) {
            this.request = request;
            this.born = born;
        }
    }

    private final LongSupplier nanos;
    private final Map<String, Entry> entries = new HashMap<>();
    /** The tokens of the entries, oldest first. */
    private final Deque<String> ages = new ArrayDeque<>();

    TransactionTokens() {
        this(System::nanoTime);
    }

    TransactionTokens(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Carries out a request unless it already was; one that fails may be tried again.
     *
     * @param again answers the same request when it comes again
     * @throws StatementFailure if the token was used for another request, or its request is still being carried out
     */
    ExecuteTransactionResponse once(
            ExecuteTransactionRequest request,
            Supplier<ExecuteTransactionResponse> action,
            Supplier<ExecuteTransactionResponse> again) {
        String token = request.clientRequestToken().orElseThrow();
        Entry own = new Entry(request, nanos.getAsLong());
        synchronized (this) {
            forgetOld();
            Entry known = entries.putIfAbsent(token, own);
            if (known == null) {
                ages.add(token);
            } else {
                checkSame(known, request);
                own = null;
            }
        }
        if (own == null) {
            return again.get();
        }
        boolean done = false;
        try {
            ExecuteTransactionResponse response = action.get();
            done = true;
            return response;
        } finally {
            synchronized (this) {
                own.done = done;
                if (!done) {
                    entries.remove(token);
                    ages.remove(token);
                }
            }
        }
    }

    private static void checkSame(Entry known, ExecuteTransactionRequest request) {
        if (!known.request.equals(request)) {
            throw StatementFailure.of(
                    ErrorType.IDEMPOTENT_PARAMETER_MISMATCH,
                    "Specified idempotent token was used with different request parameters within the idempotency"
                            + " window");
        }
        if (!known.done) {
            throw StatementFailure.of(
                    ErrorType.TRANSACTION_IN_PROGRESS,
                    "The transaction with the given request token is already in progress");
        }
    }

    private void forgetOld() {
        while (!ages.isEmpty() && nanos.getAsLong() - entries.get(ages.peek()).born > LIFE_NANOS) {
            entries.remove(ages.remove());
        }
    }
}
