package io.itemql.store.mv;

/** Waits for threads of the store that have been told to stop. */
final class ThreadEnd {
    private ThreadEnd() {}

    /** Returns when the thread has ended, and not before: an interrupt is kept for later. */
    static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
