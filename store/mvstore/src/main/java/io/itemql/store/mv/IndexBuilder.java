package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Cancellation;
import io.itemql.store.IndexInfo;
import io.itemql.store.mv.index.IndexBuild;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.key.KeyCodec;
import io.itemql.store.mv.page.PageCursor;
import io.itemql.store.mv.page.PageStore;
import io.itemql.store.mv.table.CataloguedIndex;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.StoredTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;

/**
 * Builds global indexes while their tables are in use, one at a time, on a thread that exists only as long as there is
 * one to build.
 *
 * <p>From the moment when an index is in the catalogue every write keeps it up to date, so what is left are the items
 * that are there already. The builder walks over them in the order of their keys and does with each what a write of the
 * same row would do: inside the gate, with the key locked, it sets the entry of the item as it is then. It passes the
 * gate anew for every few items and holds no old version of the table for long; while others write it rests as long as
 * it works. Where it stands is saved with each checkpoint; after a crash the next opening goes on from there. When it
 * has come to the end, a checkpoint puts the entries beyond the reach of a crash, for they are not in the journal, and
 * only then the index becomes active.
 */
final class IndexBuilder {
    /** How many items are added between entering the gate and leaving it; a checkpoint waits for no more. */
    private static final int ITEMS_PER_PASSAGE = 8;
    /** How many keys are collected from one version of the table. */
    private static final int KEYS_PER_ROUND = 256;

    private static final long WAIT_MILLIS = 20;
    private static final long PAUSE_NANOS = 2_000_000;

    private final String name;
    private final TableRegistry registry;
    private final PageStore pages;
    private final WriteGate gate;
    private final KeyLocks locks;
    private final WriteLog log;
    private final Persistence persistence;

    private final ReentrantLock state = new ReentrantLock();
    private final Condition changed = state.newCondition();
    /** Null while there is nothing to build. */
    private Thread thread;

    private ItemException failure;
    private volatile boolean stopping;

    IndexBuilder(
            String name,
            TableRegistry registry,
            PageStore pages,
            WriteGate gate,
            KeyLocks locks,
            WriteLog log,
            Persistence persistence) {
        this.name = name;
        this.registry = registry;
        this.pages = pages;
        this.gate = gate;
        this.locks = locks;
        this.log = log;
        this.persistence = persistence;
    }

    /** Builds what is to be built; returns at once. */
    void start() {
        state.lock();
        try {
            if (thread == null && !stopping && next() != null) {
                failure = null;
                thread = new Thread(this::run, "itemql-index " + name);
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            state.unlock();
        }
    }

    /** Returns when nothing is built any more; what is not finished goes on when the store is opened again. */
    void stop() {
        stopping = true;
        Thread running;
        state.lock();
        try {
            running = thread;
        } finally {
            state.unlock();
        }
        if (running != null) {
            ThreadEnd.await(running);
        }
    }

    /** Returns when an index is active; see {@link io.itemql.store.ItemStore#awaitIndex}. */
    IndexInfo await(String table, String index, Cancellation cancellation) {
        boolean interrupted = false;
        state.lock();
        try {
            while (true) {
                cancellation.check();
                IndexInfo info = registry.require(table)
                        .info()
                        .index(index)
                        .orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_INDEX, index));
                if (info.isActive()) {
                    return info;
                }
                if (failure != null) {
                    throw ItemException.causedBy(
                            failure,
                            ErrorCode.IO_ERROR,
                            name,
                            "index " + index + " cannot be built; " + failure.getMessage());
                }
                if (stopping) {
                    throw new ItemException(ErrorCode.STORE_CLOSED, name);
                }
                try {
                    // Not for long: a cancellation wakes nobody.
                    changed.await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            state.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        ItemException failed = null;
        try {
            for (Work work = next(); work != null && !stopping; work = next()) {
                build(work);
            }
        } catch (ItemException e) {
            failed = e;
        } catch (RuntimeException | Error e) {
            failed = ItemException.causedBy(e, ErrorCode.INTERNAL_ERROR, e.toString());
        } finally {
            state.lock();
            try {
                failure = failed;
                thread = null;
                changed.signalAll();
            } finally {
                state.unlock();
            }
        }
        if (failed == null) {
            // Perhaps somebody added one after the last look.
            start();
        }
    }

    /** An index that is being built. */
    private record Work(StoredTable table, StoredIndex index) {}

    private Work next() {
        for (CataloguedTable table : registry.set().list()) {
            for (CataloguedIndex index : table.indexes()) {
                if (!index.active()) {
                    return new Work(table.table(), index.index());
                }
            }
        }
        return null;
    }

    private void build(Work work) {
        StoredTable table = work.table();
        StoredIndex index = work.index();
        IndexBuild build = new IndexBuild(index, table.rows());
        long changesBefore = gate.startedTogether();
        while (!stopping && !index.isDropped() && !index.progress().isComplete()) {
            List<byte[]> keys = nextKeys(table, index.progress().position());
            if (keys.isEmpty()) {
                finish(index);
            }
            long changes = gate.startedTogether();
            boolean sharesTime = changes != changesBefore;
            changesBefore = changes;
            for (int from = 0; from < keys.size() && !stopping; from += ITEMS_PER_PASSAGE) {
                waitForCheckpoint(index);
                long start = System.nanoTime();
                add(build, work, keys.subList(from, Math.min(from + ITEMS_PER_PASSAGE, keys.size())));
                if (sharesTime) {
                    LockSupport.parkNanos(System.nanoTime() - start);
                }
            }
        }
        if (!stopping && !index.isDropped()) {
            persistence.checkpoint();
            registry.activate(table, index, log);
            signal();
        }
    }

    /** Leaves room for writers: they wait for a checkpoint only when twice as much is unsaved. */
    private void waitForCheckpoint(StoredIndex index) {
        persistence.slowDown();
        while (persistence.isPressed() && !stopping && !index.isDropped()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            persistence.slowDown();
        }
    }

    /** The keys of the items that follow a position, a few of them. */
    private List<byte[]> nextKeys(StoredTable table, byte[] position) {
        MVStore.TxCounter held = pages.hold();
        try {
            byte[] from = position.length == 0 ? position : KeyCodec.successor(position);
            PageCursor cursor = table.map().cursor(table.map().root(), from, false);
            List<byte[]> keys = new ArrayList<>();
            while (keys.size() < KEYS_PER_ROUND && cursor.next()) {
                keys.add(cursor.key());
            }
            return keys;
        } finally {
            pages.release(held);
        }
    }

    private void add(IndexBuild build, Work work, List<byte[]> keys) {
        StoredTable table = work.table();
        long stamp = gate.enter();
        try {
            for (byte[] key : keys) {
                if (work.index().isDropped()) {
                    return;
                }
                ReentrantLock lock = locks.of(table.number(), key);
                lock.lock();
                try {
                    build.add(key, table.map().get(key));
                } finally {
                    lock.unlock();
                }
            }
        } finally {
            gate.leave(stamp);
        }
    }

    /** Inside the gate, so that no checkpoint falls between the last entry and this. */
    private void finish(StoredIndex index) {
        long stamp = gate.enter();
        try {
            index.progress().finish();
        } finally {
            gate.leave(stamp);
        }
    }

    private void signal() {
        state.lock();
        try {
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }
}
