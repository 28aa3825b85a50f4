package io.itemql.plan.access;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdatedItem;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.MapValue;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemKey;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An UPDATE that sets attributes of the key. No store changes a key, so each item is deleted and put under its new key.
 *
 * <p>All items of the statement are deleted before the first is put: {@code SET n = n + 1} moves each item to where its
 * neighbour was, and no order of the items must matter. A key that is taken after that belongs to an item that does not
 * move, or to another one that moves there too; the statement fails with {@link ErrorCode#DUPLICATE_KEY} then, like an
 * INSERT. Only a transaction can take all that back, and only in one can no other writer change an item between the moment
 * when it is read whole and the moment when it is put.
 */
final class MovedItems {
    private static final int WRITES_PER_BATCH = 100;
    private static final String NAME = "UPDATE";

    /** An item, what the statement makes of it, and the change that leads from one to the other. */
    private record Move(Update update, Item before, Item after) {}

    private final Execution execution;
    private final TableRead read;
    private final List<Assignment> assignments;
    private final Optional<Returning> returning;

    /** @throws ItemException with {@link ErrorCode#TRANSACTIONS_UNSUPPORTED} if the engine has none */
    MovedItems(Execution execution, UpdatePlan plan) {
        this.execution = execution;
        this.read = plan.read();
        this.assignments = plan.assignments();
        this.returning = plan.returning();
        if (!(execution.target() instanceof Transaction)) {
            throw new ItemException(
                    ErrorCode.TRANSACTIONS_UNSUPPORTED,
                    "an UPDATE of the key of " + read.table() + " deletes and puts its items in one");
        }
    }

    /** Moves the items of all rows of a cursor whose first columns are those of the read. */
    WriteResult run(RowCursor rows) {
        Map<ItemKey, Move> moves = new LinkedHashMap<>();
        while (rows.next()) {
            Move move = move(ArrayRow.copyOf(rows, read.width()));
            execution.memory().reserve(ItemSize.of(move.before()) + ItemSize.of(move.after()), NAME);
            moves.put(keyOf(move.before()), move);
        }
        List<Write> deletes = new ArrayList<>();
        List<Write> puts = new ArrayList<>();
        Condition free =
                Condition.notExists(AttributePath.of(read.keys().partitionKey().name()));
        moves.forEach((key, move) -> {
            deletes.add(new Write.Delete(read.table(), key, Optional.empty()));
            puts.add(new Write.Put(read.table(), move.after(), Optional.of(free)));
        });
        writeAll(deletes);
        writeAll(puts);
        List<ArrayRow> returned = new ArrayList<>();
        returning.ifPresent(columns -> moves.forEach((key, move) -> returned.add(row(columns, key, move))));
        return new WriteResult(moves.size(), returned);
    }

    private Move move(ArrayRow row) {
        Item before = Item.of(((MapValue) row.get(read.itemColumn())).entries());
        Update update = UpdateTranslation.ofRow(assignments, read, row, execution.evaluation());
        return new Move(update, before, UpdatedItem.apply(update, before));
    }

    /** The key; a NULL in it is told as such, not as a wrong type. */
    private ItemKey keyOf(Item item) {
        for (KeyAttribute key : read.keys().attributes()) {
            AttributeValue value = item.get(key.name());
            if (value != null && value.isNull()) {
                throw new ItemException(ErrorCode.KEY_MISSING, key.name());
            }
        }
        return ItemKey.ofItem(item, read.keys());
    }

    private void writeAll(List<Write> writes) {
        for (int from = 0; from < writes.size(); from += WRITES_PER_BATCH) {
            execution.cancellation().check();
            List<Write> some = writes.subList(from, Math.min(writes.size(), from + WRITES_PER_BATCH));
            some.forEach(this::check);
            List<WriteOutcome> outcomes = execution.target().write(new WriteBatch(some, false));
            for (int i = 0; i < some.size(); i++) {
                accept(some.get(i), outcomes.get(i));
            }
        }
    }

    private void check(Write write) {
        if (write instanceof Write.Put put) {
            keyOf(put.item());
        }
    }

    private void accept(Write write, WriteOutcome outcome) {
        execution.counters().add(0, 0, outcome.capacity());
        if (write instanceof Write.Put put && outcome.failedWith(ErrorCode.CONDITION_FAILED)) {
            throw ItemException.causedBy(
                    outcome.failure().get(), ErrorCode.DUPLICATE_KEY, read.table(), keyOf(put.item()));
        }
        outcome.orThrow();
    }

    private ArrayRow row(Returning columns, ItemKey key, Move move) {
        Write.Change change = new Write.Change(read.table(), key, move.update(), Optional.empty());
        WriteOutcome outcome = new WriteOutcome(
                Optional.empty(), true, Optional.of(move.before()), Optional.of(move.after()), ConsumedCapacity.NONE);
        ArrayRow row = columns.row(change, outcome, execution.evaluation());
        execution.memory().reserve(row.heapBytes(), "RETURNING");
        return row;
    }

    /** Whether an assignment sets an attribute of the key. */
    static boolean sets(Assignment assignment, KeySchema keys) {
        return assignment instanceof Assignment.Set set
                && set.target().isTopLevel()
                && keys.isKey(set.target().attribute());
    }
}
