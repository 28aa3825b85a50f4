package io.itemql.store.mv;

import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.store.Cancellation;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
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
    private long examined;
    private long bytes;
    private double unitsOfSingles;
    private boolean pageIsFull;
    private boolean ended;

    MvItemCursor(ItemRead read, MvReadView view, StoredTable table, RowSource source) {
        this.view = view;
        this.table = table;
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

    @Override
    public boolean next() {
        while (!ended) {
            if (examined >= itemsMax || bytes >= bytesMax) {
                pageIsFull = true;
                ended = true;
                break;
            }
            boolean found = nextRow();
            if (source.isPricedSingly()) {
                price(found);
            }
            if (!found) {
                ended = true;
                break;
            }
            row.position(source.key(), source.row());
            bytes += row.itemBytes();
            if ((++examined & (CHECK_INTERVAL - 1)) == 0) {
                cancellation.check();
            }
            if (filter == null || filter.test(row)) {
                return true;
            }
        }
        return false;
    }

    /** Whatever goes wrong in a snapshot that was let go goes wrong because of that. */
    private boolean nextRow() {
        boolean found;
        try {
            found = source.next();
        } catch (RuntimeException e) {
            view.checkNotExpired();
            throw e;
        }
        view.checkNotExpired();
        return found;
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
    public Optional<ItemKey> resumeKey() {
        return pageIsFull ? Optional.of(row.key()) : Optional.empty();
    }

    @Override
    public long itemsExamined() {
        return examined;
    }

    @Override
    public ConsumedCapacity capacity() {
        return source.isPricedSingly()
                ? new ConsumedCapacity(unitsOfSingles, 0)
                : ConsumedCapacity.ofRead(bytes, consistent);
    }

    @Override
    public void close() {
        ended = true;
        if (examined > 0) {
            Partition partition = table.partitions().of(row.keyBytes());
            partition.countReads(examined);
            view.countRead(examined);
        }
    }
}
