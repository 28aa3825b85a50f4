package io.itemql.store.mv;

import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.table.CataloguedTable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A view of a store at the moment when it was opened, until it is closed or has become too old. May be used by several
 * threads.
 */
final class MvReadView implements ReadView {
    private enum State {
        OPEN,
        EXPIRED,
        CLOSED
    }

    private final MvItemStore store;
    private final Snapshot snapshot;
    private final OpenViews views;
    /** The position of the journal behind all that the snapshot can show. */
    private final long seen;

    private final long openedNanos = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile MvTransaction transaction;
    private long number;
    /** Set while the view is opened, read when it is closed. */
    private int slot = -1;

    /** A view that is one of the given ones until it is closed. */
    MvReadView(MvItemStore store, Snapshot snapshot, OpenViews views) {
        this.store = store;
        this.snapshot = snapshot;
        this.seen = store.journalPosition();
        this.views = views;
        views.add(this);
    }

    /** Where {@link OpenViews} keeps it; −1 if it has no slot. */
    int slot() {
        return slot;
    }

    void setSlot(int newSlot) {
        slot = newSlot;
    }

    /** Says that it is what a transaction reads from. */
    void setTransaction(MvTransaction owner) {
        transaction = owner;
    }

    /** The transaction that reads from it. */
    Optional<MvTransaction> transaction() {
        return Optional.ofNullable(transaction);
    }

    long openedNanos() {
        return openedNanos;
    }

    /** What system tables call it. */
    synchronized long number() {
        if (number == 0) {
            number = views.nextNumber();
        }
        return number;
    }

    /** Lets go of the snapshot, so that the next read fails; false if the view was not open any more. */
    boolean expire() {
        if (!state.compareAndSet(State.OPEN, State.EXPIRED)) {
            return false;
        }
        store.release(snapshot);
        return true;
    }

    boolean isExpired() {
        return state.get() == State.EXPIRED;
    }

    /**
     * Called after something was read. The state is set before the snapshot is let go, so what was read while this finds the
     * view open was read from the snapshot; what is found later may be anything, and nobody gets to see it.
     *
     * @throws io.itemql.error.ItemException with {@link io.itemql.error.ErrorCode#VIEW_EXPIRED}
     */
    void checkNotExpired() {
        if (state.get() == State.EXPIRED) {
            throw views.expiredFailure();
        }
    }

    @Override
    public TableInfo table(String name) {
        store.checkReadable();
        return snapshot.tables().list().get(place(name)).info();
    }

    @Override
    public OptionalLong itemCount(String table) {
        store.checkReadable();
        OptionalLong count = snapshot.itemCount(place(table));
        checkNotExpired();
        return count;
    }

    @Override
    public Object contents(String table) {
        store.checkReadable();
        return snapshot.contents(place(table));
    }

    private int place(String name) {
        int place = snapshot.tables().indexOf(name);
        if (place < 0) {
            throw TableRegistry.unknown(name);
        }
        return place;
    }

    @Override
    public ItemCursor open(ItemRead read) {
        store.checkReadable();
        if (state.get() == State.CLOSED) {
            throw new IllegalStateException("the view is closed");
        }
        checkNotExpired();
        if (read.consistent()) {
            store.awaitDurable(seen);
        }
        int place = place(read.table());
        CataloguedTable table = snapshot.tables().list().get(place);
        EntryView items = snapshot.items(place);
        if (MvItemLookup.suits(read)) {
            return MvItemLookup.open(read, this, table.table(), items);
        }
        if (read.index().isEmpty()) {
            return new MvItemCursor(read, this, table.table(), RowSource.open(read, table.table(), items));
        }
        int index = table.requireReadable(read.index().get());
        StoredIndex stored = table.indexes().get(index).index();
        RowSource source = RowSource.openIndex(read, table.table(), stored, snapshot.index(place, index));
        return MvItemCursor.ofIndex(read, this, table.table(), stored, source, items);
    }

    @Override
    public void close() {
        if (state.getAndSet(State.CLOSED) == State.OPEN) {
            store.release(snapshot);
        }
        views.remove(this);
    }

    /** By the moment of its opening: cheaper than what objects have by themselves, and as good. */
    @Override
    public int hashCode() {
        return Long.hashCode(openedNanos * 0x9E3779B97F4A7C15L);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    void countRead(long items) {
        store.countRead(items);
    }
}
