package io.itemql.jdbc.internal.store;

/**
 * Work in the background that no statement waits for, such as loading the planner's classes. It waits a moment first: a
 * program that reads a few items by their keys and ends should not share its processors with classes that it never
 * needs.
 */
final class WarmUp implements Runnable {
    private static final long WAIT_MILLIS = 1000;

    private final Runnable work;

    private WarmUp(Runnable work) {
        this.work = work;
    }

    /** Starts a daemon thread, which does not hold up the end of the JVM. */
    static void start(Runnable work) {
        Thread thread = new Thread(new WarmUp(work), "itemql-warm-up");
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
        work.run();
    }
}
