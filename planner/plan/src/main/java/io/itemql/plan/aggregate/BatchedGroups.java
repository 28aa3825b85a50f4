package io.itemql.plan.aggregate;

import io.itemql.plan.batch.BatchArithmetic;
import io.itemql.plan.batch.BatchRow;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.BatchCursor;
import io.itemql.store.BatchColumn;
import io.itemql.store.ItemBatch;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way of many rows at once into {@link Groups}: keys and arguments come as columns, and each call goes over a whole
 * column, adding longs. A row in which an argument is anything but a whole number or unknown is left to the way of single
 * rows, which says what happens to it. The order of rows does not show, as sums are exact and such calls know no other
 * order; but failures come from single rows only, in their order. Used by one thread.
 */
final class BatchedGroups {
    /** The columns of so many rows fit into the nearest cache. */
    private static final int ROWS = 512;
    /** In place of the number of a group: the row is taken in by itself. */
    private static final int SINGLE = -1;

    private final Groups groups;
    private final BatchCursor rows;
    private final ItemBatch batch;
    private final BatchRow row;
    private final BatchArithmetic arithmetic;
    private final BatchColumn[] keys;
    private final GroupedNumbers[] calls;
    /** The columns that decide whether a row is taken in by itself. */
    private final BatchColumn[] numbers;

    private final int[] groupOf = new int[ROWS];
    private int groupsMax;

    private BatchedGroups(Groups groups, HashAggregate aggregate, List<AggregateCall> calls, BatchCursor rows) {
        this.groups = groups;
        this.rows = rows;
        this.batch = new ItemBatch(ROWS, slots(aggregate.keys(), calls));
        this.row = new BatchRow(batch);
        this.arithmetic = new BatchArithmetic(batch, groups.evaluation());
        this.keys = columns(aggregate.keys());
        this.calls = calls.stream()
                .map(call -> GroupedNumbers.of(call.function(), columns(call.arguments())))
                .toArray(GroupedNumbers[]::new);
        this.numbers = calls.stream()
                .flatMap(call -> call.arguments().stream()
                        .filter(argument -> !(call.isCount() && argument instanceof ColumnReference)))
                .distinct()
                .map(arithmetic::column)
                .toArray(BatchColumn[]::new);
    }

    /**
     * The way of many rows for the rest of a cursor's rows.
     *
     * @param calls those that have states in the groups
     * @return {@code null} if the cursor, a key or a call is not fit for it
     */
    static BatchedGroups of(Groups groups, HashAggregate aggregate, List<AggregateCall> calls, BatchCursor rows) {
        int width = rows.batchWidth();
        Evaluation evaluation = groups.evaluation();
        boolean fit = width >= 0
                && aggregate.groupingSets().size() == 1
                && aggregate.groupingSets().get(0).size() == aggregate.keys().size()
                && aggregate.keys().stream()
                        .allMatch(key -> key instanceof ColumnReference column && column.index() < width)
                && calls.stream()
                        .allMatch(call -> call.takesColumns()
                                && call.arguments().stream()
                                        .allMatch(argument -> BatchArithmetic.canCompute(argument, width, evaluation)));
        return fit ? new BatchedGroups(groups, aggregate, calls, rows) : null;
    }

    private static int[] slots(List<Expression> keys, List<AggregateCall> calls) {
        Set<Integer> slots = new TreeSet<>();
        keys.forEach(key -> collect(key, slots));
        calls.forEach(call -> call.arguments().forEach(argument -> collect(argument, slots)));
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void collect(Expression expression, Set<Integer> slots) {
        if (expression instanceof ColumnReference column) {
            slots.add(column.index());
        }
        expression.operands().forEach(operand -> collect(operand, slots));
    }

    private BatchColumn[] columns(List<Expression> expressions) {
        return expressions.stream().map(arithmetic::column).toArray(BatchColumn[]::new);
    }

    /**
     * Takes in batches, unless somebody says meanwhile that they are not wanted any more.
     *
     * @return false if most rows had to be taken in by themselves, so that batches do not pay; there may be more rows
     */
    boolean addAll(AtomicBoolean stopped) {
        boolean pays = true;
        int count = 1;
        while (pays && !stopped.get() && (count = rows.next(batch)) > 0) {
            pays = add(count) <= count / 2;
        }
        finish();
        return pays;
    }

    /** Returns how many rows were taken in by themselves. */
    private int add(int count) {
        arithmetic.compute(count);
        for (int i = 0; i < count; i++) {
            groupOf[i] = groups.groupOf(keys, i);
        }
        makeRoom();
        int single = markSingle(count);
        for (int call = 0; call < calls.length; call++) {
            int position = call;
            calls[call].add(count, groupOf, group -> groups.state(group, position));
        }
        for (int i = 0; single > 0 && i < count; i++) {
            if (groupOf[i] == SINGLE) {
                groups.add(row.at(i));
            }
        }
        return single;
    }

    private int markSingle(int count) {
        int single = 0;
        for (BatchColumn column : numbers) {
            for (int i = 0; i < count; i++) {
                if (column.isOther(i) && groupOf[i] != SINGLE) {
                    groupOf[i] = SINGLE;
                    single++;
                }
            }
        }
        return single;
    }

    private void makeRoom() {
        int count = groups.count();
        if (count > groupsMax) {
            int more = Math.max(count, 2 * groupsMax) - groupsMax;
            groups.reserve(more * groupBytes());
            groupsMax += more;
            for (GroupedNumbers call : calls) {
                call.grow(groupsMax);
            }
        }
    }

    private void finish() {
        for (int call = 0; call < calls.length; call++) {
            for (int group = 0; group < Math.min(groupsMax, groups.count()); group++) {
                groups.reserve(calls[call].moveTo(groups.state(group, call), group));
            }
        }
        groups.reserve(-groupsMax * groupBytes());
    }

    private long groupBytes() {
        return calls.length * GroupedNumbers.GROUP_BYTES;
    }
}
