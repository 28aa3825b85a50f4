package io.itemql.sql;

import java.util.concurrent.atomic.LongAdder;

/** How many statements an engine has run and is running. Safe for use by several threads, which do not meet here. */
final class StatementCounters {
    private final LongAdder started = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void started() {
        started.increment();
    }

    /** The result of a statement was closed. */
    void finished() {
        finished.increment();
    }

    /** A statement failed before it gave a result. */
    void failed() {
        failed.increment();
    }

    long startedCount() {
        return started.sum();
    }

    long failedCount() {
        return failed.sum();
    }

    /** Statements whose results are open; the caller's own is one of them. */
    long runningCount() {
        // In this order, as what finishes in between must not make it negative.
        long ended = finished.sum() + failed.sum();
        return Math.max(0, started.sum() - ended);
    }
}
