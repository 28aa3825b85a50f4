package io.itemql.jdbc.internal.store;

import io.itemql.sql.SqlEngine;

/**
 * Loads the planner's classes in the background. It waits a moment first: a program that reads a few items by their keys
 * and ends should not share its processors with classes that it never needs.
 */
final class WarmUp implements Runnable {
    private static final long WAIT_MILLIS = 1000;

    private final SqlEngine engine;

    private WarmUp(SqlEngine engine) {
        this.engine = engine;
    }

    /** Starts a daemon thread, which does not hold up the end of the JVM. */
    static void start(SqlEngine engine) {
        Thread thread = new Thread(new WarmUp(engine), "itemql-warm-up");
        thread.setDaemon(true);
        // Not the application's loader, which the thread would keep alive.
        thread.setContextClassLoader(WarmUp.class.getClassLoader());
        thread.start();
    }

    @Override
    public void run() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            // Whoever interrupts it wants an end, and nobody depends on what it would do.
            return;
        }
        engine.warmUp();
    }
}
