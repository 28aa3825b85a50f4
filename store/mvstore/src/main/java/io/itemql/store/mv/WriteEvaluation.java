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
import io.itemql.store.WriteOutcome;
import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.journal.RecordType;
import io.itemql.store.mv.journal.WriteLog;
import io.itemql.store.mv.row.EntryLog;
import io.itemql.store.mv.row.RowCodec;
import io.itemql.store.mv.table.StoredTable;
import java.util.List;
import java.util.Optional;

/**
 * What a write makes of a row, wherever the row comes from. New entries of the dictionary go to the journal, so the
 * caller is inside the gate. Safe for use by several threads.
 */
final class WriteEvaluation {
    private static final byte[] NO_KEY = {};

    private final WriteLog log;

    WriteEvaluation(WriteLog log) {
        this.log = log;
    }

    /**
     * Tests the condition and computes the row after a write.
     *
     * @param oldRow {@code null} if there is none
     * @return {@code null} if there is none
     * @throws ItemException if the write fails
     */
    byte[] newRow(PreparedWrite prepared, byte[] oldRow) {
        StoredTable table = prepared.table();
        Write write = prepared.write();
        if (write instanceof Write.Put put) {
            IndexKeys.checkPut(put.item(), table.indexDefinitions());
        }
        checkCondition(write.condition(), table, prepared.key(), oldRow);
        RowCodec rows = table.rows();
        EntryLog entries = entry -> log.append(RecordType.DICTIONARY, table.number(), NO_KEY, entry);
        if (write instanceof Write.Put put) {
            return rows.encode(put.item(), prepared.itemBytes(), entries);
        }
        if (write instanceof Write.Change change) {
            Item before = oldRow == null ? change.key().toItem(rows.keys()) : rows.decode(prepared.key(), oldRow);
            Item after = UpdatedItem.apply(change.update(), before);
            IndexKeys.checkUpdate(change.update(), after, table.indexDefinitions());
            int itemBytes = ItemLimits.check(after, ErrorCode.UPDATED_ITEM_TOO_LARGE);
            return rows.encode(after, itemBytes, entries);
        }
        return write instanceof Write.Check ? oldRow : null;
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

    /**
     * The outcome of a write that happened.
     *
     * @param entries how it changes the entries of indexes
     */
    static WriteOutcome done(
            PreparedWrite write, byte[] oldRow, byte[] newRow, List<IndexChange> entries, boolean returnsItems) {
        return new WriteOutcome(
                Optional.empty(),
                oldRow != null,
                item(write, oldRow, returnsItems),
                item(write, newRow, returnsItems),
                IndexChange.capacity(ConsumedCapacity.ofWrite(bytes(oldRow), bytes(newRow)), entries));
    }

    /**
     * The outcome of a write that failed.
     *
     * @throws ItemException the failure, if it is not about the write but about the store
     */
    static WriteOutcome failed(PreparedWrite write, byte[] oldRow, ItemException failure, boolean returnsItems) {
        if (!isOfTheWrite(failure.code())) {
            throw failure;
        }
        return new WriteOutcome(
                Optional.of(failure),
                oldRow != null,
                item(write, oldRow, returnsItems),
                Optional.empty(),
                ConsumedCapacity.ofWrite(bytes(oldRow), 0));
    }

    /** The outcome of a write that was refused before any row was looked at. */
    static WriteOutcome refused(ItemException failure) {
        return new WriteOutcome(
                Optional.of(failure), false, Optional.empty(), Optional.empty(), ConsumedCapacity.ofWrite(0, 0));
    }

    private static Optional<Item> item(PreparedWrite write, byte[] row, boolean wanted) {
        return wanted && row != null ? Optional.of(write.table().rows().decode(write.key(), row)) : Optional.empty();
    }

    /** How much a write counts for what a transaction may have to do with. */
    static int transactionBytes(PreparedWrite write, byte[] oldRow, byte[] newRow) {
        return write.write() instanceof Write.Put ? bytes(newRow) : Math.max(bytes(oldRow), bytes(newRow));
    }

    private static int bytes(byte[] row) {
        return row == null ? 0 : RowCodec.itemBytes(row);
    }

    private static boolean isOfTheWrite(ErrorCode code) {
        return switch (code) {
            case IO_ERROR, STORE_DAMAGED, STORE_CLOSED, INTERNAL_ERROR, TRANSACTION_CONFLICT -> false;
            default -> true;
        };
    }
}
