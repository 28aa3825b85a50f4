package io.itemql.plan.window;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.ValueComparison;
import io.itemql.plan.value.ValueText;
import java.util.Comparator;
import java.util.List;

/** The frames of the rows of one partition, as positions in its sorted rows. */
final class FrameBounds {
    /** Positions from {@code start} to before {@code end}; never negative in size. */
    record Range(int start, int end) {
        int size() {
            return end - start;
        }
    }

    private final WindowGroup group;
    private final List<Window.Slot> slots;
    private final Evaluation evaluation;
    /** For each row, the positions of the first and the last row that the order cannot tell from it. */
    private final int[] firstPeer;

    private final int[] lastPeer;
    /** For each row, the number of its group of peers; and for each group, its first row. */
    private final int[] peerGroup;

    private final int[] groupStarts;
    private final int groups;

    FrameBounds(WindowGroup group, List<Window.Slot> slots, Comparator<ArrayRow> byKeys, Evaluation evaluation) {
        this.group = group;
        this.slots = slots;
        this.evaluation = evaluation;
        int count = slots.size();
        firstPeer = new int[count];
        lastPeer = new int[count];
        peerGroup = new int[count];
        groupStarts = new int[count + 1];
        int found = 0;
        for (int i = 0; i < count; i++) {
            boolean begins = i == 0
                    || byKeys.compare(slots.get(i - 1).keys(), slots.get(i).keys()) != 0;
            firstPeer[i] = begins ? i : firstPeer[i - 1];
            if (begins) {
                groupStarts[found++] = i;
            }
            peerGroup[i] = found - 1;
        }
        groups = found;
        groupStarts[groups] = count;
        for (int i = 0; i < count; i++) {
            lastPeer[i] = groupStarts[peerGroup[i] + 1] - 1;
        }
    }

    int firstPeer(int position) {
        return firstPeer[position];
    }

    int lastPeer(int position) {
        return lastPeer[position];
    }

    Range of(int position) {
        int start = start(position, group.frame().start());
        int end = end(position, group.frame().end());
        int from = Math.max(0, Math.min(start, slots.size()));
        return new Range(from, Math.max(from, Math.min(end, slots.size())));
    }

    /** Whether the frame of a row leaves out a row that lies in it. */
    boolean excludes(int position, int other) {
        boolean peer = other >= firstPeer[position] && other <= lastPeer[position];
        return switch (group.frame().exclusion()) {
            case NO_OTHERS -> false;
            case CURRENT_ROW -> other == position;
            case GROUP -> peer;
            case TIES -> peer && other != position;
        };
    }

    boolean mayExclude() {
        return group.frame().exclusion() != Frame.Exclusion.NO_OTHERS;
    }

    private int start(int position, Frame.Bound bound) {
        return switch (bound.side()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> slots.size();
            case CURRENT_ROW -> group.frame().unit() == Frame.Unit.ROWS ? position : firstPeer[position];
            case PRECEDING -> shifted(position, bound, -1, true);
            case FOLLOWING -> shifted(position, bound, 1, true);
        };
    }

    /** The position behind the last row of the frame. */
    private int end(int position, Frame.Bound bound) {
        return switch (bound.side()) {
            case UNBOUNDED_PRECEDING -> 0;
            case UNBOUNDED_FOLLOWING -> slots.size();
            case CURRENT_ROW -> (group.frame().unit() == Frame.Unit.ROWS ? position : lastPeer[position]) + 1;
            case PRECEDING -> shifted(position, bound, -1, false);
            case FOLLOWING -> shifted(position, bound, 1, false);
        };
    }

    private int shifted(int position, Frame.Bound bound, int direction, boolean start) {
        Value offset = bound.offset().orElseThrow().evaluate(ArrayRow.EMPTY, evaluation);
        return switch (group.frame().unit()) {
            case ROWS -> clamp(position + direction * rows(offset) + (start ? 0 : 1));
            case GROUPS -> {
                long wanted = peerGroup[position] + direction * rows(offset) + (start ? 0 : 1);
                yield groupStarts[(int) Math.max(0, Math.min(groups, wanted))];
            }
            case RANGE -> byDistance(position, offset, direction, start);
        };
    }

    private int clamp(long position) {
        return (int) Math.max(0, Math.min(slots.size(), position));
    }

    private static long rows(Value offset) {
        if (!(offset instanceof NumberValue number) || !number.isLong() || number.signum() < 0) {
            throw new ItemException(
                    ErrorCode.WINDOW_ERROR,
                    "A frame begins and ends a whole number of rows away, not " + ValueText.of(offset));
        }
        return Math.min(number.longValue(), Integer.MAX_VALUE);
    }

    /**
     * Where the sort key is no further away than an offset; a row whose key is unknown or does not add has its peers.
     */
    private int byDistance(int position, Value offset, int direction, boolean start) {
        if (group.order().size() != 1) {
            throw new ItemException(ErrorCode.WINDOW_ERROR, "RANGE with an offset needs exactly one ORDER BY key");
        }
        boolean distance =
                offset instanceof IntervalValue || (offset instanceof NumberValue number && number.signum() >= 0);
        if (!distance) {
            throw new ItemException(
                    ErrorCode.WINDOW_ERROR,
                    "The distance of a RANGE is a number from 0 on or an interval, not " + ValueText.of(offset));
        }
        SortKey key = group.order().get(0);
        int column = group.partition().size();
        Value own = slots.get(position).keys().get(column);
        boolean add = direction > 0 != key.descending();
        Value limit = new Arithmetic(
                        add ? Arithmetic.Operator.ADD : Arithmetic.Operator.SUBTRACT,
                        new Literal(own),
                        new Literal(offset))
                .evaluate(ArrayRow.EMPTY, evaluation);
        if (ValueComparison.isUnknown(limit)) {
            return start ? firstPeer[position] : lastPeer[position] + 1;
        }
        int low = 0;
        int high = slots.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = key.compare(slots.get(middle).keys().get(column), limit);
            boolean before = start ? order < 0 : order <= 0;
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
