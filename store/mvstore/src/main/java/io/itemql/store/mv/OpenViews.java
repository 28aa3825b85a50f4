package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The views of a store that are open. A view holds back the reclaiming of space, so one that is older than the store
 * allows is given up: it lets go of its snapshot, and its next read fails. Safe for use by several threads.
 *
 * <p>Old views are looked for when a view is opened, at most once a second, and by the thread of the checkpoints; so no
 * timer is needed, and a store in memory that nobody uses keeps its views a little longer.
 */
final class OpenViews {
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A power of two. */
    private static final int SLOTS = 64;

    /**
     * Mostly a thread has one view open at a time, and for less than a microsecond: that one lies in the thread's slot,
     * which costs a tenth of what a place in a map costs.
     */
    private final AtomicReferenceArray<MvReadView> slots = new AtomicReferenceArray<>(SLOTS);

    /** The views whose slot was taken. */
    private final Set<MvReadView> others = ConcurrentHashMap.newKeySet();

    private final AtomicLong sweptNanos = new AtomicLong(System.nanoTime());
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder opened = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final long ageSecondsMax;

    OpenViews(long ageSecondsMax) {
        this.ageSecondsMax = ageSecondsMax;
    }

    void add(MvReadView view) {
        opened.increment();
        int slot = (int) Thread.currentThread().getId() & (SLOTS - 1);
        if (slots.get(slot) == null && slots.compareAndSet(slot, null, view)) {
            view.setSlot(slot);
        } else {
            others.add(view);
        }
        long swept = sweptNanos.get();
        if (view.openedNanos() - swept > SWEEP_NANOS && sweptNanos.compareAndSet(swept, view.openedNanos())) {
            expireOld();
        }
    }

    void remove(MvReadView view) {
        if (view.slot() >= 0) {
            slots.compareAndSet(view.slot(), view, null);
        } else {
            others.remove(view);
        }
    }

    /** Gives up the views that are too old. */
    void expireOld() {
        long now = System.nanoTime();
        for (MvReadView view : all()) {
            if (now - view.openedNanos() > TimeUnit.SECONDS.toNanos(ageSecondsMax) && view.expire()) {
                expired.increment();
            }
        }
    }

    ItemException expiredFailure() {
        return new ItemException(ErrorCode.VIEW_EXPIRED, ageSecondsMax);
    }

    long ageSecondsMax() {
        return ageSecondsMax;
    }

    /** A number that no other view of the store has; only views that somebody looks at get one. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** The open views, oldest first. */
    List<MvReadView> list() {
        List<MvReadView> list = all();
        list.sort(Comparator.comparingLong(MvReadView::openedNanos));
        return list;
    }

    private List<MvReadView> all() {
        List<MvReadView> all = new ArrayList<>(others);
        for (int i = 0; i < SLOTS; i++) {
            MvReadView view = slots.get(i);
            if (view != null) {
                all.add(view);
            }
        }
        return all;
    }

    long openedCount() {
        return opened.sum();
    }

    long expiredCount() {
        return expired.sum();
    }
}
