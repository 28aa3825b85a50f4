package io.itemql.plan.aggregate;

import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.BatchCursor;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.value.ValueSize;
import io.itemql.store.BatchColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The groups of an aggregation while its rows come in. Used by one thread at a time; must be closed. */
final class Groups implements AutoCloseable {
    private static final long GROUP_BYTES = 120;
    private static final long STATE_BYTES = 80;
    /** A statement over few rows is done before columns pay. */
    private static final int SINGLE_ROWS = 128;

    private final HashAggregate aggregate;
    private final Expression[] keys;
    private final Evaluation evaluation;
    /** The calls that have a state of their own in each group, and for each call which of these states it reads. */
    private final List<AggregateCall> counted = new ArrayList<>();

    /** The same calls as they stand in the plan. */
    private final List<AggregateCall> planned = new ArrayList<>();

    private final int[] stateOf;
    private final RepeatedArithmetic repeated;
    /** One for each grouping set. */
    private final List<GroupTable> sets = new ArrayList<>();
    /** The values of the keys in one row, and those that are in one grouping set. */
    private final Value[] values;

    private final Value[] someValues;

    private final RowBuffer output;

    Groups(HashAggregate aggregate, Execution execution) {
        this.aggregate = aggregate;
        this.keys = aggregate.keys().toArray(new Expression[0]);
        this.evaluation = execution.evaluation();
        this.output = new RowBuffer(execution, HashAggregate.NAME);
        this.stateOf = new int[aggregate.calls().size()];
        this.values = new Value[keys.length];
        this.someValues = new Value[keys.length];
        this.repeated = RepeatedArithmetic.in(aggregate.calls());
        aggregate.groupingSets().forEach(set -> sets.add(new GroupTable()));
        for (int i = 0; i < stateOf.length; i++) {
            stateOf[i] = shared(aggregate.calls().get(i));
        }
    }

    private int shared(AggregateCall inPlan) {
        AggregateCall call = repeated.in(inPlan);
        for (int i = 0; i < counted.size(); i++) {
            if (call.sharesStateWith(counted.get(i))) {
                return i;
            }
        }
        counted.add(call);
        planned.add(inPlan);
        return counted.size() - 1;
    }

    /** Makes the groups that are there without any row: those of sets without keys. */
    void begin() {
        for (int set = 0; set < sets.size(); set++) {
            if (aggregate.groupingSets().get(set).isEmpty()) {
                group(set, keyValues(set));
            }
        }
    }

    /** Takes in all rows of an operator, unless somebody says meanwhile that they are not wanted any more. */
    void addAll(Operator input, Execution execution, AtomicBoolean stopped) {
        try (RowCursor rows = input.open(execution)) {
            for (int row = 0; row < SINGLE_ROWS; row++) {
                if (stopped.get() || !rows.next()) {
                    return;
                }
                add(rows);
            }
            BatchedGroups batched =
                    rows instanceof BatchCursor batches ? BatchedGroups.of(this, aggregate, planned, batches) : null;
            if (batched == null || !batched.addAll(stopped)) {
                addSingly(rows, stopped);
            }
        }
    }

    private void addSingly(RowCursor rows, AtomicBoolean stopped) {
        while (!stopped.get() && rows.next()) {
            add(rows);
        }
    }

    Evaluation evaluation() {
        return evaluation;
    }

    /** How many groups the only grouping set has. */
    int count() {
        return sets.get(0).groups().size();
    }

    /** The state of a group of the only grouping set, of one of the calls that have one. */
    AggregateCall.State state(int group, int call) {
        return sets.get(0).groups().get(group).states()[call];
    }

    /** The number of the group of the only grouping set that a row of a batch belongs to, which is made if it is not there. */
    int groupOf(BatchColumn[] key, int row) {
        int found = sets.get(0).find(key, row);
        if (found >= 0) {
            return found;
        }
        for (int i = 0; i < key.length; i++) {
            Value value = key[i].value(row);
            values[i] = value == null ? NullValue.NULL : value;
        }
        group(0, values);
        return count() - 1;
    }

    /** Takes memory for what belongs to the groups, or gives some back if negative; looks at the cancellation. */
    void reserve(long bytes) {
        output.reserve(bytes);
    }

    void add(Row row) {
        repeated.nextRow();
        for (int i = 0; i < keys.length; i++) {
            Value value = keys[i].evaluate(row, evaluation);
            values[i] = value == null ? NullValue.NULL : value;
        }
        long bytes = 0;
        for (int set = 0; set < sets.size(); set++) {
            for (AggregateCall.State state : group(set, keyValues(set))) {
                bytes += state.add(row, evaluation);
            }
        }
        output.reserve(bytes);
    }

    /** Takes over the groups of later rows and the memory that they hold. */
    void add(Groups later) {
        for (int set = 0; set < sets.size(); set++) {
            for (GroupTable.Group group : later.sets.get(set).groups()) {
                AggregateCall.State[] states = sets.get(set).find(group.keys());
                if (states == null) {
                    sets.get(set).add(group.keys(), group.states());
                    continue;
                }
                long bytes = 0;
                for (int i = 0; i < states.length; i++) {
                    bytes += states[i].add(group.states()[i]);
                }
                output.reserve(bytes);
            }
        }
        output.takeOver(later.output);
        later.sets.forEach(GroupTable::clear);
    }

    /** The states of a group, which is made if it is not there. */
    private AggregateCall.State[] group(int set, Value[] key) {
        AggregateCall.State[] states = sets.get(set).find(key);
        if (states == null) {
            states = new AggregateCall.State[counted.size()];
            for (int i = 0; i < states.length; i++) {
                states[i] = counted.get(i).start();
            }
            Value[] own = key.clone();
            sets.get(set).add(own, states);
            output.reserve(GROUP_BYTES + ValueSize.ofRow(own) + STATE_BYTES * states.length);
        }
        return states;
    }

    /** The values of the keys of a set, NULL for those that are not in it; valid until the next call. */
    private Value[] keyValues(int set) {
        List<Integer> inSet = aggregate.groupingSets().get(set);
        if (inSet.size() == values.length) {
            return values;
        }
        Arrays.fill(someValues, NullValue.NULL);
        for (int key : inSet) {
            someValues[key] = values[key];
        }
        return someValues;
    }

    /** A row for each group; closing the cursor closes this. */
    RowCursor rows() {
        for (int set = 0; set < sets.size(); set++) {
            List<Integer> keys = aggregate.groupingSets().get(set);
            sets.get(set).groups().forEach(group -> output.rows().add(row(keys, group)));
        }
        return output.cursor();
    }

    private ArrayRow row(List<Integer> set, GroupTable.Group group) {
        Value[] row = new Value[aggregate.width()];
        int column = 0;
        for (int i = 0; i < aggregate.keys().size(); i++) {
            row[column++] = group.key(i);
        }
        for (int i = 0; i < stateOf.length; i++) {
            row[column++] = aggregate.calls().get(i).outcome(group.states()[stateOf[i]]);
        }
        for (List<Integer> grouping : aggregate.groupings()) {
            long bits = 0;
            for (int position : grouping) {
                bits = bits << 1 | (set.contains(position) ? 0 : 1);
            }
            row[column++] = NumberValue.of(bits);
        }
        return ArrayRow.ofOwned(row);
    }

    @Override
    public void close() {
        output.close();
        sets.forEach(GroupTable::clear);
    }
}
