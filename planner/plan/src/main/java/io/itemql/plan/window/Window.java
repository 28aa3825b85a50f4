package io.itemql.plan.window;

import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SingleInput;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.operator.SortedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Window functions. Its columns are those of the input and one for each call, group by group. Keeps all rows, and gives
 * them in the order in which they came.
 */
public record Window(Operator input, List<WindowGroup> groups) implements SingleInput {
    private static final String NAME = "WINDOW";
    private static final long RESULT_BYTES = 48;

    public Window {
        Objects.requireNonNull(input, "input");
        groups = List.copyOf(groups);
    }

    /** A row of the input on its way through a group, with room for the outcomes of all calls. */
    static final class Slot {
        private final ArrayRow row;
        private final ArrayRow keys;
        private final Value[] results;

        Slot(ArrayRow row, ArrayRow keys, Value[] results) {
            this.row = row;
            this.keys = keys;
            this.results = results;
        }

        ArrayRow row() {
            return row;
        }

        /** The values of the partition, then those of the order. */
        ArrayRow keys() {
            return keys;
        }

        void setResult(int call, Value value) {
            results[call] = value;
        }
    }

    @Override
    public RowCursor open(Execution execution) {
        RowBuffer memory = new RowBuffer(execution, NAME);
        try {
            List<ArrayRow> rows = new ArrayList<>();
            int calls = width() - input.width();
            try (RowCursor cursor = input.open(execution)) {
                while (cursor.next()) {
                    ArrayRow row = ArrayRow.copyOf(cursor, input.width());
                    memory.reserve(row.heapBytes() + RESULT_BYTES * (1 + calls));
                    rows.add(row);
                }
            }
            Value[][] results = new Value[rows.size()][calls];
            int first = 0;
            for (WindowGroup group : groups) {
                compute(group, first, rows, results, execution, memory);
                first += group.calls().size();
            }
            for (int i = 0; i < results.length; i++) {
                memory.rows().add(joined(rows.get(i), results[i]));
            }
            return memory.cursor();
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    private ArrayRow joined(ArrayRow row, Value[] results) {
        Value[] values = new Value[width()];
        for (int i = 0; i < input.width(); i++) {
            values[i] = row.get(i);
        }
        System.arraycopy(results, 0, values, input.width(), results.length);
        return ArrayRow.ofOwned(values);
    }

    private static void compute(
            WindowGroup group,
            int firstCall,
            List<ArrayRow> rows,
            Value[][] results,
            Execution execution,
            RowBuffer memory) {
        List<SortKey> keys = new ArrayList<>();
        for (Expression expression : group.partition()) {
            keys.add(SortKey.ascending(expression));
        }
        keys.addAll(group.order());
        List<Slot> slots = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ArrayRow row = rows.get(i);
            slots.add(new Slot(row, SortedRow.of(row, 0, keys, execution.evaluation()), results[i]));
        }
        Comparator<ArrayRow> byKeys = SortedRow.comparator(0, keys);
        slots.sort((a, b) -> byKeys.compare(a.keys(), b.keys()));
        Comparator<ArrayRow> byPartition =
                SortedRow.comparator(0, keys.subList(0, group.partition().size()));
        int start = 0;
        for (int end = 1; end <= slots.size(); end++) {
            boolean closes = end == slots.size()
                    || byPartition.compare(
                                    slots.get(start).keys(), slots.get(end).keys())
                            != 0;
            if (closes) {
                WindowPartition partition =
                        new WindowPartition(group, slots.subList(start, end), byKeys, execution, memory);
                for (int call = 0; call < group.calls().size(); call++) {
                    partition.compute(group.calls().get(call), firstCall + call);
                }
                start = end;
            }
        }
    }

    /** NULL for MISSING: what a call gives is never MISSING. */
    static Value known(Value value) {
        return value == null ? NullValue.NULL : value;
    }

    @Override
    public int width() {
        return input.width()
                + groups.stream().mapToInt(group -> group.calls().size()).sum();
    }

    @Override
    public Operator over(Operator other) {
        return new Window(other, groups);
    }

    @Override
    public String describe() {
        return NAME + " " + groups.stream().map(WindowGroup::toString).collect(Collectors.joining(", "));
    }
}
