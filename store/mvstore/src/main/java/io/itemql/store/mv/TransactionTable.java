package io.itemql.store.mv;

import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.layer.LayeredRows;
import io.itemql.store.mv.layer.RowLayer;
import io.itemql.store.mv.layer.VersionedRows;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.Disappearances;
import io.itemql.store.mv.table.CataloguedIndex;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.StoredTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** One table as one transaction sees it: the snapshot and what the transaction has written. */
final class TransactionTable {
    /** Versions of tables that only one transaction sees; below zero, so never those of the catalogue. */
    private static final AtomicLong OWN_VERSIONS = new AtomicLong(-1);

    private final CataloguedTable catalogued;
    private final EntryView snapshot;
    private final TransactionSupport support;
    private final IntFunction<EntryView> snapshots;
    /** Those that the table had at the beginning, whatever becomes of them. */
    private final List<StoredIndex> indexes;

    private final VersionedRows rows = new VersionedRows();
    /** What the rows mean for the indexes, by their numbers. */
    private final Map<Integer, VersionedRows> entries = new HashMap<>();
    /** The keys whose conditions were checked without writing them. */
    private final Set<byte[]> checked = new TreeSet<>(KeyRange::compare);
    /** What the rows here hold. */
    private final AttributeCounts counts;
    /** What the table held when the transaction first asked, and what had gone since it began. */
    private final AttributeCounts first;

    private long ownVersion;
    private boolean countsChanged;

    /**
     * @param snapshots the entries of the table's indexes by their places
     * @param moment from before the snapshot, for {@link Disappearances}
     */
    TransactionTable(
            CataloguedTable catalogued,
            EntryView snapshot,
            IntFunction<EntryView> snapshots,
            long moment,
            TransactionSupport support) {
        this.catalogued = catalogued;
        this.snapshot = snapshot;
        this.snapshots = snapshots;
        this.indexes = catalogued.indexes().stream().map(CataloguedIndex::index).toList();
        this.indexes.forEach(index -> entries.put(index.number(), new VersionedRows()));
        this.support = support;
        this.counts = new AttributeCounts(catalogued.table().rows());
        this.first = support.counts(catalogued.table());
        first.mergeMissing(catalogued.table().disappearances(), moment);
    }

    /** @throws io.itemql.error.ItemException with {@link io.itemql.error.ErrorCode#NOT_A_TABLE} for a view */
    void checkHoldsItems() {
        CataloguedTable unused = catalogued.requireItems();
    }

    /** Whether the table has got or lost an index since the transaction began; the caller is inside the gate. */
    boolean hasOtherIndexesNow() {
        return !table().indexes().equals(indexes);
    }

    StoredTable table() {
        return catalogued.table();
    }

    VersionedRows rows() {
        return rows;
    }

    Set<byte[]> checked() {
        return checked;
    }

    /** The rows as of the beginning. */
    EntryView snapshot() {
        return snapshot;
    }

    /** The row as of the beginning. */
    byte[] snapshotRow(byte[] key) {
        return snapshot.get(key);
    }

    /** The row as the transaction has it now. */
    @SuppressWarnings("ReferenceEquality")
    byte[] current(byte[] key) {
        byte[] own = rows.latest(key);
        return own == null ? snapshot.get(key) : own == RowLayer.NO_ROW ? null : own;
    }

    /** The rows with what was written up to a mark. */
    EntryView upTo(long mark) {
        return rows.isEmpty() ? snapshot : new LayeredRows(snapshot, rows.upTo(mark));
    }

    /** Where an index is that may be read. */
    int requireReadable(String name) {
        return catalogued.requireReadable(name);
    }

    int indexCount() {
        return indexes.size();
    }

    StoredIndex index(int place) {
        return indexes.get(place);
    }

    /** The entries of an index as of the beginning. */
    EntryView snapshot(int place) {
        return snapshots.apply(place);
    }

    /** The entries of an index with what was written up to a mark. */
    EntryView upTo(int place, long mark) {
        VersionedRows own = entries.get(indexes.get(place).number());
        EntryView before = snapshots.apply(place);
        return own.isEmpty() ? before : new LayeredRows(before, own.upTo(mark));
    }

    /**
     * Writes a row.
     *
     * @param oldRow the row as it is now
     * @return how the entries of indexes change with it
     */
    List<IndexChange> put(byte[] key, long mark, byte[] oldRow, byte[] newRow) {
        List<IndexChange> changes = IndexChange.of(indexes, table().rows(), key, oldRow, newRow);
        count(key, -1);
        rows.put(key, mark, newRow == null ? RowLayer.NO_ROW : newRow);
        count(key, 1);
        for (IndexChange change : changes) {
            VersionedRows own = entries.get(change.index().number());
            if (moves(change)) {
                own.put(change.oldKey(), mark, RowLayer.NO_ROW);
            }
            if (change.newKey() != null) {
                own.put(change.newKey(), mark, change.newRow());
            }
        }
        return changes;
    }

    /** Whether an entry goes from where it was. */
    private static boolean moves(IndexChange change) {
        return change.oldKey() != null && !Arrays.equals(change.oldKey(), change.newKey());
    }

    /**
     * Takes the last write of a row back.
     *
     * @param stays whether views that are open go on showing it
     */
    void takeBack(byte[] key, long mark, List<IndexChange> changes, boolean stays) {
        count(key, -1);
        rows.takeBack(key, mark, stays);
        count(key, 1);
        for (IndexChange change : changes) {
            VersionedRows own = entries.get(change.index().number());
            if (moves(change)) {
                own.takeBack(change.oldKey(), mark, stays);
            }
            if (change.newKey() != null) {
                own.takeBack(change.newKey(), mark, stays);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private void count(byte[] key, int by) {
        byte[] row = rows.latest(key);
        if (row == null || row == RowLayer.NO_ROW) {
            return;
        }
        countsChanged = true;
        if (by > 0) {
            counts.add(key, row);
        } else {
            counts.remove(key, row);
        }
    }

    /**
     * The table with its version. It has one of its own as soon as the transaction knows an attribute, or a type of
     * one, that the store does not know, so that a plan for others is not taken for one that knows it.
     */
    TableInfo info() {
        TableInfo shared = catalogued.info();
        AttributeCounts now = support.counts(table());
        if (now.covers(counts) && now.covers(first)) {
            ownVersion = 0;
            return shared;
        }
        if (ownVersion == 0 || countsChanged) {
            ownVersion = OWN_VERSIONS.getAndDecrement();
            countsChanged = false;
        }
        return new TableInfo(shared.definition(), ownVersion, shared.indexes());
    }

    TableStatistics statistics() {
        AttributeCounts sum = support.counts(table());
        sum.merge(counts);
        sum.mergeMissing(first);
        return sum.toStatistics()
                .withIndexes(indexes.stream().map(StoredIndex::statistics).toList());
    }
}
