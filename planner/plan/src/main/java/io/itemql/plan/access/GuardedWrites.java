package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.MapValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.Access;
import io.itemql.store.Capability;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one item for each row that was read, but only while the item still is what was read.
 *
 * <p>Each write carries a guard: the item exists and every slot has the value that the row has. If another writer was
 * faster, the item is read again; if it still meets the predicate, the write is computed anew, otherwise the item is
 * left alone and not counted. So the outcome is that of some order of the two writers, item by item.
 *
 * <p>Rows stream from a store with snapshots, since a snapshot never shows the statement's own writes; from others they
 * are all read first.
 */
final class GuardedWrites {
    private static final int WRITES_PER_BATCH = 100;
    private static final int ATTEMPTS_MAX = 20;
    private static final String NAME = "WRITE";
    /** About what a key takes in the set of those that were written. */
    private static final long SEEN_KEY_BYTES = 64;

    /** Computes the write of a row. */
    interface RowWrite {
        Write of(ItemKey key, Row row, Condition guard);
    }

    /** A row and the write that was tried for it. */
    private record Pending(ItemKey key, ArrayRow row, Write write) {}

    private final Execution execution;
    private final TableRead read;
    private final List<Expression> predicate;
    private final RowWrite write;
    private final Optional<Returning> returning;
    private final List<Pending> batch = new ArrayList<>();
    private final List<ArrayRow> returned = new ArrayList<>();
    private long count;

    GuardedWrites(
            Execution execution,
            TableRead read,
            List<Expression> predicate,
            RowWrite write,
            Optional<Returning> returning) {
        this.execution = execution;
        this.read = read;
        this.predicate = predicate;
        this.write = write;
        this.returning = returning;
    }

    /** Writes for all rows of an operator whose first columns are those of the read. */
    WriteResult run(Operator rows) {
        if (execution.store().capabilities().contains(Capability.SNAPSHOTS)) {
            try (RowCursor cursor = rows.open(execution)) {
                writeAll(cursor, rows.width());
            }
        } else {
            try (RowBuffer buffer = RowBuffer.of(rows, execution, NAME);
                    RowCursor cursor = buffer.cursor()) {
                writeAll(cursor, rows.width());
            }
        }
        return new WriteResult(count, returned);
    }

    private void writeAll(RowCursor cursor, int width) {
        // Only a join can give one item twice.
        Set<ItemKey> seen = width > read.width() ? new HashSet<>() : null;
        while (cursor.next()) {
            ArrayRow row = ArrayRow.copyOf(cursor, width);
            ItemKey key = keyOf(row);
            if (key == null || (seen != null && !isFirst(key, seen))) {
                continue;
            }
            batch.add(new Pending(key, row, write.of(key, row, guard(row))));
            if (batch.size() == WRITES_PER_BATCH) {
                flush();
            }
        }
        flush();
    }

    private boolean isFirst(ItemKey key, Set<ItemKey> seen) {
        execution.memory().reserve(SEEN_KEY_BYTES, NAME);
        return seen.add(key);
    }

    /** The key in a row; {@code null} where an outer join found no item. */
    private ItemKey keyOf(Row row) {
        List<AttributeValue> values = new ArrayList<>();
        for (var attribute : read.keys().attributes()) {
            int slot = read.slots().indexOf(AttributePath.of(attribute.name()));
            if (!(row.get(slot) instanceof AttributeValue value) || value.isNull()) {
                return null;
            }
            values.add(value);
        }
        return values.size() == 1 ? ItemKey.of(values.get(0)) : ItemKey.of(values.get(0), values.get(1));
    }

    private Condition guard(Row row) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(exists());
        for (int i = 0; i < read.slots().size(); i++) {
            AttributePath slot = read.slots().get(i);
            if (!slot.isTopLevel() || !read.keys().isKey(slot.attribute())) {
                conditions.add(unchanged(slot, row.get(i)));
            }
        }
        if (read.wholeItem() && row.get(read.itemColumn()) instanceof MapValue item) {
            item.entries().forEach((name, value) -> conditions.add(unchanged(AttributePath.of(name), value)));
        }
        return Condition.and(conditions);
    }

    /** The item is there. */
    private Condition exists() {
        return Condition.exists(AttributePath.of(read.keys().partitionKey().name()));
    }

    private static Condition unchanged(AttributePath path, Value value) {
        return value instanceof AttributeValue attribute
                ? Condition.compare(new Operand.Path(path), ComparisonOperator.EQUAL, new Operand.Literal(attribute))
                : Condition.notExists(path);
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        execution.cancellation().check();
        List<Write> writes = batch.stream().map(Pending::write).toList();
        List<WriteOutcome> outcomes = execution.target().write(new WriteBatch(writes, returning.isPresent()));
        for (int i = 0; i < outcomes.size(); i++) {
            if (!accept(writes.get(i), outcomes.get(i))) {
                tryAgain(batch.get(i));
            }
        }
        batch.clear();
    }

    /** Counts a write that happened; false for one that a guard held back. */
    private boolean accept(Write done, WriteOutcome outcome) {
        execution.counters().add(0, 0, outcome.capacity());
        if (outcome.failedWith(ErrorCode.CONDITION_FAILED)) {
            return false;
        }
        outcome.orThrow();
        count++;
        if (returning.isPresent()) {
            ArrayRow row = returning.get().row(done, outcome, execution.evaluation());
            execution.memory().reserve(row.heapBytes(), "RETURNING");
            returned.add(row);
        }
        return true;
    }

    private void tryAgain(Pending failed) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            execution.cancellation().check();
            ArrayRow row = readAgain(failed);
            if (row == null || !meetsPredicate(row)) {
                return;
            }
            Write again = write.of(failed.key(), row, guard(row));
            List<WriteOutcome> outcomes =
                    execution.target().write(new WriteBatch(List.of(again), returning.isPresent()));
            if (accept(again, outcomes.get(0))) {
                return;
            }
        }
        throw new ItemException(ErrorCode.WRITE_CONFLICT, failed.key() + " of " + read.table());
    }

    private boolean meetsPredicate(Row row) {
        for (Expression condition : predicate) {
            if (!condition.test(row, execution.evaluation())) {
                return false;
            }
        }
        return true;
    }

    /** The row with the item as it is now; {@code null} if it is gone. */
    private ArrayRow readAgain(Pending failed) {
        ItemRead request = ItemRead.of(read.table(), new Access.Get(List.of(failed.key())))
                .withSlots(read.slots())
                .withConsistent(true)
                .withCancellation(execution.cancellation());
        try (ReadView view = execution.target().openView();
                ItemCursor cursor = view.open(request)) {
            if (!cursor.next()) {
                return null;
            }
            Value[] values = new Value[failed.row().width()];
            for (int i = 0; i < values.length; i++) {
                values[i] =
                        i < read.slots().size() ? cursor.value(i) : failed.row().get(i);
            }
            if (read.wholeItem()) {
                Item item = cursor.item();
                values[read.itemColumn()] = item.toMap();
            }
            return ArrayRow.ofOwned(values);
        }
    }
}
