package io.itemql.plan.operator;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.value.ValueText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some rows after leaving out others: OFFSET and LIMIT or FETCH. Reads no further than it must. NULL is no limit.
 *
 * @param offset how many rows to leave out; a number without reading columns
 * @param fetch how many rows to give at most
 * @param ties the order of the rows if those that are alike in it with the last row come as well; empty for exactly as
 *     many as {@code fetch} says
 */
public record Limit(Operator input, Optional<Expression> offset, Optional<Expression> fetch, List<SortKey> ties)
        implements SingleInput {
    public Limit {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(offset, "offset");
        Objects.requireNonNull(fetch, "fetch");
        ties = List.copyOf(ties);
    }

    /** A limit that gives no more rows than it says. */
    public Limit(Operator input, Optional<Expression> offset, Optional<Expression> fetch) {
        this(input, offset, fetch, List.of());
    }

    /** The first rows. */
    public static Limit first(Operator input, Expression fetch) {
        return new Limit(input, Optional.empty(), Optional.of(fetch));
    }

    /**
     * Opens the input and, over it, this limit. Fails with {@link ErrorCode#NEGATIVE_LIMIT}, or with
     * {@link ErrorCode#TYPE_MISMATCH} for something that is no number.
     */
    @Override
    public RowCursor open(Execution execution) {
        long skip = count(offset, 0, execution);
        long most = count(fetch, Long.MAX_VALUE, execution);
        if (most == 0) {
            return RowsCursor.empty();
        }
        return new LimitCursor(input.open(execution), skip, most, execution);
    }

    private final class LimitCursor extends InputCursor {
        private final long skip;
        private final long most;
        private final Execution execution;
        private final Value[] last = new Value[ties.size()];
        private long given = -1;

        LimitCursor(RowCursor rows, long skip, long most, Execution execution) {
            super(rows);
            this.skip = skip;
            this.most = most;
            this.execution = execution;
        }

        @Override
        public boolean next() {
            if (given < 0 && !skipped()) {
                return false;
            }
            if (given >= most) {
                return last.length > 0 && input.next() && isTied();
            }
            given++;
            if (!input.next()) {
                return false;
            }
            if (given == most) {
                for (int i = 0; i < last.length; i++) {
                    last[i] = ties.get(i).expression().evaluate(input, execution.evaluation());
                }
            }
            return true;
        }

        private boolean skipped() {
            given = 0;
            for (long i = 0; i < skip; i++) {
                if (!input.next()) {
                    given = Long.MAX_VALUE;
                    return false;
                }
            }
            return true;
        }

        private boolean isTied() {
            for (int i = 0; i < last.length; i++) {
                Value value = ties.get(i).expression().evaluate(input, execution.evaluation());
                if (ties.get(i).compare(last[i], value) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** How many rows this gives at most, offset included, where the statement's text alone tells. */
    public OptionalLong rowsMax() {
        boolean told = ties.isEmpty()
                && fetch.isPresent()
                && known(fetch.get())
                && offset.map(Limit::known).orElse(true);
        return told
                ? OptionalLong.of(
                        number(fetch.get()) + offset.map(Limit::number).orElse(0L))
                : OptionalLong.empty();
    }

    private static boolean known(Expression expression) {
        return expression instanceof Literal literal
                && literal.value() instanceof NumberValue number
                && number.isLong()
                && number.longValue() <= Integer.MAX_VALUE;
    }

    private static long number(Expression literal) {
        return ((NumberValue) ((Literal) literal).value()).longValue();
    }

    /** How many rows this gives at most; {@link Long#MAX_VALUE} if there is no limit. */
    long rowsMax(Execution execution) {
        if (!ties.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long skip = count(offset, 0, execution);
        long most = count(fetch, Long.MAX_VALUE, execution);
        return most > Long.MAX_VALUE - skip ? Long.MAX_VALUE : skip + most;
    }

    private static long count(Optional<Expression> expression, long otherwise, Execution execution) {
        if (expression.isEmpty()) {
            return otherwise;
        }
        Value value = expression.get().evaluate(ArrayRow.EMPTY, execution.evaluation());
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!(value instanceof NumberValue number)) {
            throw new ItemException(
                    ErrorCode.TYPE_MISMATCH, "LIMIT and OFFSET are numbers, but the value is " + ValueText.of(value));
        }
        if (number.signum() < 0) {
            throw new ItemException(ErrorCode.NEGATIVE_LIMIT, number);
        }
        BigDecimal whole = number.toBigDecimal().setScale(0, RoundingMode.HALF_UP);
        return whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : whole.longValueExact();
    }

    @Override
    public Operator over(Operator other) {
        return new Limit(other, offset, fetch, ties);
    }

    @Override
    public String describe() {
        String limit = fetch.map(expression -> "LIMIT " + expression + (ties.isEmpty() ? "" : " WITH TIES"))
                .orElse("");
        String skipped = offset.map(expression -> "OFFSET " + expression).orElse("");
        return limit + (limit.isEmpty() || skipped.isEmpty() ? "" : " ") + skipped;
    }
}
