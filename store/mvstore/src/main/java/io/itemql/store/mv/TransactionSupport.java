package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.Isolation;
import io.itemql.store.Transaction;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.row.AttributeCounts;
import io.itemql.store.mv.row.Disappearances;
import io.itemql.store.mv.table.StoredTable;
import java.util.function.Supplier;

/** What the transactions of a store share. Safe for use by several threads. */
final class TransactionSupport {
    private final WriteGate gate;
    private final WriteStop stop;
    private final WriteEvaluation evaluation;
    private final GroupWriter groups;
    private final WriteLog log;
    private final Persistence persistence;
    private final RecentWrites recent;
    private final TransactionMemory memory;
    private final CollectionLimit limit;

    TransactionSupport(
            WriteGate gate,
            WriteStop stop,
            WriteEvaluation evaluation,
            GroupWriter groups,
            WriteLog log,
            Persistence persistence,
            RecentWrites recent,
            TransactionMemory memory,
            CollectionLimit limit) {
        this.gate = gate;
        this.stop = stop;
        this.evaluation = evaluation;
        this.groups = groups;
        this.log = log;
        this.persistence = persistence;
        this.recent = recent;
        this.memory = memory;
        this.limit = limit;
    }

    CollectionLimit limit() {
        return limit;
    }

    /** Begins a transaction. */
    Transaction begin(MvItemStore store, Isolation isolation, Supplier<Snapshot> snapshots, OpenViews views) {
        // Before the snapshot: a write that it does not show must be noted.
        long began = recent.begin();
        long moment = Disappearances.moment();
        Snapshot snapshot = null;
        try {
            snapshot = snapshots.get();
            MvReadView base = new MvReadView(store, snapshot, views);
            return new MvTransaction(store, this, isolation, snapshot, base, began, moment);
        } finally {
            if (snapshot == null) {
                recent.end(began);
            }
        }
    }

    /** The position of the journal behind all that was written so far. */
    long position() {
        return log.position();
    }

    /** Returns when all writes before a position of the journal are as durable as acknowledged ones. */
    void await(long position) {
        log.await(position);
    }

    /** What is in a table now; in the gate, because a partition that is being split must not finish in between. */
    AttributeCounts counts(StoredTable table) {
        long stamp = gate.enter();
        try {
            return table.counts();
        } finally {
            gate.leave(stamp);
        }
    }

    RecentWrites recent() {
        return recent;
    }

    TransactionMemory memory() {
        return memory;
    }

    /** The row after a write; see {@link WriteEvaluation#newRow}. What the dictionary learns is in the journal. */
    byte[] evaluate(PreparedWrite write, byte[] oldRow) {
        long stamp = gate.enter();
        try {
            stop.check();
            if (write.table().isDropped()) {
                throw new ItemException(
                        ErrorCode.TRANSACTION_CONFLICT, "table " + write.write().table() + " was dropped");
            }
            return evaluation.newRow(write, oldRow);
        } finally {
            gate.leave(stamp);
        }
    }

    /** Carries out a transaction's writes and returns when they are durable. */
    void commit(GroupWriter.Group group) {
        persistence.slowDown();
        long position = groups.carryOut(group);
        log.relieve();
        log.await(position);
    }

    void ended(long began) {
        recent.end(began);
    }
}
