package io.itemql.plan.aggregate;

import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.operator.SortedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call of an aggregate function.
 *
 * @param distinct each combination of argument values counts once
 * @param filter only rows for which it is TRUE count
 * @param order in which order the rows are taken in, for ARRAY_AGG and STRING_AGG
 */
public record AggregateCall(
        AggregateFunction function,
        List<Expression> arguments,
        boolean distinct,
        Optional<Expression> filter,
        List<SortKey> order) {
    public AggregateCall {
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(filter, "filter");
        order = List.copyOf(order);
        function.arity().check(function.name(), arguments.size());
    }

    /** A call without DISTINCT, FILTER and ORDER BY. */
    public static AggregateCall of(AggregateFunction function, Expression... arguments) {
        return new AggregateCall(function, List.of(arguments), false, Optional.empty(), List.of());
    }

    /** True for COUNT(*) of all rows. */
    public boolean isCountOfRows() {
        return function.name().equals("COUNT") && arguments.isEmpty() && filter.isEmpty() && !distinct;
    }

    /** True if states of this call over parts of the rows make one over all of them. */
    boolean isPartial() {
        return !distinct
                && order.isEmpty()
                && function.start() instanceof PartialAccumulator
                && arguments.stream().allMatch(Expressions::isOfRowAlone)
                && filter.map(Expressions::isOfRowAlone).orElse(true);
    }

    /** True for a count of whatever kind of values. */
    boolean isCount() {
        return function.name().equals("COUNT");
    }

    /** True if {@link GroupedNumbers} can take in its arguments as columns. */
    boolean takesColumns() {
        return !distinct && order.isEmpty() && filter.isEmpty() && GroupedNumbers.canTake(function, arguments.size());
    }

    /** True if a state of the other call tells the outcome of this one as well, as with SUM and AVG of one column. */
    boolean sharesStateWith(AggregateCall other) {
        return function.sharesStateWith(other.function)
                && distinct == other.distinct
                && arguments.equals(other.arguments)
                && filter.equals(other.filter)
                && order.isEmpty()
                && other.order.isEmpty();
    }

    /** The outcome that a state of this call, or of one that shares its state, tells. */
    Value outcome(State state) {
        return state.ordered == null ? function.outcome(state.accumulator) : state.result();
    }

    /** The state of this call over one group. */
    public State start() {
        return new State(this);
    }

    /** The state of a call over one group. Used by one thread. */
    public static final class State {
        private static final long ENTRY_BYTES = 48;

        private final AggregateCall call;
        private final Expression[] arguments;
        /** The only argument, if its values go straight to the accumulator; null otherwise. */
        private final Expression argument;
        /** Null if there is none. */
        private final Expression filter;
        /** For the values of one row; no accumulator keeps it. */
        private final Value[] values;

        private final Accumulator accumulator;
        private final Set<ArrayRow> seen;
        private final List<ArrayRow> ordered;

        State(AggregateCall call) {
            this.call = call;
            this.arguments = call.arguments.toArray(new Expression[0]);
            this.filter = call.filter.orElse(null);
            this.values = new Value[arguments.length];
            this.accumulator = call.function.start();
            this.seen = call.distinct ? new HashSet<>() : null;
            this.ordered = call.order.isEmpty() ? null : new ArrayList<>();
            this.argument = arguments.length == 1 && seen == null && ordered == null ? arguments[0] : null;
        }

        /**
         * Takes in one row.
         *
         * @return how many more bytes of heap are kept
         */
        public long add(Row row, Evaluation evaluation) {
            if (filter != null && !filter.test(row, evaluation)) {
                return 0;
            }
            if (argument != null) {
                return accumulator.addOnly(argument.evaluate(row, evaluation));
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].evaluate(row, evaluation);
            }
            long bytes = 0;
            if (seen != null) {
                ArrayRow key = normalized(values);
                if (!seen.add(key)) {
                    return 0;
                }
                bytes += ENTRY_BYTES + key.heapBytes();
            }
            if (ordered == null) {
                return bytes + accumulator.add(values);
            }
            Value[] keyed = Arrays.copyOf(values, values.length + call.order.size());
            for (int i = 0; i < call.order.size(); i++) {
                keyed[values.length + i] = call.order.get(i).expression().evaluate(row, evaluation);
            }
            ArrayRow copy = ArrayRow.ofOwned(keyed);
            ordered.add(copy);
            return bytes + copy.heapBytes();
        }

        /** What the values of a call without DISTINCT and ORDER BY go to. */
        Accumulator accumulator() {
            return accumulator;
        }

        /** Takes in the state of later rows; see {@link AggregateCall#isPartial()}. */
        long add(State later) {
            return ((PartialAccumulator) accumulator).add((PartialAccumulator) later.accumulator);
        }

        private static ArrayRow normalized(Value[] values) {
            Value[] copy = values.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] = copy[i] == null ? NullValue.NULL : copy[i];
            }
            return ArrayRow.ofOwned(copy);
        }

        /** The outcome for the rows so far. */
        public Value result() {
            if (ordered == null) {
                return accumulator.result();
            }
            int width = call.arguments.size();
            ordered.sort(SortedRow.comparator(width, call.order));
            Accumulator inOrder = call.function.start();
            for (ArrayRow row : ordered) {
                Value[] values = new Value[width];
                for (int i = 0; i < width; i++) {
                    values[i] = row.get(i);
                }
                inOrder.add(values);
            }
            return inOrder.result();
        }
    }

    @Override
    public String toString() {
        String inside = arguments.isEmpty()
                ? "*"
                : arguments.stream().map(Expression::toString).collect(Collectors.joining(", "));
        String sorted = order.isEmpty()
                ? ""
                : " ORDER BY " + order.stream().map(SortKey::toString).collect(Collectors.joining(", "));
        return function + "(" + (distinct ? "DISTINCT " : "") + inside + sorted + ")"
                + filter.map(condition -> " FILTER (WHERE " + condition + ")").orElse("");
    }
}
