package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;

/**
 * A fixed value.
 *
 * @param value {@code null} is MISSING
 */
public record Literal(Value value) implements Leaf {
    public static final Literal MISSING = new Literal(null);
    public static final Literal NULL = new Literal(NullValue.NULL);
    public static final Literal TRUE = new Literal(BoolValue.TRUE);
    public static final Literal FALSE = new Literal(BoolValue.FALSE);

    public static Literal of(String text) {
        return new Literal(new StringValue(text));
    }

    public static Literal of(long number) {
        return new Literal(NumberValue.of(number));
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return value;
    }

    @Override
    public String toString() {
        if (value == null) {
            return "MISSING";
        }
        return value instanceof AttributeValue ? value.toString() : "'" + value + "'";
    }
}
