package io.itemql.store.mv;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Access;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.row.RowFilter;
import io.itemql.store.mv.row.StoredRow;
import io.itemql.store.mv.table.StoredTable;
import java.util.List;
import java.util.Optional;

/**
 * The cursor of a read of one item by its key, which most reads of an application are: one look into the map, with nothing
 * prepared for a second row. Not thread-safe.
 */
final class MvItemLookup implements ItemCursor {
    private final ItemRead read;
    private final MvReadView view;
    private final StoredTable table;
    private final EntryView items;
    private final byte[] key;
    private final StoredRow row;
    private final List<AttributePath> slots;

    private boolean ended;
    private boolean looked;
    private boolean found;

    private MvItemLookup(ItemRead read, MvReadView view, StoredTable table, EntryView items, byte[] key) {
        this.read = read;
        this.view = view;
        this.table = table;
        this.items = items;
        this.key = key;
        this.row = table.rows().newRow();
        this.slots = read.slots();
        read.cancellation().check();
    }

    /** Whether a read is one for this cursor. */
    static boolean suits(ItemRead read) {
        return read.access() instanceof Access.Get get
                && get.keys().size() == 1
                && read.startAfter().isEmpty();
    }

    /**
     * A cursor before the item.
     *
     * @param read one that {@link #suits}
     */
    static MvItemLookup open(ItemRead read, MvReadView view, StoredTable table, EntryView items) {
        ItemKey key = ((Access.Get) read.access()).keys().get(0);
        return new MvItemLookup(
                read, view, table, items, table.rows().keyCodec().encode(key));
    }

    @Override
    public boolean next() {
        if (ended) {
            return false;
        }
        ended = true;
        looked = true;
        byte[] bytes;
        try {
            bytes = items.get(key);
        } catch (RuntimeException e) {
            // Whatever goes wrong in a snapshot that was let go goes wrong because of that.
            view.checkNotExpired();
            throw e;
        }
        view.checkNotExpired();
        if (bytes == null) {
            return false;
        }
        found = true;
        row.position(key, bytes);
        return read.filter().isEmpty() || new RowFilter(read.filter().get(), table.rows()).test(row);
    }

    @Override
    public AttributeValue value(int slot) {
        return row.value(slots.get(slot));
    }

    @Override
    public AttributeType type(int slot) {
        AttributeValue value = value(slot);
        return value == null ? null : value.type();
    }

    @Override
    public Item item() {
        return row.item();
    }

    @Override
    public ItemKey key() {
        return row.key();
    }

    /** Nothing is left behind the only item. */
    @Override
    public Optional<ItemPosition> resumeKey() {
        return Optional.empty();
    }

    @Override
    public long itemsExamined() {
        return found ? 1 : 0;
    }

    @Override
    public ConsumedCapacity capacity() {
        if (!looked) {
            return ConsumedCapacity.NONE;
        }
        return ConsumedCapacity.ofRead(found ? RowCodec.itemBytes(row.rowBytes()) : 0, read.consistent());
    }

    @Override
    public void close() {
        ended = true;
        if (found) {
            table.partitions().of(key).countReads(1);
            view.countRead(1);
        }
    }
}
