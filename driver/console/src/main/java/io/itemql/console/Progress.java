package io.itemql.console;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells whoever waits for a long statement how long it has been running. */
final class Progress implements AutoCloseable {
    private static final int SECONDS = 2;
    private static final String LINE = " s … (Ctrl-C stops the statement)";
    private static final int DIGITS_MAX = 10;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "itemql-progress");
        thread.setDaemon(true);
        return thread;
    });

    private final PrintWriter out;
    private volatile boolean shown;
    private Future<?> ticks;

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** Begins to count; nothing is written before some seconds have gone by. */
    void start() {
        long start = System.nanoTime();
        ticks = clock.scheduleAtFixedRate(
                () -> {
                    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
                    shown = true;
                    out.print("\r" + seconds + LINE);
                    out.flush();
                },
                SECONDS,
                1,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        clock.shutdownNow();
        if (shown) {
            // The line is for what comes now.
            out.print("\r" + " ".repeat(LINE.length() + DIGITS_MAX) + "\r");
            out.flush();
        }
    }
}
