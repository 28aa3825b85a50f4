package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.table.CataloguedIndex;
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
        EntryView items = snapshot.items(place);
        if (read.index().isEmpty()) {
            return new MvItemCursor(read, table.table(), RowSource.open(read, table.table(), items));
        }
        String name = read.index().get();
        int index = table.indexOf(name);
        if (index < 0) {
            throw new ItemException(ErrorCode.UNKNOWN_INDEX, name);
        }
        CataloguedIndex catalogued = table.indexes().get(index);
        if (!catalogued.active()) {
            throw new ItemException(ErrorCode.INDEX_NOT_READY, name);
        }
        StoredIndex stored = catalogued.index();
        RowSource source = RowSource.openIndex(read, table.table(), stored, snapshot.index(place, index));
        return MvItemCursor.ofIndex(read, table.table(), stored, source, items);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            store.release(snapshot);
        }
    }
}
