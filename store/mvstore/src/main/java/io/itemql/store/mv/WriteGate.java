package io.itemql.store.mv;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/**
 * The gate that every write passes. Inside it, a record of the journal, the item, and the counts change together; so
 * whoever closes the gate sees them agree.
 *
 * <p>Held for microseconds and never over I/O: a write waits for the journal after it has left, and a checkpoint closes
 * the gate only to remember the roots of the maps. Not reentrant.
 */
final class WriteGate {
    private static final int SPINS_MAX = 100;

    private final StampedLock lock = new StampedLock();
    /** Held by the one that closes the gate. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean closing;
    private final LongAdder started = new LongAdder();
    private final LongAdder finished = new LongAdder();

    /** Passes; other writers may be inside. */
    long enter() {
        if (closing) {
            // Whoever waits for the gate to be empty would wait for ever if others kept slipping in.
            turn.lock();
            try {
                return lock.readLock();
            } finally {
                turn.unlock();
            }
        }
        return lock.readLock();
    }

    void leave(long stamp) {
        lock.unlockRead(stamp);
    }

    /** Says that the caller, who is inside, begins to change several maps that belong together. */
    void startTogether() {
        started.increment();
    }

    /** Says that the caller has changed all of them. */
    void finishTogether() {
        finished.increment();
    }

    /**
     * How many changes of several maps have finished at least. If {@link #startedTogether} gives the same afterwards,
     * none was going on in between. Waits for a few microseconds if one is going on, which is less than closing the
     * gate takes.
     */
    long finishedTogether() {
        long sum = finished.sum();
        for (int spin = 0; spin < SPINS_MAX && started.sum() != sum; spin++) {
            Thread.onSpinWait();
            sum = finished.sum();
        }
        return sum;
    }

    /** How many changes of several maps have started at most. */
    long startedTogether() {
        return started.sum();
    }

    /** Waits until nobody is inside and keeps everybody out. The same thread opens. */
    long close() {
        turn.lock();
        closing = true;
        return lock.writeLock();
    }

    void open(long stamp) {
        lock.unlockWrite(stamp);
        closing = false;
        turn.unlock();
    }
}
