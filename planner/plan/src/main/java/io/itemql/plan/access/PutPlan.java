package io.itemql.plan.access;

import io.itemql.condition.Condition;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemSize;
import io.itemql.item.MapValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.Values;
import io.itemql.plan.value.ValueText;
import io.itemql.store.Capability;
import io.itemql.store.ItemKey;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeyAttribute;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * INSERT and UPSERT: one item for each row of an input. NULL is stored as NULL, since the statement says it; a value that
 * is MISSING leaves its attribute out. A date or timestamp is stored as its ISO-8601 text. A generated key is filled in
 * where the row has none.
 *
 * <p>Rows are written in batches. In a transaction they are kept there; without one, of an INSERT that fails the rows before
 * the failure and some of its batch stay written.
 *
 * @param columns the attribute for each column of the input; empty if its only column is the whole item, a map
 * @param overwrite true for UPSERT; false makes an item that exists fail with {@link ErrorCode#DUPLICATE_KEY}
 * @param check what the items must meet because they are written through a view
 */
public record PutPlan(
        TableDefinition definition,
        Operator input,
        Optional<List<String>> columns,
        boolean overwrite,
        Optional<Returning> returning,
        Optional<ViewCheck> check)
        implements WritePlan {
    private static final int WRITES_PER_BATCH = 500;
    /** Large items make smaller batches, so that a batch does not take the heap. */
    private static final long BYTES_PER_BATCH = 4L << 20;

    public PutPlan {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(input, "input");
        columns = columns.map(List::copyOf);
        Objects.requireNonNull(returning, "returning");
        Objects.requireNonNull(check, "check");
        int width = columns.map(List::size).orElse(1);
        if (width != input.width()) {
            throw new ItemException(ErrorCode.COLUMN_COUNT_MISMATCH, input.width(), width);
        }
    }

    /** A write that no view stands before. */
    public PutPlan(
            TableDefinition definition,
            Operator input,
            Optional<List<String>> columns,
            boolean overwrite,
            Optional<Returning> returning) {
        this(definition, input, columns, overwrite, returning, Optional.empty());
    }

    @Override
    public String table() {
        return definition.name();
    }

    @Override
    public List<Operator> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isSingle() {
        return input instanceof Values values && values.rows().size() <= 1;
    }

    @Override
    public WriteResult run(Execution execution) {
        WritePlan.checkWritable(execution, overwrite ? "UPSERT" : "INSERT");
        List<ArrayRow> returned = new ArrayList<>();
        // Without snapshots, an input that reads the same table would meet what this statement writes.
        if (execution.store().capabilities().contains(Capability.SNAPSHOTS)) {
            try (RowCursor rows = input.open(execution)) {
                return new WriteResult(writeAll(rows, execution, returned), returned);
            }
        }
        try (RowBuffer buffer = RowBuffer.of(input, execution, "INSERT");
                RowCursor rows = buffer.cursor()) {
            return new WriteResult(writeAll(rows, execution, returned), returned);
        }
    }

    private long writeAll(RowCursor rows, Execution execution, List<ArrayRow> returned) {
        long count = 0;
        long bytes = 0;
        List<Write> batch = new ArrayList<>();
        while (rows.next()) {
            Write.Put write = writeOf(rows, execution);
            bytes += ItemSize.of(write.item());
            batch.add(write);
            if (batch.size() == WRITES_PER_BATCH || bytes >= BYTES_PER_BATCH) {
                count += flush(batch, execution, returned);
                bytes = 0;
            }
        }
        return count + flush(batch, execution, returned);
    }

    private long flush(List<Write> batch, Execution execution, List<ArrayRow> returned) {
        if (batch.isEmpty()) {
            return 0;
        }
        execution.cancellation().check();
        List<WriteOutcome> outcomes = execution.target().write(new WriteBatch(batch, returning.isPresent()));
        for (int i = 0; i < outcomes.size(); i++) {
            WriteOutcome outcome = outcomes.get(i);
            execution.counters().add(0, 0, outcome.capacity());
            if (outcome.failedWith(ErrorCode.CONDITION_FAILED)) {
                throw duplicate(
                        ((Write.Put) batch.get(i)).item(), outcome.failure().get());
            }
            outcome.orThrow();
            if (returning.isPresent()) {
                ArrayRow row = returning.get().row(batch.get(i), outcome, execution.evaluation());
                execution.memory().reserve(row.heapBytes(), "RETURNING");
                returned.add(row);
            }
        }
        long written = batch.size();
        batch.clear();
        return written;
    }

    /** The write of a row. */
    public Write.Put writeOf(Row row, Execution execution) {
        Optional<Condition> condition = overwrite
                ? Optional.empty()
                : Optional.of(Condition.notExists(
                        AttributePath.of(definition.keys().partitionKey().name())));
        Item item = itemOf(row);
        check.ifPresent(view -> view.check(item, ItemKey.ofItem(item, definition.keys()), execution.evaluation()));
        return new Write.Put(definition.name(), item, condition);
    }

    /** The failure of an INSERT whose item exists. */
    public ItemException duplicate(Item item, ItemException cause) {
        return ItemException.causedBy(
                cause, ErrorCode.DUPLICATE_KEY, definition.name(), ItemKey.ofItem(item, definition.keys()));
    }

    /** The item of a row; its key is checked here, so that a wrong row fails before the rows that follow are read. */
    private Item itemOf(Row row) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        if (columns.isEmpty()) {
            Value value = row.get(0);
            if (!(value instanceof MapValue map)) {
                throw new ItemException(
                        ErrorCode.TYPE_MISMATCH,
                        "An item is written from a tuple such as {'id': 1}, not from " + ValueText.of(value));
            }
            attributes.putAll(map.entries());
        } else {
            List<String> names = columns.get();
            for (int i = 0; i < names.size(); i++) {
                AttributeValue value = ValueText.storable(row.get(i));
                if (value != null) {
                    attributes.put(names.get(i), value);
                }
            }
        }
        for (KeyAttribute key : definition.keys().attributes()) {
            AttributeValue value = attributes.get(key.name());
            if (value != null && value.isNull()) {
                throw new ItemException(ErrorCode.KEY_MISSING, key.name());
            }
        }
        if (definition.generatedKey()) {
            attributes.computeIfAbsent(
                    TableDefinition.GENERATED_KEY,
                    name -> new StringValue(UUID.randomUUID().toString()));
        }
        Item item = Item.ofOwned(attributes);
        ItemKey.ofItem(item, definition.keys());
        return item;
    }

    @Override
    public String describe() {
        return (overwrite ? "UPSERT " : "PUT ")
                + definition.name()
                + columns.map(names -> " (" + String.join(", ", names) + ")").orElse("");
    }
}
