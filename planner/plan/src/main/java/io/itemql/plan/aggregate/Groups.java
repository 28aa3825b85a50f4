package io.itemql.plan.aggregate;

import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The groups of an aggregation while its rows come in. Used by one thread at a time; must be closed. */
final class Groups implements AutoCloseable {
    private static final long GROUP_BYTES = 120;
    private static final long STATE_BYTES = 80;

    private final HashAggregate aggregate;
    private final Expression[] keys;
    private final Evaluation evaluation;
    /** One for each grouping set, by the values of the keys. */
    private final List<Map<ArrayRow, AggregateCall.State[]>> sets = new ArrayList<>();

    private final RowBuffer output;

    Groups(HashAggregate aggregate, Execution execution) {
        this.aggregate = aggregate;
        this.keys = aggregate.keys().toArray(new Expression[0]);
        this.evaluation = execution.evaluation();
        this.output = new RowBuffer(execution, HashAggregate.NAME);
        aggregate.groupingSets().forEach(set -> sets.add(new LinkedHashMap<>()));
    }

    /** Makes the groups that are there without any row: those of sets without keys. */
    void begin() {
        for (int set = 0; set < sets.size(); set++) {
            if (aggregate.groupingSets().get(set).isEmpty()) {
                group(set, keyValues(new Value[aggregate.keys().size()], set));
            }
        }
    }

    /** Takes in all rows of an operator, unless somebody says meanwhile that they are not wanted any more. */
    void addAll(Operator input, Execution execution, AtomicBoolean stopped) {
        try (RowCursor rows = input.open(execution)) {
            while (!stopped.get() && rows.next()) {
                add(rows);
            }
        }
    }

    private void add(Row row) {
        Value[] values = new Value[keys.length];
        for (int i = 0; i < values.length; i++) {
            Value value = keys[i].evaluate(row, evaluation);
            values[i] = value == null ? NullValue.NULL : value;
        }
        long bytes = 0;
        for (int set = 0; set < sets.size(); set++) {
            for (AggregateCall.State state : group(set, keyValues(values, set))) {
                bytes += state.add(row, evaluation);
            }
        }
        output.reserve(bytes);
    }

    /** Takes over the groups of later rows and the memory that they hold. */
    void add(Groups later) {
        for (int set = 0; set < sets.size(); set++) {
            for (Map.Entry<ArrayRow, AggregateCall.State[]> entry :
                    later.sets.get(set).entrySet()) {
                AggregateCall.State[] states = sets.get(set).putIfAbsent(entry.getKey(), entry.getValue());
                if (states == null) {
                    continue;
                }
                long bytes = 0;
                for (int i = 0; i < states.length; i++) {
                    bytes += states[i].add(entry.getValue()[i]);
                }
                output.reserve(bytes);
            }
        }
        output.takeOver(later.output);
        later.sets.forEach(Map::clear);
    }

    private AggregateCall.State[] group(int set, ArrayRow key) {
        AggregateCall.State[] states = sets.get(set).get(key);
        if (states == null) {
            states = new AggregateCall.State[aggregate.calls().size()];
            for (int i = 0; i < states.length; i++) {
                states[i] = aggregate.calls().get(i).start();
            }
            sets.get(set).put(key, states);
            output.reserve(GROUP_BYTES + key.heapBytes() + STATE_BYTES * states.length);
        }
        return states;
    }

    /** The keys of a set, NULL for those that are not in it. */
    private ArrayRow keyValues(Value[] values, int set) {
        List<Integer> inSet = aggregate.groupingSets().get(set);
        if (inSet.size() == values.length) {
            return ArrayRow.ofOwned(values);
        }
        Value[] some = new Value[values.length];
        Arrays.fill(some, NullValue.NULL);
        for (int key : inSet) {
            some[key] = values[key];
        }
        return ArrayRow.ofOwned(some);
    }

    /** A row for each group; closing the cursor closes this. */
    RowCursor rows() {
        for (int set = 0; set < sets.size(); set++) {
            List<Integer> keys = aggregate.groupingSets().get(set);
            sets.get(set).forEach((key, states) -> output.rows().add(row(keys, key, states)));
        }
        return output.cursor();
    }

    private ArrayRow row(List<Integer> set, ArrayRow key, AggregateCall.State[] states) {
        Value[] values = new Value[aggregate.width()];
        int column = 0;
        for (int i = 0; i < aggregate.keys().size(); i++) {
            values[column++] = key.get(i);
        }
        for (AggregateCall.State state : states) {
            values[column++] = state.result();
        }
        for (List<Integer> grouping : aggregate.groupings()) {
            long bits = 0;
            for (int position : grouping) {
                bits = bits << 1 | (set.contains(position) ? 0 : 1);
            }
            values[column++] = NumberValue.of(bits);
        }
        return ArrayRow.ofOwned(values);
    }

    @Override
    public void close() {
        output.close();
        sets.forEach(Map::clear);
    }
}
