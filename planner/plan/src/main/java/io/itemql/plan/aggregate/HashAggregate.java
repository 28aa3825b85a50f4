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
import io.itemql.plan.operator.SingleInput;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups rows. Its columns are the keys, the calls, and the grouping numbers, in this order. NULL and MISSING are one
 * group, NULL. Groups come in the order of their first rows.
 *
 * @param groupingSets for GROUPING SETS, ROLLUP and CUBE: the positions of the keys of each set, a key that is not in a
 *     set being NULL; one set of all keys for a plain GROUP BY. A set without keys has one group, even without rows
 * @param groupings for GROUPING(…): the positions of the keys asked about; the number has a bit for each, the last
 *     key's the lowest, set where the key is not in the group's set
 */
public record HashAggregate(
        Operator input,
        List<Expression> keys,
        List<List<Integer>> groupingSets,
        List<AggregateCall> calls,
        List<List<Integer>> groupings)
        implements SingleInput {
    private static final String NAME = "AGGREGATE";
    private static final long GROUP_BYTES = 120;
    private static final long STATE_BYTES = 80;

    public HashAggregate {
        Objects.requireNonNull(input, "input");
        keys = List.copyOf(keys);
        groupingSets = groupingSets.stream().map(List::copyOf).toList();
        calls = List.copyOf(calls);
        groupings = groupings.stream().map(List::copyOf).toList();
    }

    /** GROUP BY all the keys; without keys, everything is one group. */
    public static HashAggregate of(Operator input, List<Expression> keys, List<AggregateCall> calls) {
        List<Integer> all = IntStream.range(0, keys.size()).boxed().toList();
        return new HashAggregate(input, keys, List.of(all), calls, List.of());
    }

    /** A group: which set it belongs to, and the values of the keys. */
    private record GroupKey(int set, ArrayRow values) {}

    @Override
    public RowCursor open(Execution execution) {
        Map<GroupKey, AggregateCall.State[]> groups = new LinkedHashMap<>();
        RowBuffer output = new RowBuffer(execution, NAME);
        try (RowCursor rows = input.open(execution)) {
            for (int set = 0; set < groupingSets.size(); set++) {
                if (groupingSets.get(set).isEmpty()) {
                    group(groups, new GroupKey(set, keyValues(new Value[keys.size()], set)), output);
                }
            }
            while (rows.next()) {
                add(rows, groups, output, execution.evaluation());
            }
            groups.forEach((key, states) -> output.rows().add(outputRow(key, states)));
            return output.cursor();
        } catch (RuntimeException e) {
            output.close();
            throw e;
        }
    }

    private void add(Row row, Map<GroupKey, AggregateCall.State[]> groups, RowBuffer output, Evaluation evaluation) {
        Value[] values = new Value[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = keys.get(i).evaluate(row, evaluation);
        }
        long bytes = 0;
        for (int set = 0; set < groupingSets.size(); set++) {
            AggregateCall.State[] states = group(groups, new GroupKey(set, keyValues(values, set)), output);
            for (AggregateCall.State state : states) {
                bytes += state.add(row, evaluation);
            }
        }
        output.reserve(bytes);
    }

    private AggregateCall.State[] group(Map<GroupKey, AggregateCall.State[]> groups, GroupKey key, RowBuffer output) {
        AggregateCall.State[] states = groups.get(key);
        if (states == null) {
            states = new AggregateCall.State[calls.size()];
            for (int i = 0; i < states.length; i++) {
                states[i] = calls.get(i).start();
            }
            groups.put(key, states);
            output.reserve(GROUP_BYTES + key.values().heapBytes() + STATE_BYTES * states.length);
        }
        return states;
    }

    /** The keys of a set, NULL for MISSING and for keys that are not in the set. */
    private ArrayRow keyValues(Value[] values, int set) {
        Value[] normalized = new Value[values.length];
        Arrays.fill(normalized, NullValue.NULL);
        for (int key : groupingSets.get(set)) {
            normalized[key] = values[key] == null ? NullValue.NULL : values[key];
        }
        return ArrayRow.ofOwned(normalized);
    }

    private ArrayRow outputRow(GroupKey key, AggregateCall.State[] states) {
        Value[] values = new Value[width()];
        int column = 0;
        for (int i = 0; i < keys.size(); i++) {
            values[column++] = key.values().get(i);
        }
        for (AggregateCall.State state : states) {
            values[column++] = state.result();
        }
        List<Integer> set = groupingSets.get(key.set());
        for (List<Integer> grouping : groupings) {
            long bits = 0;
            for (int position : grouping) {
                bits = bits << 1 | (set.contains(position) ? 0 : 1);
            }
            values[column++] = NumberValue.of(bits);
        }
        return ArrayRow.ofOwned(values);
    }

    @Override
    public int width() {
        return keys.size() + calls.size() + groupings.size();
    }

    @Override
    public Operator over(Operator other) {
        return new HashAggregate(other, keys, groupingSets, calls, groupings);
    }

    @Override
    public String describe() {
        String functions = calls.stream().map(AggregateCall::toString).collect(Collectors.joining(", "));
        return (NAME + " " + functions).strip() + by();
    }

    private String by() {
        if (keys.isEmpty()) {
            return "";
        }
        if (groupingSets.size() == 1) {
            return " BY " + set(groupingSets.get(0));
        }
        return " BY SETS "
                + groupingSets.stream().map(set -> "(" + set(set) + ")").collect(Collectors.joining(", "));
    }

    private String set(List<Integer> positions) {
        return positions.stream().map(key -> keys.get(key).toString()).collect(Collectors.joining(", "));
    }
}
