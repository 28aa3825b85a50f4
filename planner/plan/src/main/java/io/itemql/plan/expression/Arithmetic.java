package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import java.util.List;
import java.util.Objects;

/**
 * {@code left op right} on numbers, and {@code +}, {@code -}, {@code *} on dates, times and intervals. MISSING where an
 * operand is MISSING, NULL where one is NULL or has another type; division by zero and overflow are errors.
 */
public record Arithmetic(Operator operator, Expression left, Expression right, Place place) implements Expression {
    /** The five operators. */
    public enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        REMAINDER("%");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /**
         * The outcome for two numbers.
         *
         * @throws ItemException with {@link ErrorCode#DIVISION_BY_ZERO} or {@link ErrorCode#NUMBER_OVERFLOW}
         */
        public NumberValue apply(NumberValue a, NumberValue b) {
            return switch (this) {
                case ADD -> a.add(b);
                case SUBTRACT -> a.subtract(b);
                case MULTIPLY -> a.multiply(b);
                case DIVIDE -> a.divide(b);
                case REMAINDER -> a.remainder(b);
            };
        }

        @Override
        public String toString() {
            return symbol;
        }
    }

    public Arithmetic {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(place, "place");
    }

    public Arithmetic(Operator operator, Expression left, Expression right) {
        this(operator, left, right, Place.UNKNOWN);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value a = left.evaluate(row, evaluation);
        Value b = right.evaluate(row, evaluation);
        if (a == null || b == null) {
            return null;
        }
        try {
            if (a instanceof NumberValue x && b instanceof NumberValue y) {
                return operator.apply(x, y);
            }
            return a.isNull() || b.isNull() ? NullValue.NULL : TemporalArithmetic.apply(operator, a, b);
        } catch (ItemException e) {
            throw place.in(e);
        }
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Arithmetic(operator, operands.get(0), operands.get(1), place);
    }

    @Override
    public Expression at(Place where) {
        return new Arithmetic(operator, left, right, where);
    }

    @Override
    public String toString() {
        return Parenthesized.operand(left) + " " + operator + " " + Parenthesized.operand(right);
    }
}
