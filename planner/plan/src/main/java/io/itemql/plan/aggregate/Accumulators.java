package io.itemql.plan.aggregate;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.TemporalValue;
import io.itemql.plan.value.TotalOrder;
import io.itemql.plan.value.ValueComparison;
import io.itemql.plan.value.ValueSize;
import io.itemql.plan.value.ValueText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** The states of the aggregate functions. */
final class Accumulators {
    /** Room for the rounding of intermediate quotients, which the outcome cuts to 38 digits. */
    private static final MathContext CONTEXT = new MathContext(2 * NumberValue.DIGITS_MAX, RoundingMode.HALF_EVEN);

    private Accumulators() {}

    /** Rows, or rows whose arguments are all known. */
    static final class Count implements PartialAccumulator {
        private long count;

        /** Takes in rows that have been counted already. */
        void add(long more) {
            count += more;
        }

        @Override
        public long add(Value[] arguments) {
            for (Value argument : arguments) {
                if (ValueComparison.isUnknown(argument)) {
                    return 0;
                }
            }
            count++;
            return 0;
        }

        @Override
        public long addOnly(Value argument) {
            if (!ValueComparison.isUnknown(argument)) {
                count++;
            }
            return 0;
        }

        @Override
        public long add(PartialAccumulator later) {
            count += ((Count) later).count;
            return 0;
        }

        @Override
        public Value result() {
            return NumberValue.of(count);
        }
    }

    /** How many numbers there are and what they add up to; what is no number is left out. */
    static final class Total implements PartialAccumulator {
        /** What is asked of a total, which several functions of one argument can share. */
        enum Outcome {
            /** NULL without numbers. */
            SUM,
            /** 0 without numbers. */
            SUM_OR_ZERO,
            /** The sum divided once, so that only one rounding happens. */
            AVERAGE
        }

        private final Outcome outcome;
        private final ExactSum sum = new ExactSum();
        private long count;

        Total(Outcome outcome) {
            this.outcome = outcome;
        }

        /** Takes in so many whole numbers that have been added up already. */
        void add(long total, long numbers) {
            sum.add(total, 0);
            count += numbers;
        }

        @Override
        public long add(Value[] arguments) {
            return addOnly(arguments[0]);
        }

        @Override
        public long addOnly(Value argument) {
            if (TemporalValue.asStored(argument) instanceof NumberValue number) {
                sum.add(number);
                count++;
            }
            return 0;
        }

        @Override
        public long add(PartialAccumulator later) {
            Total other = (Total) later;
            sum.add(other.sum);
            count += other.count;
            return 0;
        }

        @Override
        public Value result() {
            return result(outcome);
        }

        Value result(Outcome asked) {
            if (count == 0) {
                return asked == Outcome.SUM_OR_ZERO ? NumberValue.ZERO : NullValue.NULL;
            }
            return asked == Outcome.AVERAGE ? average() : sum.toNumber();
        }

        private NumberValue average() {
            return NumberValue.rounded(sum.toBigDecimal()
                    .divide(
                            BigDecimal.valueOf(count),
                            new MathContext(NumberValue.DIGITS_MAX, RoundingMode.HALF_EVEN)));
        }
    }

    /** MIN with sign -1, MAX with 1. */
    static final class Extreme implements PartialAccumulator {
        private final int sign;
        private Value best;

        Extreme(int sign) {
            this.sign = sign;
        }

        int sign() {
            return sign;
        }

        @Override
        public long add(Value[] arguments) {
            return addOnly(arguments[0]);
        }

        @Override
        public long add(PartialAccumulator later) {
            return addOnly(((Extreme) later).best);
        }

        @Override
        public long addOnly(Value value) {
            if (ValueComparison.isUnknown(value)
                    || (best != null && Integer.signum(TotalOrder.COMPARATOR.compare(value, best)) != sign)) {
                return 0;
            }
            long before = ValueSize.of(best);
            best = value;
            return ValueSize.of(value) - before;
        }

        @Override
        public Value result() {
            return best == null ? NullValue.NULL : best;
        }
    }

    /** Variances and standard deviations, from exact sums of the numbers and of their squares. */
    static final class Deviation implements PartialAccumulator {
        private final boolean sample;
        private final boolean root;
        private BigDecimal sum = BigDecimal.ZERO;
        private BigDecimal squares = BigDecimal.ZERO;
        private long count;

        Deviation(boolean sample, boolean root) {
            this.sample = sample;
            this.root = root;
        }

        @Override
        public long add(Value[] arguments) {
            if (TemporalValue.asStored(arguments[0]) instanceof NumberValue number) {
                BigDecimal decimal = number.toBigDecimal();
                sum = sum.add(decimal);
                squares = squares.add(decimal.multiply(decimal));
                count++;
            }
            return 0;
        }

        @Override
        public long add(PartialAccumulator later) {
            Deviation other = (Deviation) later;
            sum = sum.add(other.sum);
            squares = squares.add(other.squares);
            count += other.count;
            return 0;
        }

        @Override
        public Value result() {
            long divisor = sample ? count - 1 : count;
            if (divisor <= 0) {
                return NullValue.NULL;
            }
            // n·Σx² − (Σx)² is exact, so nothing cancels out.
            BigDecimal spread = squares.multiply(BigDecimal.valueOf(count)).subtract(sum.multiply(sum));
            BigDecimal variance =
                    spread.divide(BigDecimal.valueOf(count).multiply(BigDecimal.valueOf(divisor)), CONTEXT);
            return NumberValue.rounded(root ? variance.sqrt(CONTEXT) : variance);
        }
    }

    /** Texts with separators between them. */
    static final class Joined implements Accumulator {
        private StringBuilder text;

        @Override
        public long add(Value[] arguments) {
            String part = ValueText.of(arguments[0]);
            if (part == null) {
                return 0;
            }
            String separator = arguments.length > 1 ? ValueText.of(arguments[1]) : ",";
            if (text == null) {
                text = new StringBuilder();
            } else if (separator != null) {
                text.append(separator);
            }
            text.append(part);
            return 2L * part.length() + 2;
        }

        @Override
        public Value result() {
            return text == null ? NullValue.NULL : new StringValue(text.toString());
        }
    }

    /** A list of all values; NULL and MISSING are NULL in it. */
    static final class Collected implements Accumulator {
        private final List<AttributeValue> elements = new ArrayList<>();

        @Override
        public long add(Value[] arguments) {
            AttributeValue element = ValueText.storable(arguments[0]);
            elements.add(element == null ? NullValue.NULL : element);
            return 8 + ValueSize.of(element);
        }

        @Override
        public Value result() {
            return elements.isEmpty() ? NullValue.NULL : new ListValue(elements);
        }
    }

    /** A list of all values that are known. */
    static final class CollectedKnown implements Accumulator {
        private final Collected collected = new Collected();

        @Override
        public long add(Value[] arguments) {
            return ValueComparison.isUnknown(arguments[0]) ? 0 : collected.add(arguments);
        }

        @Override
        public Value result() {
            return collected.result();
        }
    }

    /** A map of names and values; of a name that comes again the last value stays. */
    static final class Mapped implements Accumulator {
        private static final long ENTRY_BYTES = 64;

        private final Map<String, AttributeValue> entries = new LinkedHashMap<>();

        @Override
        public long add(Value[] arguments) {
            String name = ValueText.of(arguments[0]);
            if (name == null) {
                throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "A name of JSON_OBJECTAGG is NULL");
            }
            AttributeValue value = ValueText.storable(arguments[1]);
            entries.put(name, value == null ? NullValue.NULL : value);
            return ENTRY_BYTES + 2L * name.length() + ValueSize.of(value);
        }

        @Override
        public Value result() {
            return entries.isEmpty() ? NullValue.NULL : new MapValue(entries);
        }
    }

    /** BIT_AND, BIT_OR and BIT_XOR of the whole numbers. */
    static final class Bits implements Accumulator {
        private final BinaryOperator<BigInteger> operator;
        private BigInteger bits;

        Bits(BinaryOperator<BigInteger> operator) {
            this.operator = operator;
        }

        @Override
        public long add(Value[] arguments) {
            if (arguments[0] instanceof NumberValue number
                    && (number.isLong()
                            || number.toBigDecimal().stripTrailingZeros().scale() <= 0)) {
                BigInteger whole = number.toBigDecimal().toBigIntegerExact();
                bits = bits == null ? whole : operator.apply(bits, whole);
            }
            return 0;
        }

        @Override
        public Value result() {
            return bits == null ? NullValue.NULL : NumberValue.rounded(new BigDecimal(bits));
        }
    }

    /** How often a condition is TRUE. */
    static final class CountTrue implements PartialAccumulator {
        private long count;

        @Override
        public long add(Value[] arguments) {
            count += arguments[0] == BoolValue.TRUE ? 1 : 0;
            return 0;
        }

        @Override
        public long add(PartialAccumulator later) {
            count += ((CountTrue) later).count;
            return 0;
        }

        @Override
        public Value result() {
            return NumberValue.of(count);
        }
    }

    /** EVERY and SOME. */
    static final class Truths implements PartialAccumulator {
        private final boolean every;
        private BoolValue outcome;

        Truths(boolean every) {
            this.every = every;
        }

        @Override
        public long add(Value[] arguments) {
            if (arguments[0] instanceof BoolValue truth) {
                add(truth);
            }
            return 0;
        }

        @Override
        public long add(PartialAccumulator later) {
            BoolValue truth = ((Truths) later).outcome;
            if (truth != null) {
                add(truth);
            }
            return 0;
        }

        private void add(BoolValue truth) {
            if (outcome == null || truth.value() != every) {
                outcome = truth;
            }
        }

        @Override
        public Value result() {
            return outcome == null ? NullValue.NULL : outcome;
        }
    }

    /** The first value that is known. */
    static final class Any implements Accumulator {
        private Value value;

        @Override
        public long add(Value[] arguments) {
            if (value != null || ValueComparison.isUnknown(arguments[0])) {
                return 0;
            }
            value = arguments[0];
            return ValueSize.of(value);
        }

        @Override
        public Value result() {
            return value == null ? NullValue.NULL : value;
        }
    }

    /** The value of the only row; a second row is an error. */
    static final class Single implements Accumulator {
        private boolean filled;
        private Value value;

        @Override
        public long add(Value[] arguments) {
            if (filled) {
                throw new ItemException(ErrorCode.CARDINALITY_VIOLATION);
            }
            filled = true;
            value = arguments[0];
            return ValueSize.of(value);
        }

        @Override
        public Value result() {
            return value == null ? NullValue.NULL : value;
        }
    }
}
