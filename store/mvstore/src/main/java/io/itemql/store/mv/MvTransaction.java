package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Isolation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.index.StoredIndex;
import io.itemql.store.mv.page.EntryView;
import io.itemql.store.mv.page.PageMap;
import io.itemql.store.mv.table.StoredTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A transaction: a snapshot, and rows in front of it that only the transaction sees. Nothing of it is in the maps or in
 * the journal before the commit, except for names that the dictionary has learnt.
 */
final class MvTransaction implements Transaction {
    /** What a write takes beside key and row, roughly. */
    private static final int WRITE_BYTES = 160;

    /** A write that can be taken back. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Done(TransactionTable table, byte[] key, List<IndexChange> entries, long mark, long bytes) {}

    private final MvItemStore store;
    private final TransactionSupport support;
    private final Isolation isolation;
    private final Snapshot snapshot;
    /** Holds the snapshot, unless the transaction becomes too old. */
    private final MvReadView base;
    /** Where this transaction began in {@link RecentWrites}. */
    private final long began;
    /** Where this transaction began among {@link io.itemql.store.mv.row.Disappearances}. */
    private final long moment;
    /** The position of the journal behind all that the snapshot can show. */
    private final long seen;

    private final Map<Integer, TransactionTable> tables = new ConcurrentHashMap<>();
    private final List<Done> done = new ArrayList<>();
    private final ReadSet reads = new ReadSet();
    /** For others to look at. */
    private volatile int writeCount;

    private long lastMark;
    private long reserved;
    private boolean ended;
    private int openViews;

    MvTransaction(
            MvItemStore store,
            TransactionSupport support,
            Isolation isolation,
            Snapshot snapshot,
            MvReadView base,
            long began,
            long moment) {
        this.store = store;
        this.support = support;
        this.isolation = isolation;
        this.snapshot = snapshot;
        this.base = base;
        this.began = began;
        this.moment = moment;
        this.seen = support.position();
        base.setTransaction(this);
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    /** How many writes wait for the commit; any thread may ask. */
    int writeCount() {
        return writeCount;
    }

    private void checkActive() {
        store.checkReadable();
        if (ended) {
            throw new ItemException(ErrorCode.TRANSACTION_ENDED);
        }
    }

    // ---- reading

    private TransactionTable table(int place) {
        return tables.computeIfAbsent(
                place,
                same -> new TransactionTable(
                        snapshot.tables().list().get(place),
                        snapshot.items(place),
                        index -> snapshot.index(place, index),
                        moment,
                        support));
    }

    private TransactionTable find(String name) {
        int place = snapshot.tables().indexOf(name);
        if (place < 0) {
            throw TableRegistry.unknown(name);
        }
        return table(place);
    }

    @Override
    public TableInfo table(String name) {
        checkActive();
        return find(name).info();
    }

    @Override
    public TableStatistics statistics(String table) {
        checkActive();
        return find(table).statistics();
    }

    @Override
    public ItemCursor open(ItemRead read) {
        checkActive();
        return open(read, lastMark);
    }

    private ItemCursor open(ItemRead read, long mark) {
        TransactionTable table = find(read.table());
        StoredTable stored = table.table();
        EntryView items = noted(table.upTo(mark), table.snapshot(), stored.map(), key -> remember(table, key));
        if (read.index().isEmpty()) {
            return new MvItemCursor(read, base, stored, RowSource.open(read, stored, items));
        }
        int place = table.requireReadable(read.index().get());
        StoredIndex index = table.index(place);
        EntryView entries = noted(table.upTo(place, mark), table.snapshot(place), index.map(), key -> {});
        RowSource source = RowSource.openIndex(read, stored, index, entries);
        return MvItemCursor.ofIndex(read, base, stored, index, source, items);
    }

    /** Entries whose reading is noted if the transaction is serializable and still open. */
    private EntryView noted(EntryView entries, EntryView before, PageMap map, Consumer<byte[]> singles) {
        return isolation == Isolation.SERIALIZABLE && !ended
                ? new ReadEntries(entries, before, map, reads, singles)
                : entries;
    }

    @Override
    public ReadView openView() {
        checkActive();
        openViews++;
        return new View(lastMark);
    }

    /** The transaction as it was at a mark. */
    private final class View implements ReadView {
        private final long mark;
        private boolean closed;

        View(long mark) {
            this.mark = mark;
        }

        @Override
        public TableInfo table(String name) {
            store.checkReadable();
            return find(name).info();
        }

        @Override
        public ItemCursor open(ItemRead read) {
            store.checkReadable();
            if (closed) {
                throw new IllegalStateException("the view is closed");
            }
            return MvTransaction.this.open(read, mark);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openViews--;
                releaseIfUnused();
            }
        }
    }

    // ---- writing

    @Override
    public List<WriteOutcome> write(WriteBatch batch) {
        checkActive();
        if (batch.token().isPresent()) {
            throw new IllegalArgumentException("a transaction is no batch that is carried out once");
        }
        long before = lastMark;
        WriteOutcome[] outcomes = new WriteOutcome[batch.writes().size()];
        boolean complete = false;
        try {
            boolean failed = false;
            for (int i = 0; i < outcomes.length; i++) {
                outcomes[i] = write(batch.writes().get(i), i, batch.returnsItems());
                failed |= outcomes[i].failure().isPresent();
            }
            complete = !(batch.atomic() && failed);
        } finally {
            if (!complete) {
                rollbackTo(before);
            }
        }
        if (!complete) {
            GroupWriter.cancelRest(outcomes);
        }
        return Arrays.asList(outcomes);
    }

    private WriteOutcome write(Write write, int place, boolean returnsItems) {
        TransactionTable table = find(write.table());
        table.checkHoldsItems();
        PreparedWrite prepared;
        try {
            prepared = PreparedWrite.of(write, place, table.table());
        } catch (ItemException e) {
            return WriteEvaluation.refused(e);
        }
        byte[] key = prepared.key();
        byte[] oldRow = table.current(key);
        base.checkNotExpired();
        if (isolation == Isolation.SERIALIZABLE || write instanceof Write.Check) {
            remember(table, key);
        }
        byte[] newRow;
        try {
            newRow = support.evaluate(prepared, oldRow);
        } catch (ItemException e) {
            return WriteEvaluation.failed(prepared, oldRow, e, returnsItems);
        }
        if (!(write instanceof Write.Check)) {
            long bytes = (1L + table.indexCount()) * (WRITE_BYTES + key.length) + (newRow == null ? 0 : newRow.length);
            reserve(bytes);
            List<IndexChange> entries = table.put(key, ++lastMark, oldRow, newRow);
            done.add(new Done(table, key, entries, lastMark, bytes));
            writeCount = done.size();
            return WriteEvaluation.done(prepared, oldRow, newRow, entries, returnsItems);
        }
        return WriteEvaluation.done(prepared, oldRow, newRow, List.of(), returnsItems);
    }

    private void remember(TransactionTable table, byte[] key) {
        if (table.checked().add(key)) {
            reserve(WRITE_BYTES);
        }
    }

    private void reserve(long bytes) {
        support.memory().reserve(bytes);
        reserved += bytes;
    }

    @Override
    public long mark() {
        checkActive();
        return lastMark;
    }

    @Override
    public void rollbackTo(long mark) {
        checkActive();
        boolean stays = openViews > 0;
        long now = ++lastMark;
        for (int last = done.size() - 1; last >= 0 && done.get(last).mark() > mark; last--) {
            Done write = done.remove(last);
            write.table().takeBack(write.key(), now, write.entries(), stays);
            if (!stays) {
                support.memory().release(write.bytes());
                reserved -= write.bytes();
            }
        }
        writeCount = done.size();
    }

    // ---- the end

    @Override
    public void commit() {
        checkActive();
        try {
            if (done.isEmpty()) {
                // What was only read was so at the beginning, and is once the writes that it showed are durable.
                support.await(seen);
                return;
            }
            support.commit(new Commit());
        } finally {
            end();
        }
    }

    /** The writes of this transaction at its commit. */
    private final class Commit implements GroupWriter.Group {
        private final List<TransactionTable> touched = touched();

        @Override
        public boolean isSerializable() {
            return isolation == Isolation.SERIALIZABLE;
        }

        @Override
        public List<StoredTable> tables() {
            return touched.stream().map(TransactionTable::table).toList();
        }

        @Override
        public BitSet locks() {
            BitSet places = new BitSet();
            for (TransactionTable table : touched) {
                int number = table.table().number();
                table.rows().keys().forEach(key -> places.set(KeyLocks.place(number, key)));
                table.checked().forEach(key -> places.set(KeyLocks.place(number, key)));
            }
            if (!reads.isEmpty()) {
                // Nobody may write into what was read while it is compared.
                places.set(0, KeyLocks.LOCKS);
            }
            return places;
        }

        @Override
        public List<RowChange> changes() {
            List<RowChange> changes = new ArrayList<>(done.size());
            for (TransactionTable table : touched) {
                table.checked().forEach(key -> unchanged(table, key));
                for (byte[] key : table.rows().keys()) {
                    byte[] now = unchanged(table, key);
                    byte[] own = table.current(key);
                    if (!Arrays.equals(now, own)) {
                        changes.add(RowChange.of(table.table(), key, now, own));
                    }
                }
                checkNotWritten(table);
            }
            if (support.limit().firstRefused(changes).isPresent()) {
                throw support.limit().refusal();
            }
            reads.checkUnchanged();
            base.checkNotExpired();
            for (TransactionTable table : touched) {
                table.rows().keys().forEach(key -> support.recent()
                        .add(table.table().number(), key));
            }
            return changes;
        }

        /** The row now, which is that of the snapshot. */
        private byte[] unchanged(TransactionTable table, byte[] key) {
            byte[] now = table.table().map().get(key);
            if (!Arrays.equals(now, table.snapshotRow(key))) {
                throw conflict("another writer was faster on item "
                        + table.table().rows().keyCodec().decode(key));
            }
            return now;
        }

        /** Rows that are as they were may have been written all the same. */
        private void checkNotWritten(TransactionTable table) {
            long[] hashes = table.rows().keys().stream()
                    .mapToLong(key -> RecentWrites.hash(table.table().number(), key))
                    .sorted()
                    .toArray();
            switch (support.recent().since(began, hashes)) {
                case UNTOUCHED -> {}
                case WRITTEN -> throw conflict("another writer was faster on an item");
                case UNKNOWN -> throw conflict("it is too old; very much has been written since it began");
            }
        }
    }

    private static ItemException conflict(String why) {
        return new ItemException(ErrorCode.TRANSACTION_CONFLICT, why);
    }

    private List<TransactionTable> touched() {
        return tables.values().stream()
                .filter(table ->
                        !table.rows().keys().isEmpty() || !table.checked().isEmpty())
                .sorted(Comparator.comparingInt(table -> table.table().number()))
                .toList();
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    private void end() {
        if (!ended) {
            ended = true;
            support.ended(began);
            releaseIfUnused();
        }
    }

    private void releaseIfUnused() {
        if (ended && openViews == 0) {
            support.memory().release(reserved);
            reserved = 0;
            base.close();
        }
    }

    @Override
    public void close() {
        end();
    }
}
