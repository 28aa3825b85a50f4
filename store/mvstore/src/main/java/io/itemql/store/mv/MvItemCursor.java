package io.itemql.store.mv;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemBatch;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.partition.Partition;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.row.RowFilter;
import io.itemql.store.mv.row.RowSlots;
import io.itemql.store.mv.row.StoredRow;
import io.itemql.store.mv.table.StoredTable;
import java.util.Optional;

/** A cursor over stored rows, which decodes no more of them than it is asked for. Not thread-safe. */
final class MvItemCursor implements ItemCursor {
    /** How many items are examined between two looks at the cancellation; a power of two. */
    private static final int CHECK_INTERVAL = 256;
    /** A batch takes in no further item once its items have so many bytes, so that what it holds of them is little. */
    private static final long BATCH_BYTES = 1 << 20;

    private final MvReadView view;
    private final StoredTable table;
    private final RowSource source;
    private final StoredRow row;
    private final RowSlots slots;
    private final RowFilter filter;
    private final Cancellation cancellation;
    private final long itemsMax;
    private final long bytesMax;
    private final boolean consistent;
    /** Null for a read of a table. */
    private final String index;
    /** Null unless items are fetched because the index does not have all of them. */
    private final ItemFetch fetch;

    /** Of the first item; says which partition the reads count for. */
    private byte[] firstKey;

    private long examined;
    private long bytes;
    private double unitsOfSingles;
    private boolean pageIsFull;
    private boolean ended;

    MvItemCursor(ItemRead read, MvReadView view, StoredTable table, RowSource source) {
        this(read, view, table, source, null, null);
    }

    private MvItemCursor(
            ItemRead read, MvReadView view, StoredTable table, RowSource source, String index, ItemFetch fetch) {
        this.view = view;
        this.table = table;
        this.index = index;
        this.fetch = fetch;
        this.source = source;
        this.row = table.rows().newRow();
        this.slots = new RowSlots(read.slots(), table.rows());
        this.filter = read.filter()
                .map(condition -> new RowFilter(condition, table.rows()))
                .orElse(null);
        this.cancellation = read.cancellation();
        this.itemsMax = read.itemsMax();
        this.bytesMax = read.bytesMax();
        this.consistent = read.consistent();
        cancellation.check();
    }

    /**
     * A cursor over entries of an index.
     *
     * @param items of the table, as of the same moment
     */
    static MvItemCursor ofIndex(
            ItemRead read, MvReadView view, StoredTable table, StoredIndex index, RowSource source, EntryView items) {
        ItemFetch fetch = read.wholeItems() && !index.definition().projectsAll()
                ? new ItemFetch(read, table, index.definition(), items)
                : null;
        return new MvItemCursor(read, view, table, source, index.name(), fetch);
    }

    /** Whatever goes wrong in a snapshot that was let go goes wrong because of that. */
    @Override
    public boolean next() {
        boolean found;
        try {
            found = advance();
        } catch (RuntimeException e) {
            view.checkNotExpired();
            throw e;
        }
        view.checkNotExpired();
        return found;
    }

    @Override
    public int next(ItemBatch batch) {
        int rows = 0;
        try {
            long bytesBefore = bytes;
            while (rows < batch.capacity() && bytes - bytesBefore < BATCH_BYTES && advance()) {
                slots.put(row, batch, rows++);
            }
        } catch (RuntimeException e) {
            view.checkNotExpired();
            throw e;
        }
        view.checkNotExpired();
        return rows;
    }

    private boolean advance() {
        while (!ended) {
            if (examined >= itemsMax || bytes >= bytesMax) {
                pageIsFull = true;
                ended = true;
                break;
            }
            boolean found = source.next();
            if (source.isPricedSingly()) {
                price(found);
            }
            if (!found) {
                ended = true;
                break;
            }
            row.position(source, source.row());
            if (examined == 0) {
                firstKey = row.keyBytes();
            }
            bytes += row.itemBytes();
            if ((++examined & (CHECK_INTERVAL - 1)) == 0) {
                cancellation.check();
            }
            if (passes()) {
                return true;
            }
        }
        return false;
    }

    private boolean passes() {
        if (fetch == null) {
            return filter == null || filter.test(row);
        }
        if (filter != null && fetch.comesAfterFilter() && !filter.test(row)) {
            return false;
        }
        bytes += fetch.fetch(row);
        return filter == null || fetch.comesAfterFilter() || filter.test(row);
    }

    private void price(boolean found) {
        int missing = source.takeMissing();
        if (missing > 0) {
            unitsOfSingles += missing * ConsumedCapacity.ofRead(0, consistent).readUnits();
        }
        if (found) {
            int itemBytes = RowCodec.itemBytes(source.row());
            unitsOfSingles += ConsumedCapacity.ofRead(itemBytes, consistent).readUnits();
        }
    }

    @Override
    public AttributeValue value(int slot) {
        return slots.value(row, slot);
    }

    @Override
    public AttributeType type(int slot) {
        return slots.type(row, slot);
    }

    @Override
    public Item item() {
        return row.item();
    }

    @Override
    public ItemKey key() {
        return row.key();
    }

    @Override
    public Optional<ItemPosition> resumeKey() {
        return pageIsFull ? Optional.of(source.position(table)) : Optional.empty();
    }

    @Override
    public long itemsExamined() {
        return examined;
    }

    @Override
    public ConsumedCapacity capacity() {
        if (source.isPricedSingly()) {
            return new ConsumedCapacity(unitsOfSingles, 0);
        }
        if (index == null) {
            return ConsumedCapacity.ofRead(bytes, consistent);
        }
        ConsumedCapacity ofIndex = ConsumedCapacity.ofRead(fetch == null ? bytes : bytes - fetch.bytes(), consistent)
                .inIndex(index);
        return fetch == null ? ofIndex : ofIndex.plus(fetch.capacity());
    }

    @Override
    public void close() {
        ended = true;
        if (examined > 0) {
            Partition partition = table.partitions().of(firstKey);
            partition.countReads(examined);
            view.countRead(examined);
        }
    }
}
