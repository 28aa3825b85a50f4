package io.itemql.plan.aggregate;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.value.TotalOrder;
import io.itemql.plan.value.ValueComparison;
import io.itemql.plan.value.ValueSize;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states of the aggregate functions that ask for a place among all values. */
final class OrderedAccumulators {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private OrderedAccumulators() {}

    /** PERCENTILE_CONT and PERCENTILE_DISC: the fraction, then the value; rows come in order. */
    static final class Percentile implements Accumulator {
        private final boolean between;
        private final List<Value> values = new ArrayList<>();
        private BigDecimal fraction;

        /** @param between true to go between two numbers, which only numbers allow */
        Percentile(boolean between) {
            this.between = between;
        }

        @Override
        public long add(Value[] arguments) {
            fraction = fraction(arguments[0]);
            Value value = arguments[1];
            if (ValueComparison.isUnknown(value) || (between && !(value instanceof NumberValue))) {
                return 0;
            }
            values.add(value);
            return 8 + ValueSize.of(value);
        }

        private static BigDecimal fraction(Value value) {
            if (value instanceof NumberValue number && number.signum() >= 0 && number.compareTo(NumberValue.ONE) <= 0) {
                return number.toBigDecimal();
            }
            throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "A percentile is a number from 0 to 1, not " + value);
        }

        @Override
        public Value result() {
            if (values.isEmpty()) {
                return NullValue.NULL;
            }
            return between ? interpolated(values, fraction) : values.get(place());
        }

        /** The first value up to which at least the fraction lies. */
        private int place() {
            int place = fraction.multiply(BigDecimal.valueOf(values.size()))
                    .setScale(0, RoundingMode.CEILING)
                    .intValueExact();
            return Math.max(place, 1) - 1;
        }
    }

    private static Value interpolated(List<Value> numbers, BigDecimal fraction) {
        BigDecimal position = fraction.multiply(BigDecimal.valueOf(numbers.size() - 1L));
        int below = position.intValue();
        BigDecimal low = ((NumberValue) numbers.get(below)).toBigDecimal();
        BigDecimal rest = position.subtract(BigDecimal.valueOf(below));
        if (rest.signum() == 0) {
            return numbers.get(below);
        }
        BigDecimal high = ((NumberValue) numbers.get(below + 1)).toBigDecimal();
        return NumberValue.rounded(low.add(high.subtract(low).multiply(rest)));
    }

    /** MEDIAN of the numbers, in whatever order they come. */
    static final class Median implements Accumulator {
        private final List<Value> numbers = new ArrayList<>();

        @Override
        public long add(Value[] arguments) {
            if (!(arguments[0] instanceof NumberValue)) {
                return 0;
            }
            numbers.add(arguments[0]);
            return 8 + ValueSize.of(arguments[0]);
        }

        @Override
        public Value result() {
            if (numbers.isEmpty()) {
                return NullValue.NULL;
            }
            numbers.sort(TotalOrder.COMPARATOR);
            return interpolated(numbers, HALF);
        }
    }

    /** MODE: the most frequent value, among equally frequent ones the first in order. */
    static final class Mode implements Accumulator {
        private static final long ENTRY_BYTES = 64;

        private final Map<Value, Long> counts = new HashMap<>();

        @Override
        public long add(Value[] arguments) {
            if (ValueComparison.isUnknown(arguments[0])) {
                return 0;
            }
            return counts.merge(arguments[0], 1L, Long::sum) == 1 ? ENTRY_BYTES + ValueSize.of(arguments[0]) : 0;
        }

        @Override
        public Value result() {
            Value best = null;
            long most = 0;
            for (Map.Entry<Value, Long> entry : counts.entrySet()) {
                long count = entry.getValue();
                boolean first = best == null || TotalOrder.COMPARATOR.compare(entry.getKey(), best) < 0;
                if (count > most || (count == most && first)) {
                    best = entry.getKey();
                    most = count;
                }
            }
            return best == null ? NullValue.NULL : best;
        }
    }

    /** MAX_BY and MIN_BY: the first argument where the second is extreme; the first such row counts. */
    static final class ExtremeBy implements Accumulator {
        private final int sign;
        private Value best;
        private Value value;

        ExtremeBy(int sign) {
            this.sign = sign;
        }

        @Override
        public long add(Value[] arguments) {
            Value by = arguments[1];
            if (ValueComparison.isUnknown(by)
                    || (best != null && Integer.signum(TotalOrder.COMPARATOR.compare(by, best)) != sign)) {
                return 0;
            }
            long before = ValueSize.of(best) + ValueSize.of(value);
            best = by;
            value = arguments[0];
            return ValueSize.of(best) + ValueSize.of(value) - before;
        }

        @Override
        public Value result() {
            return value == null ? NullValue.NULL : value;
        }
    }
}
