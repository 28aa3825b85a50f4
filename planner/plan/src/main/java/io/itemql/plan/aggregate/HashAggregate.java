package io.itemql.plan.aggregate;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SingleInput;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
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
    static final String NAME = "AGGREGATE";

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

    @Override
    public RowCursor open(Execution execution) {
        List<Operator> segments = SharedAggregation.segments(this, execution);
        Groups groups = new Groups(this, execution);
        try {
            groups.begin();
            if (segments.isEmpty()) {
                groups.addAll(input, execution, new AtomicBoolean());
            } else {
                SharedAggregation.addAll(this, segments, groups, execution);
            }
            return groups.rows();
        } catch (RuntimeException | Error e) {
            groups.close();
            throw e;
        }
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
