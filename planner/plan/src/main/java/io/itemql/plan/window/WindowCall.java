package io.itemql.plan.window;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.aggregate.AggregateCall;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Expression;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A call of a window function.
 *
 * @param arguments as the function is called; those of an aggregate stand in the aggregate
 * @param ignoreNulls LAG, LEAD, FIRST_VALUE, LAST_VALUE and NTH_VALUE pass over NULL and MISSING
 * @param aggregate there if, and only if, the function is {@link Function#AGGREGATE}
 */
public record WindowCall(
        Function function, List<Expression> arguments, boolean ignoreNulls, Optional<AggregateCall> aggregate) {
    /** The functions that only windows have, and all aggregates as one. */
    public enum Function {
        ROW_NUMBER(0, 0),
        RANK(0, 0),
        DENSE_RANK(0, 0),
        PERCENT_RANK(0, 0),
        CUME_DIST(0, 0),
        NTILE(1, 1),
        LAG(1, 3),
        LEAD(1, 3),
        FIRST_VALUE(1, 1),
        LAST_VALUE(1, 1),
        NTH_VALUE(2, 2),
        AGGREGATE(0, 0);

        private final int argumentsMin;
        private final int argumentsMax;

        Function(int argumentsMin, int argumentsMax) {
            this.argumentsMin = argumentsMin;
            this.argumentsMax = argumentsMax;
        }

        /** True if it gives the value of another row, so that it can pass over rows without one. */
        public boolean takesValues() {
            return switch (this) {
                case LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE -> true;
                case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, AGGREGATE -> false;
            };
        }

        private Arity arity() {
            return new Arity(argumentsMin, argumentsMax);
        }

        /** The function of a name, in any case; empty for others, also for aggregates. */
        public static Optional<Function> find(String name) {
            for (Function function : values()) {
                if (function != AGGREGATE && function.name().equals(name.toUpperCase(Locale.ROOT))) {
                    return Optional.of(function);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @throws ItemException with {@link ErrorCode#WRONG_ARGUMENT_COUNT}
     */
    public WindowCall {
        Objects.requireNonNull(function, "function");
        arguments = List.copyOf(arguments);
        if ((function == Function.AGGREGATE) != aggregate.isPresent()) {
            throw new IllegalArgumentException(function + " with aggregate " + aggregate);
        }
        function.arity().check(function.name(), arguments.size());
    }

    public static WindowCall of(Function function, Expression... arguments) {
        return new WindowCall(function, List.of(arguments), false, Optional.empty());
    }

    public static WindowCall of(AggregateCall aggregate) {
        return new WindowCall(Function.AGGREGATE, List.of(), false, Optional.of(aggregate));
    }

    @Override
    public String toString() {
        return aggregate
                .map(AggregateCall::toString)
                .orElseGet(() -> function
                        + arguments.stream().map(Expression::toString).collect(Collectors.joining(", ", "(", ")"))
                        + (ignoreNulls ? " IGNORE NULLS" : ""));
    }
}
