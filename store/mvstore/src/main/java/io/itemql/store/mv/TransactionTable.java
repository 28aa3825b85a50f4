package io.itemql.store.mv;

import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.layer.LayeredRows;
import io.itemql.store.mv.layer.RowLayer;
import io.itemql.store.mv.layer.VersionedRows;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.mv.table.StoredTable;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** One table as one transaction sees it: the snapshot and what the transaction has written. */
final class TransactionTable {
    /** Versions of tables that only one transaction sees; below zero, so never those of the catalogue. */
    private static final AtomicLong OWN_VERSIONS = new AtomicLong(-1);

    private final CataloguedTable catalogued;
    private final EntryView snapshot;
    private final TransactionSupport support;
    private final VersionedRows rows = new VersionedRows();
    /** The keys whose conditions were checked without writing them. */
    private final Set<byte[]> checked = new TreeSet<>(KeyRange::compare);
    /** What the rows here hold. */
    private final AttributeCounts counts;
    /** What the table held when the transaction first asked. */
    private final AttributeCounts first;

    private long ownVersion;
    private boolean countsChanged;

    TransactionTable(CataloguedTable catalogued, EntryView snapshot, TransactionSupport support) {
        this.catalogued = catalogued;
        this.snapshot = snapshot;
        this.support = support;
        this.counts = new AttributeCounts(catalogued.table().rows());
        this.first = support.counts(catalogued.table());
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

    void put(byte[] key, long mark, byte[] newRow) {
        count(key, -1);
        rows.put(key, mark, newRow == null ? RowLayer.NO_ROW : newRow);
        count(key, 1);
    }

    void takeBack(byte[] key) {
        count(key, -1);
        rows.takeBack(key);
        count(key, 1);
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
     * The table with its version. It has one of its own as soon as the transaction knows an attribute, or a type of one, that
     * the store does not know, so that a plan for others is not taken for one that knows it.
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
        return new TableInfo(shared.definition(), ownVersion);
    }

    TableStatistics statistics() {
        AttributeCounts sum = support.counts(table());
        sum.merge(counts);
        sum.mergeMissing(first);
        return sum.toStatistics();
    }
}
