package io.itemql.store.mv;

import io.itemql.condition.AttributeSource;
import io.itemql.condition.Condition;
import io.itemql.condition.UpdatedItem;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexKeys;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.journal.RecordType;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.row.EntryLog;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.table.StoredTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries out writes. Each passes the gate, locks its key, reads the item as it is, tests the condition, makes the new row,
 * appends it to the journal, counts it, and puts it into the map; then it leaves. When all writes of a batch are done, the
 * batch waits once until the journal is durable.
 *
 * <p>Readers see a write before it is durable. If the machine dies in between, the write may be gone though somebody has
 * read it, but nobody was told that it had happened.
 */
final class ItemWriter {
    private static final byte[] NO_ROW = {};

    private final TableRegistry registry;
    private final WriteGate gate;
    private final WriteLog log;
    private final Persistence persistence;
    private final KeyLocks locks;
    private volatile ItemException stopped;

    ItemWriter(TableRegistry registry, WriteGate gate, WriteLog log, KeyLocks locks, Persistence persistence) {
        this.registry = registry;
        this.gate = gate;
        this.log = log;
        this.locks = locks;
        this.persistence = persistence;
    }

    /** Makes every write that has not passed the gate yet fail. */
    void close(ItemException reason) {
        stopped = reason;
    }

    List<WriteOutcome> write(WriteBatch batch) {
        int count = batch.writes().size();
        WriteOutcome[] outcomes = new WriteOutcome[count];
        List<PreparedWrite> prepared = prepare(batch, outcomes);
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
            StoredTable table = registry.require(write.table()).table();
            try {
                prepared.add(PreparedWrite.of(write, i, table));
            } catch (ItemException e) {
                outcomes[i] = failed(e);
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

    private static WriteOutcome failed(ItemException failure) {
        return new WriteOutcome(
                Optional.of(failure), false, Optional.empty(), Optional.empty(), ConsumedCapacity.ofWrite(0, 0));
    }

    private WriteOutcome apply(PreparedWrite write, boolean returnsItems) {
        StoredTable table = write.table();
        long stamp = gate.enter();
        try {
            if (stopped != null) {
                throw stopped;
            }
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
        StoredTable table = write.table();
        RowCodec rows = table.rows();
        byte[] key = write.key();
        byte[] oldRow = table.map().get(key);
        int oldBytes = oldRow == null ? 0 : RowCodec.itemBytes(oldRow);
        Optional<Item> before =
                returnsItems && oldRow != null ? Optional.of(rows.decode(key, oldRow)) : Optional.empty();
        byte[] newRow;
        try {
            if (write.write() instanceof Write.Put put) {
                IndexKeys.checkPut(put.item(), table.indexDefinitions());
            }
            checkCondition(write.write().condition(), table, key, oldRow);
            newRow = newRow(write, oldRow);
        } catch (ItemException e) {
            if (!isOfTheWrite(e.code())) {
                throw e;
            }
            return new WriteOutcome(
                    Optional.of(e), oldRow != null, before, Optional.empty(), ConsumedCapacity.ofWrite(oldBytes, 0));
        }
        List<IndexChange> changes = List.of();
        if (!Arrays.equals(oldRow, newRow)) {
            changes = table.indexChanges(key, oldRow, newRow);
            change(write, oldRow, newRow, changes);
        }
        Optional<Item> after =
                returnsItems && newRow != null ? Optional.of(rows.decode(key, newRow)) : Optional.empty();
        int newBytes = newRow == null ? 0 : RowCodec.itemBytes(newRow);
        ConsumedCapacity capacity = IndexChange.capacity(ConsumedCapacity.ofWrite(oldBytes, newBytes), changes);
        return new WriteOutcome(Optional.empty(), oldRow != null, before, after, capacity);
    }

    /** Whether a failure is about the write and not about the store. */
    private static boolean isOfTheWrite(ErrorCode code) {
        return switch (code) {
            case IO_ERROR, STORE_DAMAGED, STORE_CLOSED, INTERNAL_ERROR -> false;
            default -> true;
        };
    }

    private static void checkCondition(Optional<Condition> condition, StoredTable table, byte[] key, byte[] oldRow) {
        if (condition.isPresent()) {
            AttributeSource source =
                    oldRow == null ? path -> null : table.rows().newRow().position(key, oldRow);
            if (!condition.get().test(source)) {
                throw new ItemException(ErrorCode.CONDITION_FAILED);
            }
        }
    }

    /** The row after a write; {@code null} if there is none. */
    private byte[] newRow(PreparedWrite write, byte[] oldRow) {
        StoredTable table = write.table();
        RowCodec rows = table.rows();
        EntryLog entries = entry -> log.append(RecordType.DICTIONARY, table.number(), NO_ROW, entry);
        if (write.write() instanceof Write.Put put) {
            return rows.encode(put.item(), write.itemBytes(), entries);
        }
        if (write.write() instanceof Write.Change change) {
            Item before = oldRow == null ? change.key().toItem(rows.keys()) : rows.decode(write.key(), oldRow);
            Item after = UpdatedItem.apply(change.update(), before);
            IndexKeys.checkUpdate(change.update(), after, table.indexDefinitions());
            int itemBytes = ItemLimits.check(after, ErrorCode.UPDATED_ITEM_TOO_LARGE);
            return rows.encode(after, itemBytes, entries);
        }
        return null;
    }

    private void change(PreparedWrite write, byte[] oldRow, byte[] newRow, List<IndexChange> changes) {
        StoredTable table = write.table();
        byte[] key = write.key();
        write.setPosition(
                newRow == null
                        ? log.append(RecordType.DELETE, table.number(), key, NO_ROW)
                        : log.append(RecordType.PUT, table.number(), key, newRow));
        try {
            apply(table, key, oldRow, newRow, changes);
        } catch (RuntimeException | Error e) {
            // The journal has the write, the map and the counts may have half of it.
            ItemException failure = e instanceof ItemException known
                    ? known
                    : ItemException.causedBy(e, ErrorCode.INTERNAL_ERROR, e.toString());
            stopped = failure;
            persistence.fail(failure);
            throw failure;
        }
    }

    private void apply(StoredTable table, byte[] key, byte[] oldRow, byte[] newRow, List<IndexChange> changes) {
        if (changes.isEmpty()) {
            table.apply(key, oldRow, newRow, changes);
            return;
        }
        gate.startTogether();
        try {
            table.apply(key, oldRow, newRow, changes);
        } finally {
            gate.finishTogether();
        }
    }
}
