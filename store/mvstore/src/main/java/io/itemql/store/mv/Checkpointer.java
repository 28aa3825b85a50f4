package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.journal.Durability;
import io.itemql.store.mv.journal.Journal;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.system.SystemTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Saves the maps so that the journal need not be kept, in the background and when asked. Why in this order and no
 * other: {@code docs/decisions/0002-checkpoint.md}.
 *
 * <p>A checkpoint is due when there is much journal behind the last one, or much memory in pages that are not in the
 * file, or when the last one is old. Beyond twice as much writers wait for it.
 */
final class Checkpointer implements Persistence {
    /** How often the thread looks after things when nobody wakes it. */
    private static final long ROUND_MILLIS = 1000;
    /** How old changes become before they are saved though they are few. */
    private static final long AGE_MILLIS_MAX = 60_000;
    /** So many times what makes a checkpoint due makes writers wait. */
    private static final int PATIENCE = 2;
    /** From here on a checkpoint makes haste, so that they need not. */
    private static final double URGENCY = 1.5;
    /**
     * Dead parts of the file are won back when less of its chunks is live. Together with the holes between chunks, of
     * which there are up to a quarter, this keeps the file below 2.5 times its live data; 60 did not.
     */
    private static final int FILL_PERCENT_MIN = 70;

    private static final int COMPACT_STEPS = 2;

    private final StoreDirectory directory;
    private final PageStore pages;
    private final Journal journal;
    private final WriteGate gate;
    private final TableRegistry registry;
    private final StoreState state;
    private final StoreOptions options;
    private final PartitionSplitter splitter;
    private final OpenViews views;
    private final CheckpointFigures figures = new CheckpointFigures();
    private final Thread thread;

    /** Held by the one that does a checkpoint. */
    private final ReentrantLock working = new ReentrantLock();

    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition due = waiting.newCondition();
    private final Condition done = waiting.newCondition();
    private boolean stopping;

    private volatile long savedPosition;
    private volatile long savedNanos = System.nanoTime();
    /** Of the journal when it was last asked whether there is time; used by the thread that saves only. */
    private long positionBefore;

    private volatile boolean requested;
    private volatile ItemException failure;
    /** Why the maps do not agree with each other; null as long as they do. */
    private volatile ItemException halfDone;

    /** @param savedPosition up to which the journal is contained in the maps as they are in the file */
    Checkpointer(
            StoreDirectory directory,
            PageStore pages,
            Journal journal,
            WriteGate gate,
            TableRegistry registry,
            StoreState state,
            StoreOptions options,
            OpenViews views,
            long savedPosition) {
        this.directory = directory;
        this.pages = pages;
        this.journal = journal;
        this.gate = gate;
        this.registry = registry;
        this.state = state;
        this.options = options;
        this.views = views;
        this.savedPosition = savedPosition;
        this.splitter = new PartitionSplitter(registry, pages, gate, options.partitionBytes());
        this.thread = new Thread(this::run, "itemql-checkpoint " + directory.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public boolean isOnDisk() {
        return true;
    }

    @Override
    public void slowDown() {
        checkNoFailure();
        double pressure = pressure();
        if (pressure < 1 || (requested && pressure < PATIENCE)) {
            return;
        }
        waiting.lock();
        try {
            requested = true;
            due.signal();
            while (pressure() >= PATIENCE && failure == null && !stopping) {
                requested = true;
                due.signal();
                done.awaitUninterruptibly();
            }
        } finally {
            waiting.unlock();
        }
    }

    @Override
    public boolean isPressed() {
        return pressure() >= 1;
    }

    private void checkNoFailure() {
        ItemException cause = failure;
        if (cause != null) {
            throw ItemException.causedBy(
                    cause,
                    ErrorCode.IO_ERROR,
                    directory.name(),
                    "a checkpoint has failed before, so the store takes no more writes; " + cause.getMessage());
        }
    }

    /** How due a checkpoint is; it is at 1. */
    private double pressure() {
        long journalBytes = journal.position() - savedPosition;
        return (double) Math.max(journalBytes, pages.unsavedBytes()) / options.checkpointBytes();
    }

    /**
     * Whether what is being saved is to be saved as fast as possible; asked by the thread that saves. It is if writers
     * would have to wait otherwise, and if none of them waits for forces.
     */
    boolean isUrgent() {
        long position = journal.position();
        boolean isAlone = position == positionBefore;
        positionBefore = position;
        return isAlone || options.durability() != Durability.SYNC || pressure() >= URGENCY;
    }

    private void run() {
        while (awaitRound()) {
            try {
                if (failure == null && !journal.hasFailed()) {
                    work();
                }
            } catch (ItemException e) {
                noteFailure(e);
            } catch (RuntimeException | Error e) {
                noteFailure(ItemException.causedBy(e, ErrorCode.INTERNAL_ERROR, e.toString()));
            } finally {
                signalDone();
            }
        }
    }

    private void work() {
        views.expireOld();
        if (options.durability() == Durability.OS) {
            // What a power loss can take is bounded, and damage before it is told from a torn end.
            journal.force(journal.position());
        }
        if (isDue()) {
            checkpointNow();
            compact();
        }
        splitPartitions();
    }

    private boolean isDue() {
        boolean isOld = System.nanoTime() - savedNanos > TimeUnit.MILLISECONDS.toNanos(AGE_MILLIS_MAX);
        return requested || pressure() >= 1 || (isOld && journal.position() > savedPosition);
    }

    /** Waits for work; false when the store is closed. */
    private boolean awaitRound() {
        waiting.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS);
            while (!stopping && !requested && left > 0) {
                left = due.awaitNanos(left);
            }
            return !stopping;
        } catch (InterruptedException e) {
            // Nobody who may stop this thread does it this way; the store needs it.
            return !stopping;
        } finally {
            waiting.unlock();
        }
    }

    private void signalDone() {
        waiting.lock();
        try {
            requested = false;
            done.signalAll();
        } finally {
            waiting.unlock();
        }
    }

    @Override
    public void fail(ItemException e) {
        halfDone = e;
        noteFailure(e);
    }

    private synchronized void noteFailure(ItemException e) {
        // The first one is the cause of the others.
        if (failure == null) {
            failure = e;
        }
    }

    @Override
    public void checkReadable() {
        ItemException half = halfDone;
        if (half != null || journal.hasLostRecords()) {
            throw ItemException.causedBy(
                    half,
                    ErrorCode.IO_ERROR,
                    directory.name(),
                    "a write could not be recorded before and may be seen though it was refused; close the store and"
                            + " open it again");
        }
    }

    /**
     * Wins back dead parts of the file, for at most twice as many bytes as a checkpoint writes; in steps, as a chunk must
     * fit into memory.
     */
    private void compact() {
        int bytesMax = (int) Math.min(Integer.MAX_VALUE / 2, options.checkpointBytes());
        // MVStore keeps its lock while it lifts pages; nobody may close the gate and then wait for that lock.
        working.lock();
        try {
            for (int step = 0; step < COMPACT_STEPS && pages.compact(FILL_PERCENT_MIN, bytesMax); step++) {
                checkpointNow();
            }
        } finally {
            working.unlock();
        }
    }

    private void splitPartitions() {
        working.lock();
        try {
            splitter.splitLarge();
        } finally {
            working.unlock();
        }
    }

    @Override
    public void checkpoint() {
        checkNoFailure();
        try {
            checkpointNow();
            splitPartitions();
        } catch (ItemException e) {
            noteFailure(e);
            throw e;
        } finally {
            signalDone();
        }
    }

    /**
     * One checkpoint at a time, and none behind one that has failed: the next one would write where the last one that
     * is complete still is. So a failure is noted before another thread gets its turn.
     */
    private void checkpointNow() {
        working.lock();
        try {
            checkNoFailure();
            saveAll();
        } catch (ItemException e) {
            noteFailure(e);
            throw e;
        } catch (RuntimeException | Error e) {
            noteFailure(ItemException.causedBy(e, ErrorCode.INTERNAL_ERROR, e.toString()));
            throw e;
        } finally {
            working.unlock();
        }
    }

    private void saveAll() {
        long begin = System.nanoTime();
        // A journal that cannot be forced must be known before MVStore is told to write; it would give up
        // altogether.
        journal.force(journal.position());
        boolean captured;
        long position;
        long stamp = gate.close();
        try {
            // A write may have been done by half since the journal was forced. Inside the closed gate all that were are
            // known.
            checkNoFailure();
            position = journal.position();
            state.save(registry, position);
            captured = pages.capture();
        } finally {
            gate.open(stamp);
        }
        if (captured) {
            pages.save();
        }
        savedPosition = position;
        savedNanos = System.nanoTime();
        figures.count(savedNanos - begin);
        journal.trim(position);
    }

    @Override
    public List<Item> metrics() {
        List<Item> rows = new ArrayList<>(figures.metrics());
        rows.addAll(journal.metrics());
        rows.add(SystemTable.metric(
                "checkpoints.journalBehindBytes",
                journal.position() - savedPosition,
                "bytes",
                "the journal that a recovery would have to read"));
        rows.addAll(pages.metrics());
        return rows;
    }

    @Override
    public List<Item> journalFacts() {
        return journal.segmentFacts(savedPosition);
    }

    @Override
    public void close() {
        stopThread();
        try {
            if (failure == null && !journal.hasFailed()) {
                closeCleanly();
            } else {
                abandon();
            }
        } finally {
            unlock();
        }
    }

    private void closeCleanly() {
        boolean clean = false;
        try {
            checkpointNow();
            journal.close();
            clean = true;
            pages.close();
        } finally {
            if (!clean) {
                abandon();
            }
        }
    }

    /** Leaves the files as they are; the next one who opens the store recovers. */
    private void abandon() {
        try {
            pages.abandon();
        } finally {
            journal.abandon();
        }
    }

    private void unlock() {
        try {
            directory.unlock();
        } catch (IOException e) {
            throw ItemException.ofIo(e, directory.name());
        }
    }

    private void stopThread() {
        waiting.lock();
        try {
            stopping = true;
            due.signal();
            done.signalAll();
        } finally {
            waiting.unlock();
        }
        ThreadEnd.await(thread);
    }
}
