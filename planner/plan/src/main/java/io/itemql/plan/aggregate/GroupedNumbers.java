package io.itemql.plan.aggregate;

import io.itemql.item.NumberValue;
import io.itemql.store.BatchColumn;
import java.util.Arrays;

/**
 * What one aggregate call has taken in of batches, for all groups by number: longs in arrays, in place of a state for each
 * group. At the end they go over into the states. Used by one thread.
 */
abstract class GroupedNumbers {
    /** What it keeps of the heap for each group. */
    static final long GROUP_BYTES = 2 * Long.BYTES;

    /** How many rows of each group had a value. */
    private long[] counts = {};

    private long[] numbers = {};

    /** True if calls of a function with so many arguments can be taken in so. */
    static boolean canTake(AggregateFunction function, int arguments) {
        Accumulator accumulator = function.start();
        return (accumulator instanceof Accumulators.Count && arguments <= 1)
                || accumulator instanceof Accumulators.Total
                || accumulator instanceof Accumulators.Extreme;
    }

    /**
     * The numbers of a call.
     *
     * @param arguments the columns of its arguments
     */
    static GroupedNumbers of(AggregateFunction function, BatchColumn[] arguments) {
        Accumulator accumulator = function.start();
        if (accumulator instanceof Accumulators.Count) {
            return new Counts(arguments.length == 0 ? null : arguments[0]);
        }
        return accumulator instanceof Accumulators.Extreme extreme
                ? new Extremes(extreme.sign(), arguments[0])
                : new Totals(arguments[0]);
    }

    /** Makes room for groups with higher numbers. */
    final void grow(int groups) {
        counts = Arrays.copyOf(counts, groups);
        numbers = Arrays.copyOf(numbers, groups);
    }

    /**
     * Takes in rows.
     *
     * @param groupOf the number of the group of each row, negative for a row that is left out
     * @param states asked for the state of a group whose number does not fit into a long any more
     */
    abstract void add(int rows, int[] groupOf, States states);

    /** Gives what a group has to its state; its number is as new afterwards. Returns the bytes that the state keeps of it. */
    final long moveTo(AggregateCall.State state, int group) {
        long count = counts[group];
        long bytes = count == 0 ? 0 : move(state.accumulator(), count, numbers[group]);
        counts[group] = 0;
        numbers[group] = 0;
        return bytes;
    }

    abstract long move(Accumulator accumulator, long count, long number);

    final long[] counts() {
        return counts;
    }

    final long[] numbers() {
        return numbers;
    }

    /** Knows the states of this call. */
    @FunctionalInterface
    interface States {
        AggregateCall.State of(int group);
    }

    /** COUNT. */
    private static final class Counts extends GroupedNumbers {
        /** Null for COUNT(*). */
        private final BatchColumn argument;

        Counts(BatchColumn argument) {
            this.argument = argument;
        }

        @Override
        void add(int rows, int[] groupOf, States states) {
            long[] counts = counts();
            for (int row = 0; row < rows; row++) {
                int group = groupOf[row];
                if (group >= 0 && (argument == null || !argument.isUnknown(row))) {
                    counts[group]++;
                }
            }
        }

        @Override
        long move(Accumulator accumulator, long count, long number) {
            ((Accumulators.Count) accumulator).add(count);
            return 0;
        }
    }

    /** SUM and AVG. */
    private static final class Totals extends GroupedNumbers {
        private final BatchColumn argument;

        Totals(BatchColumn argument) {
            this.argument = argument;
        }

        @Override
        void add(int rows, int[] groupOf, States states) {
            long[] counts = counts();
            long[] sums = numbers();
            for (int row = 0; row < rows; row++) {
                int group = groupOf[row];
                if (group >= 0 && argument.isWhole(row)) {
                    long number = argument.whole(row);
                    long held = sums[group];
                    long sum = held + number;
                    if (((held ^ sum) & (number ^ sum)) < 0) {
                        moveTo(states.of(group), group);
                        sum = number;
                    }
                    sums[group] = sum;
                    counts[group]++;
                }
            }
        }

        @Override
        long move(Accumulator accumulator, long count, long number) {
            ((Accumulators.Total) accumulator).add(number, count);
            return 0;
        }
    }

    /** MIN and MAX. */
    private static final class Extremes extends GroupedNumbers {
        private final int sign;
        private final BatchColumn argument;

        Extremes(int sign, BatchColumn argument) {
            this.sign = sign;
            this.argument = argument;
        }

        @Override
        void add(int rows, int[] groupOf, States states) {
            long[] counts = counts();
            long[] best = numbers();
            for (int row = 0; row < rows; row++) {
                int group = groupOf[row];
                if (group >= 0 && argument.isWhole(row)) {
                    long number = argument.whole(row);
                    if (counts[group] == 0 || Long.compare(number, best[group]) == sign) {
                        best[group] = number;
                    }
                    counts[group]++;
                }
            }
        }

        @Override
        long move(Accumulator accumulator, long count, long number) {
            return accumulator.addOnly(NumberValue.of(number));
        }
    }
}
