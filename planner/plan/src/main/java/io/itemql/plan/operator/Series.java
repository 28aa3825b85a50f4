package io.itemql.plan.operator;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Place;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.Conversion;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.IntervalText;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TimestampValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Each row once for every member of a series: {@code FROM GENERATE_SERIES(1, 10, 3)}. Its columns are those of the input
 * and the member. Numbers go by a number, one if none is given; moments by an interval, which is added to the member
 * before, so that a series by months keeps the day that its last member has. NULL and MISSING make no series.
 *
 * @param operands the first member, the bound, and the step if there is one
 * @param place where the statement asks for it
 * @param outer a row with an empty series stays, with NULL for the member
 */
public record Series(Operator input, List<Expression> operands, Place place, boolean outer) implements SingleInput {
    private static final CastType TIMESTAMP = CastType.of(CastType.Kind.TIMESTAMP);
    /** How many days a month counts as, to tell whether an interval leads forwards. */
    private static final double DAYS_OF_MONTH = 30;

    private static final double DAY_SECONDS = 86_400;

    public Series {
        Objects.requireNonNull(input, "input");
        operands = List.copyOf(operands);
        Objects.requireNonNull(place, "place");
    }

    @Override
    public RowCursor open(Execution execution) {
        return new SeriesCursor(input.open(execution), execution);
    }

    @Override
    public int width() {
        return input.width() + 1;
    }

    @Override
    public Operator over(Operator other) {
        return new Series(other, operands, place, outer);
    }

    @Override
    public String describe() {
        String list = operands.toString();
        return (outer ? "SERIES OUTER (" : "SERIES (") + list.substring(1, list.length() - 1) + ")";
    }

    /**
     * Where a series goes.
     *
     * @param sign 1 if its members ascend, -1 if they descend
     */
    private record Course(Value first, Value bound, Value step, int sign) {
        /** The course of a row; empty where an operand is unknown. */
        static Optional<Course> of(List<Value> operands, Evaluation evaluation) {
            if (operands.stream().anyMatch(value -> value == null || value.isNull())) {
                return Optional.empty();
            }
            Value first = operands.get(0);
            Value bound = operands.get(1);
            Value step = operands.size() > 2 ? operands.get(2) : NumberValue.ONE;
            if (first instanceof NumberValue && bound instanceof NumberValue && step instanceof NumberValue number) {
                return Optional.of(new Course(first, bound, step, sign(number.signum())));
            }
            Optional<Value> from = moment(first, evaluation);
            Optional<Value> to = moment(bound, evaluation);
            boolean moments = from.isPresent() && to.isPresent();
            Value distance = moments && step instanceof StringValue text ? IntervalText.parse(text.value()) : step;
            if (moments && distance instanceof IntervalValue interval) {
                double days =
                        interval.months() * DAYS_OF_MONTH + interval.duration().toSeconds() / DAY_SECONDS;
                int sign = interval.months() == 0
                        ? Integer.signum(interval.duration().compareTo(Duration.ZERO))
                        : (int) Math.signum(days);
                return Optional.of(new Course(from.get(), to.get(), interval, sign(sign)));
            }
            throw new ItemException(
                    ErrorCode.FUNCTION_ARGUMENT,
                    "GENERATE_SERIES goes from number to number by a number, or from moment to moment by an interval; not from "
                            + first + " to " + bound + (operands.size() > 2 ? " by " + step : ""));
        }

        private static int sign(int sign) {
            if (sign == 0) {
                throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "The step of GENERATE_SERIES is not zero");
            }
            return sign;
        }

        private static Optional<Value> moment(Value value, Evaluation evaluation) {
            boolean temporal =
                    value instanceof DateValue || value instanceof TimestampValue || value instanceof StringValue;
            return temporal && Conversion.tryCast(value, TIMESTAMP, evaluation.zone()) instanceof TimestampValue moment
                    ? Optional.of(moment)
                    : Optional.empty();
        }

        boolean holds(Value member) {
            int order = member instanceof NumberValue number
                    ? number.compareTo((NumberValue) bound)
                    : ((TimestampValue) member).value().compareTo(((TimestampValue) bound).value());
            return Integer.signum(order) != sign;
        }

        /** The next member; empty behind the bound. */
        Optional<Value> after(Value member, Evaluation evaluation) {
            Value next;
            try {
                next = new Arithmetic(Arithmetic.Operator.ADD, new Literal(member), new Literal(step))
                        .evaluate(ArrayRow.EMPTY, evaluation);
            } catch (ItemException e) {
                // Beyond the last year or the largest number, and so beyond the bound.
                return Optional.empty();
            }
            if (next.equals(member)) {
                throw new ItemException(
                        ErrorCode.FUNCTION_ARGUMENT, "The step of GENERATE_SERIES is too small beside " + member);
            }
            return Optional.of(next).filter(this::holds);
        }
    }

    private final class SeriesCursor extends InputCursor {
        private final Execution execution;
        private Course course;
        private Value member;

        SeriesCursor(RowCursor rows, Execution execution) {
            super(rows);
            this.execution = execution;
        }

        @Override
        public boolean next() {
            execution.cancellation().check();
            if (course != null) {
                Optional<Value> next = after();
                if (next.isPresent()) {
                    member = next.get();
                    return true;
                }
                course = null;
            }
            while (input.next()) {
                Evaluation evaluation = execution.evaluation();
                List<Value> values = new ArrayList<>();
                operands.forEach(operand -> values.add(operand.evaluate(input, evaluation)));
                Optional<Course> next = course(values, evaluation);
                if (next.isPresent() && next.get().holds(next.get().first())) {
                    course = next.get();
                    member = course.first();
                    return true;
                }
                if (outer) {
                    member = NullValue.NULL;
                    return true;
                }
                execution.cancellation().check();
            }
            return false;
        }

        private Optional<Value> after() {
            try {
                return course.after(member, execution.evaluation());
            } catch (ItemException e) {
                throw place.in(e);
            }
        }

        private Optional<Course> course(List<Value> values, Evaluation evaluation) {
            try {
                return Course.of(values, evaluation);
            } catch (ItemException e) {
                throw place.in(e);
            }
        }

        @Override
        public Value get(int column) {
            return column < Series.this.input.width() ? input.get(column) : member;
        }
    }
}
