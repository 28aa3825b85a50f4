package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs the planning of long and deep statements on a stack of their own: parser and tree walks go as deep as brackets
 * and chains of operators do, and the thread of the caller may have little stack. Only the pages that are used become
 * memory.
 */
final class DeepStack {
    private static final long STACK_BYTES = 64L << 20;
    /** Shorter statements with fewer brackets around anything fit on any stack. */
    private static final int LENGTH_MAX = 1_000;

    private static final int BRACKETS_MAX = 40;

    private DeepStack() {}

    /** True if a statement should be planned with {@link #call}. */
    static boolean needs(String text) {
        if (text.length() > LENGTH_MAX) {
            return true;
        }
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '{' -> open++;
                case ')', ']', '}' -> open--;
                default -> {
                    // of no interest
                }
            }
            if (open > BRACKETS_MAX) {
                return true;
            }
        }
        return false;
    }

    /**
     * The outcome of an action that runs on a large stack while the caller waits.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_TOO_DEEP} if that does not do either
     */
    static <T> T call(Supplier<T> action) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                outcome.complete(action.get());
            } catch (StackOverflowError e) {
                outcome.completeExceptionally(ItemException.causedBy(e, ErrorCode.STATEMENT_TOO_DEEP));
            } catch (Throwable e) {
                // Whatever it is, the caller waits for it and throws it on.
                outcome.completeExceptionally(e);
            }
        };
        Thread thread = new Thread(null, run, "itemql-planner", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
