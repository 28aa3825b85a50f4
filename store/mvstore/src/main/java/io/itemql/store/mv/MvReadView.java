package io.itemql.store.mv;

import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.mv.table.CataloguedTable;
import java.util.concurrent.atomic.AtomicBoolean;

/** A view of a store at the moment when it was opened. May be used by several threads. */
final class MvReadView implements ReadView {
    private final MvItemStore store;
    private final Snapshot snapshot;
    private final AtomicBoolean closed = new AtomicBoolean();

    MvReadView(MvItemStore store, Snapshot snapshot) {
        this.store = store;
        this.snapshot = snapshot;
    }

    @Override
    public TableInfo table(String name) {
        store.checkReadable();
        return snapshot.tables().list().get(place(name)).info();
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
        if (closed.get()) {
            throw new IllegalStateException("the view is closed");
        }
        int place = place(read.table());
        CataloguedTable table = snapshot.tables().list().get(place);
        return new MvItemCursor(read, table.table(), RowSource.open(read, table.table(), snapshot.items(place)));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            store.release(snapshot);
        }
    }
}
