package io.itemql.store.mv;

import io.itemql.error.ItemException;
import io.itemql.store.BatchToken;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.journal.RecordType;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.table.StoredTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries out writes. Each passes the gate, locks its key, reads the item as it is, tests the condition, makes the new
 * row, appends it to the journal, counts it, and puts it into the map; then it leaves. When all writes of a batch are
 * done, the batch waits once until the journal is durable.
 *
 * <p>Batches whose writes belong together go to the {@link GroupWriter}.
 *
 * <p>Readers see a write before it is durable. If the machine dies in between, the write may be gone though somebody
 * has read it, but nobody was told that it had happened.
 */
final class ItemWriter {
    private static final byte[] NO_ROW = {};

    private final TableRegistry registry;
    private final WriteGate gate;
    private final WriteLog log;
    private final Persistence persistence;
    private final KeyLocks locks;
    private final WriteStop stop;
    private final WriteEvaluation evaluation;
    private final CollectionLimit limit;
    private final RecentWrites recent = new RecentWrites();
    private final BatchTokens tokens;
    private final GroupWriter groups;
    private final TransactionSupport transactions;

    ItemWriter(
            TableRegistry registry,
            WriteGate gate,
            WriteLog log,
            KeyLocks locks,
            Persistence persistence,
            PendingGroups pending,
            TransactionMemory memory,
            BatchTokens tokens,
            CollectionLimit limit) {
        this.registry = registry;
        this.gate = gate;
        this.log = log;
        this.locks = locks;
        this.persistence = persistence;
        this.stop = new WriteStop(persistence);
        this.tokens = tokens;
        this.limit = limit;
        this.evaluation = new WriteEvaluation(log);
        this.groups = new GroupWriter(gate, log, locks, stop, evaluation, pending, recent, tokens, limit);
        this.transactions =
                new TransactionSupport(gate, stop, evaluation, groups, log, persistence, recent, memory, limit);
    }

    /** Makes every write that has not passed the gate yet fail. */
    void close(ItemException reason) {
        stop.stop(reason);
    }

    /** What transactions share with the writes here. */
    TransactionSupport transactions() {
        return transactions;
    }

    List<WriteOutcome> write(WriteBatch batch) {
        if (batch.token().isEmpty()) {
            return write(batch, null);
        }
        BatchToken token = batch.token().get();
        if (!tokens.begin(token)) {
            // Whoever has written it may still be waiting for this.
            log.await(log.position());
            return List.of();
        }
        try {
            return write(batch, token);
        } finally {
            tokens.endUnlessDone(token);
        }
    }

    private List<WriteOutcome> write(WriteBatch batch, BatchToken token) {
        int count = batch.writes().size();
        WriteOutcome[] outcomes = new WriteOutcome[count];
        List<PreparedWrite> prepared = prepare(batch, outcomes);
        if (batch.atomic()) {
            persistence.slowDown();
            log.await(groups.write(prepared, outcomes, batch.returnsItems(), token));
            return Arrays.asList(outcomes);
        }
        long position = 0;
        for (PreparedWrite write : prepared) {
            persistence.slowDown();
            outcomes[write.place()] = apply(write, batch.returnsItems());
            position = Math.max(position, write.position());
            log.relieve();
        }
        log.await(position);
        return Arrays.asList(outcomes);
    }

    /** The writes whose keys are in order, by table and key; the others get their outcome at once. */
    private List<PreparedWrite> prepare(WriteBatch batch, WriteOutcome[] outcomes) {
        List<Write> writes = batch.writes();
        List<PreparedWrite> prepared = new ArrayList<>(writes.size());
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            StoredTable table = registry.require(write.table()).requireItems().table();
            try {
                prepared.add(PreparedWrite.of(write, i, table));
            } catch (ItemException e) {
                outcomes[i] = WriteEvaluation.refused(e);
            }
        }
        if (prepared.size() > 1) {
            // The sort is stable, so writes of one item keep their order.
            prepared.sort(Comparator.comparingInt(
                            (PreparedWrite write) -> write.table().number())
                    .thenComparing(PreparedWrite::key, KeyRange::compare));
        }
        return prepared;
    }

    private WriteOutcome apply(PreparedWrite write, boolean returnsItems) {
        StoredTable table = write.table();
        long stamp = gate.enter();
        try {
            stop.check();
            if (table.isDropped()) {
                throw TableRegistry.unknown(write.write().table());
            }
            ReentrantLock lock = locks.of(table.number(), write.key());
            lock.lock();
            try {
                return applyLocked(write, returnsItems);
            } finally {
                lock.unlock();
            }
        } finally {
            gate.leave(stamp);
        }
    }

    private WriteOutcome applyLocked(PreparedWrite write, boolean returnsItems) {
        byte[] oldRow = write.table().map().get(write.key());
        byte[] newRow;
        List<IndexChange> entries;
        try {
            newRow = evaluation.newRow(write, oldRow);
            entries =
                    Arrays.equals(oldRow, newRow) ? List.of() : write.table().indexChanges(write.key(), oldRow, newRow);
            limit.check(write.table(), write.key(), oldRow, newRow, entries);
        } catch (ItemException e) {
            return WriteEvaluation.failed(write, oldRow, e, returnsItems);
        }
        recent.add(write.table().number(), write.key());
        if (Arrays.equals(oldRow, newRow)) {
            // Nothing to record, but what makes it so may be a write that is not durable yet.
            write.setPosition(log.position());
        } else {
            change(write, oldRow, newRow, entries);
        }
        return WriteEvaluation.done(write, oldRow, newRow, entries, returnsItems);
    }

    private void change(PreparedWrite write, byte[] oldRow, byte[] newRow, List<IndexChange> entries) {
        StoredTable table = write.table();
        byte[] key = write.key();
        write.setPosition(
                newRow == null
                        ? log.append(RecordType.DELETE, table.number(), key, NO_ROW)
                        : log.append(RecordType.PUT, table.number(), key, newRow));
        try {
            apply(table, key, oldRow, newRow, entries);
        } catch (RuntimeException | Error e) {
            throw stop.halfDone(e);
        }
    }

    private void apply(StoredTable table, byte[] key, byte[] oldRow, byte[] newRow, List<IndexChange> entries) {
        if (entries.isEmpty()) {
            table.apply(key, oldRow, newRow, entries);
            return;
        }
        gate.startTogether();
        try {
            table.apply(key, oldRow, newRow, entries);
        } finally {
            gate.finishTogether();
        }
    }
}
