package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.ItemLimits;
import io.itemql.store.BatchToken;
import io.itemql.store.Write;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.journal.NewRecord;
import io.itemql.store.mv.journal.RecordType;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.table.StoredTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries out writes that happen together or not at all. A group passes the gate once, locks all its keys, decides on
 * the rows as they are, appends its records to the journal as one group, and applies them while {@link PendingGroups}
 * hides them from snapshots. No I/O happens inside the gate.
 */
final class GroupWriter {
    private static final byte[] NO_ROW = {};

    /** What a group consists of. */
    interface Group {
        /** Whether no other such group may decide or become visible meanwhile. */
        default boolean isSerializable() {
            return false;
        }

        /** The tables that it needs. */
        Collection<StoredTable> tables();

        /** The keys that it needs, as {@link KeyLocks#place} numbers them. */
        BitSet locks();

        /**
         * Decides what happens; called with the keys locked.
         *
         * @return by table and key in order, each key once; empty for nothing
         * @throws ItemException if nothing can happen
         */
        List<RowChange> changes();

        /** A record of the group beside its rows; {@code null} if there is none. Asked after {@link #changes}. */
        default NewRecord note() {
            return null;
        }

        /** The changes are in the journal and applied; a checkpoint cannot come in between. */
        default void applied() {
            // ignored: most groups have nothing beside their rows
        }
    }

    private final WriteGate gate;
    private final WriteLog log;
    private final KeyLocks locks;
    private final WriteStop stop;
    private final WriteEvaluation evaluation;
    private final PendingGroups pending;
    private final RecentWrites recent;
    private final BatchTokens tokens;
    private final CollectionLimit limit;
    /** Held by the one serializable group that is at work. */
    private final ReentrantLock serial = new ReentrantLock();

    GroupWriter(
            WriteGate gate,
            WriteLog log,
            KeyLocks locks,
            WriteStop stop,
            WriteEvaluation evaluation,
            PendingGroups pending,
            RecentWrites recent,
            BatchTokens tokens,
            CollectionLimit limit) {
        this.gate = gate;
        this.log = log;
        this.locks = locks;
        this.stop = stop;
        this.evaluation = evaluation;
        this.pending = pending;
        this.recent = recent;
        this.tokens = tokens;
        this.limit = limit;
    }

    /**
     * Carries out a group.
     *
     * @return up to where the journal must be durable before it is acknowledged, for {@link WriteLog#await}
     */
    long carryOut(Group group) {
        long stamp = gate.enter();
        try {
            stop.check();
            for (StoredTable table : group.tables()) {
                if (table.isDropped()) {
                    throw new ItemException(ErrorCode.TRANSACTION_CONFLICT, "one of its tables was dropped");
                }
            }
            if (!group.isSerializable()) {
                return decide(group);
            }
            serial.lock();
            try {
                return decide(group);
            } finally {
                serial.unlock();
            }
        } finally {
            gate.leave(stamp);
        }
    }

    private long decide(Group group) {
        BitSet places = group.locks();
        locks.lockAll(places);
        try {
            List<RowChange> changes = group.changes();
            NewRecord note = group.note();
            if (changes.isEmpty() && note == null) {
                // Without a change it rests on what others wrote, which may not be durable yet.
                return log.position();
            }
            long position = apply(changes, note);
            group.applied();
            return position;
        } finally {
            locks.unlockAll(places);
        }
    }

    private long apply(List<RowChange> changes, NewRecord note) {
        if (note == null && changes.size() == 1 && changes.get(0).entries().isEmpty()) {
            long position = append(List.of(record(changes.get(0))));
            applyOne(changes.get(0));
            return position;
        }
        List<NewRecord> records = new ArrayList<>(changes.size() + 1);
        changes.forEach(change -> records.add(record(change)));
        if (note != null) {
            records.add(note);
        }
        long position = append(records);
        PendingGroups.Group hidden = pending.begin(changes);
        // Not ended after a failure: what is there by half stays hidden.
        changes.forEach(this::applyOne);
        pending.end(hidden);
        return position;
    }

    private long append(List<NewRecord> records) {
        if (records.size() > 1) {
            return log.appendGroup(records);
        }
        NewRecord record = records.get(0);
        return log.append(record.type(), record.table(), record.key(), record.value());
    }

    private static NewRecord record(RowChange change) {
        int table = change.table().number();
        return change.newRow() == null
                ? new NewRecord(RecordType.DELETE, table, change.key(), NO_ROW)
                : new NewRecord(RecordType.PUT, table, change.key(), change.newRow());
    }

    private void applyOne(RowChange change) {
        try {
            change.table().apply(change.key(), change.oldRow(), change.newRow(), change.entries());
        } catch (RuntimeException | Error e) {
            throw stop.halfDone(e);
        }
    }

    /**
     * Carries out a batch whose writes happen together or not at all.
     *
     * @param prepared by table and key; those of one item in the order of the batch
     * @param outcomes one for each write of the batch; those that were refused already have theirs
     * @param token its token, or {@code null}
     * @return up to where the journal must be durable before it is acknowledged
     */
    long write(List<PreparedWrite> prepared, WriteOutcome[] outcomes, boolean returnsItems, BatchToken token) {
        Batch batch = new Batch(prepared, outcomes, returnsItems, token);
        long position = carryOut(batch);
        if (!batch.succeeds) {
            cancelRest(outcomes);
        }
        return position;
    }

    private final class Batch implements Group {
        private final List<PreparedWrite> writes;
        private final WriteOutcome[] outcomes;
        private final boolean returnsItems;
        private final BatchToken token;
        private boolean succeeds;
        private long bytes;

        Batch(List<PreparedWrite> writes, WriteOutcome[] outcomes, boolean returnsItems, BatchToken token) {
            this.writes = writes;
            this.outcomes = outcomes;
            this.returnsItems = returnsItems;
            this.token = token;
            this.succeeds = writes.size() == outcomes.length;
        }

        @Override
        public Set<StoredTable> tables() {
            return GroupWriter.tables(writes);
        }

        @Override
        public BitSet locks() {
            BitSet places = new BitSet();
            writes.forEach(write -> places.set(KeyLocks.place(write.table().number(), write.key())));
            return places;
        }

        @Override
        public List<RowChange> changes() {
            List<RowChange> changes = new ArrayList<>();
            int from = 0;
            while (from < writes.size()) {
                PreparedWrite first = writes.get(from);
                byte[] stored = first.table().map().get(first.key());
                byte[] row = stored;
                int next = from;
                while (next < writes.size() && isOfOneItem(first, writes.get(next))) {
                    row = evaluate(writes.get(next), row);
                    next++;
                }
                if (!Arrays.equals(stored, row)) {
                    changes.add(RowChange.of(first.table(), first.key(), stored, row));
                }
                from = next;
            }
            if (succeeds) {
                limit.firstRefused(changes).ifPresent(this::refuse);
            }
            if (!succeeds) {
                return List.of();
            }
            ItemLimits.checkTransaction(bytes);
            for (PreparedWrite write : writes) {
                if (!(write.write() instanceof Write.Check)) {
                    recent.add(write.table().number(), write.key());
                }
            }
            return changes;
        }

        @Override
        public NewRecord note() {
            return token != null && succeeds ? tokens.record(token) : null;
        }

        @Override
        public void applied() {
            if (token != null) {
                tokens.done(token);
            }
        }

        private void refuse(RowChange change) {
            succeeds = false;
            for (PreparedWrite write : writes) {
                if (write.table().number() == change.table().number() && Arrays.equals(write.key(), change.key())) {
                    outcomes[write.place()] =
                            WriteEvaluation.failed(write, change.oldRow(), limit.refusal(), returnsItems);
                    return;
                }
            }
        }

        private byte[] evaluate(PreparedWrite write, byte[] oldRow) {
            try {
                byte[] newRow = evaluation.newRow(write, oldRow);
                bytes += WriteEvaluation.transactionBytes(write, oldRow, newRow);
                List<IndexChange> entries = write.table().indexChanges(write.key(), oldRow, newRow);
                outcomes[write.place()] = WriteEvaluation.done(write, oldRow, newRow, entries, returnsItems);
                return newRow;
            } catch (ItemException e) {
                succeeds = false;
                outcomes[write.place()] = WriteEvaluation.failed(write, oldRow, e, returnsItems);
                return oldRow;
            }
        }
    }

    /** Those writes of a group that could have happened did not either. */
    static void cancelRest(WriteOutcome[] outcomes) {
        List<String> reasons = new ArrayList<>();
        for (WriteOutcome outcome : outcomes) {
            reasons.add(outcome.failure().map(failure -> failure.code().name()).orElse("None"));
        }
        ItemException cancelled = new ItemException(ErrorCode.TRANSACTION_CANCELLED, reasons);
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i].failure().isEmpty()) {
                outcomes[i] = WriteEvaluation.refused(cancelled);
            }
        }
    }

    private static Set<StoredTable> tables(List<PreparedWrite> writes) {
        Set<StoredTable> tables = new HashSet<>();
        writes.forEach(write -> tables.add(write.table()));
        return tables;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isOfOneItem(PreparedWrite one, PreparedWrite other) {
        return one.table() == other.table() && Arrays.equals(one.key(), other.key());
    }
}
