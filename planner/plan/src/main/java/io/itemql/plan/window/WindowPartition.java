package io.itemql.plan.window;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.aggregate.AggregateCall;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.value.ValueComparison;
import io.itemql.plan.value.ValueText;
import java.util.Comparator;
import java.util.List;

/**
 * Computes window calls over the sorted rows of one partition. An aggregate whose frame only grows takes each row in
 * once; for any other frame it starts anew at every row, so its time is the number of rows times the size of the frame.
 */
final class WindowPartition {
    private final WindowGroup group;
    private final List<Window.Slot> slots;
    private final FrameBounds frames;
    private final Execution execution;
    private final Evaluation evaluation;
    private final RowBuffer memory;

    WindowPartition(
            WindowGroup group,
            List<Window.Slot> slots,
            Comparator<ArrayRow> byKeys,
            Execution execution,
            RowBuffer memory) {
        this.group = group;
        this.slots = slots;
        this.frames = new FrameBounds(group, slots, byKeys, execution.evaluation());
        this.execution = execution;
        this.evaluation = execution.evaluation();
        this.memory = memory;
    }

    void compute(WindowCall call, int column) {
        switch (call.function()) {
            case AGGREGATE -> aggregate(call.aggregate().orElseThrow(), column);
            case NTILE -> ntile(call, column);
            case LAG -> neighbour(call, -1, column);
            case LEAD -> neighbour(call, 1, column);
            case FIRST_VALUE, LAST_VALUE, NTH_VALUE -> valueOfFrame(call, column);
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> rank(call.function(), column);
        }
    }

    private void rank(WindowCall.Function function, int column) {
        long count = slots.size();
        long dense = 0;
        for (int i = 0; i < count; i++) {
            long rank = frames.firstPeer(i) + 1L;
            if (rank == i + 1L) {
                dense++;
            }
            Value value =
                    switch (function) {
                        case ROW_NUMBER -> NumberValue.of(i + 1L);
                        case RANK -> NumberValue.of(rank);
                        case DENSE_RANK -> NumberValue.of(dense);
                        case PERCENT_RANK ->
                            count == 1
                                    ? NumberValue.ZERO
                                    : NumberValue.of(rank - 1).divide(NumberValue.of(count - 1));
                        case CUME_DIST ->
                            NumberValue.of(frames.lastPeer(i) + 1L).divide(NumberValue.of(count));
                        case NTILE, LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE, AGGREGATE ->
                            throw new IllegalArgumentException(function + " is no rank");
                    };
            slots.get(i).setResult(column, value);
        }
    }

    private void ntile(WindowCall call, int column) {
        long buckets = count(call.arguments().get(0), slots.get(0).row(), "NTILE", 1);
        long rows = slots.size();
        long size = rows / buckets;
        // The first buckets take one row more where the rows do not divide evenly.
        long larger = rows % buckets;
        for (int i = 0; i < rows; i++) {
            long inLarger = larger * (size + 1);
            long bucket = i < inLarger ? i / (size + 1) : larger + (i - inLarger) / size;
            slots.get(i).setResult(column, NumberValue.of(bucket + 1));
        }
    }

    private void neighbour(WindowCall call, int direction, int column) {
        List<Expression> arguments = call.arguments();
        for (int i = 0; i < slots.size(); i++) {
            ArrayRow row = slots.get(i).row();
            long distance = arguments.size() > 1
                    ? count(arguments.get(1), row, call.function().name(), 0)
                    : 1;
            Value found = call.ignoreNulls()
                    ? knownNeighbour(arguments.get(0), i, direction, distance)
                    : neighbour(arguments.get(0), i + direction * distance);
            if (found == null) {
                found = arguments.size() > 2 ? arguments.get(2).evaluate(row, evaluation) : NullValue.NULL;
            }
            slots.get(i).setResult(column, Window.known(found));
        }
    }

    /** The value at a position; {@code null} outside the partition. */
    private Value neighbour(Expression expression, long position) {
        return position >= 0 && position < slots.size()
                ? Window.known(expression.evaluate(slots.get((int) position).row(), evaluation))
                : null;
    }

    private Value knownNeighbour(Expression expression, int from, int direction, long distance) {
        if (distance == 0) {
            return neighbour(expression, from);
        }
        long left = distance;
        for (int at = from + direction; at >= 0 && at < slots.size(); at += direction) {
            Value value = expression.evaluate(slots.get(at).row(), evaluation);
            if (!ValueComparison.isUnknown(value) && --left == 0) {
                return value;
            }
        }
        return null;
    }

    private void valueOfFrame(WindowCall call, int column) {
        for (int i = 0; i < slots.size(); i++) {
            FrameBounds.Range range = frames.of(i);
            boolean backwards = call.function() == WindowCall.Function.LAST_VALUE;
            long wanted = call.function() == WindowCall.Function.NTH_VALUE
                    ? count(call.arguments().get(1), slots.get(i).row(), "NTH_VALUE", 1)
                    : 1;
            slots.get(i).setResult(column, nth(call, i, range, wanted, backwards));
        }
    }

    private Value nth(WindowCall call, int position, FrameBounds.Range range, long wanted, boolean backwards) {
        Expression expression = call.arguments().get(0);
        if (!call.ignoreNulls() && !frames.mayExclude()) {
            long place = backwards ? range.end() - wanted : range.start() + wanted - 1;
            return place >= range.start() && place < range.end()
                    ? Window.known(neighbour(expression, place))
                    : NullValue.NULL;
        }
        long left = wanted;
        for (int step = 0; step < range.size(); step++) {
            int at = backwards ? range.end() - 1 - step : range.start() + step;
            if (frames.excludes(position, at)) {
                continue;
            }
            Value value = expression.evaluate(slots.get(at).row(), evaluation);
            boolean counts = !call.ignoreNulls() || !ValueComparison.isUnknown(value);
            if (counts && --left == 0) {
                return Window.known(value);
            }
        }
        return NullValue.NULL;
    }

    private void aggregate(AggregateCall call, int column) {
        if (frames.mayExclude()) {
            aggregateSome(call, column);
            return;
        }
        AggregateCall.State state = call.start();
        int start = 0;
        int end = 0;
        Value value = null;
        for (int i = 0; i < slots.size(); i++) {
            FrameBounds.Range range = frames.of(i);
            if (range.start() != start || range.end() < end) {
                state = call.start();
                start = range.start();
                end = start;
                value = null;
            }
            if (value == null || end < range.end()) {
                for (; end < range.end(); end++) {
                    memory.reserve(state.add(slots.get(end).row(), evaluation));
                }
                value = Window.known(state.result());
            }
            execution.countRow();
            slots.get(i).setResult(column, value);
        }
    }

    /** With an exclusion, every row has a frame of its own. */
    private void aggregateSome(AggregateCall call, int column) {
        for (int i = 0; i < slots.size(); i++) {
            FrameBounds.Range range = frames.of(i);
            AggregateCall.State state = call.start();
            for (int at = range.start(); at < range.end(); at++) {
                if (!frames.excludes(i, at)) {
                    memory.reserve(state.add(slots.get(at).row(), evaluation));
                }
            }
            slots.get(i).setResult(column, Window.known(state.result()));
        }
    }

    /** A whole number argument that must not be less than a minimum. */
    private long count(Expression expression, ArrayRow row, String function, long min) {
        Value value = expression.evaluate(row, evaluation);
        if (!(value instanceof NumberValue number) || !number.isLong() || number.longValue() < min) {
            throw new ItemException(
                    ErrorCode.WINDOW_ERROR,
                    function + " needs a whole number of at least " + min + ", not " + ValueText.of(value));
        }
        return number.longValue();
    }

    @Override
    public String toString() {
        return group + " over " + slots.size() + " rows";
    }
}
