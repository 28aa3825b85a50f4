package io.itemql.plan.expression;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.BinaryValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A literal or parameter that is compared with a key attribute, converted to the key's type where that loses nothing: a
 * text that is exactly a number's plain notation to N, a number to its plain notation for S, a text to its UTF-8 for B.
 * Any other value stays what it is, and then equals no key. Standing in the expression itself, it means the same to a
 * key access, to a scan and to a filter.
 */
public record KeyConversion(Expression operand, AttributeType type) implements Unary {
    public KeyConversion {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(type, "type");
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return of(operand.evaluate(row, evaluation), type);
    }

    /** A value as one of a key's type, or the value itself if it is none. */
    public static Value of(Value value, AttributeType type) {
        if (type == AttributeType.N && value instanceof StringValue text) {
            return number(text);
        }
        if (type == AttributeType.S && value instanceof NumberValue number) {
            return new StringValue(number.toString());
        }
        if (type == AttributeType.B && value instanceof StringValue text) {
            return BinaryValue.ofOwned(text.value().getBytes(StandardCharsets.UTF_8));
        }
        return value;
    }

    private static Value number(StringValue text) {
        try {
            NumberValue number = NumberValue.parse(text.value());
            return number.toString().equals(text.value()) ? number : text;
        } catch (ItemException e) {
            // Not a number, so there is nothing to convert to.
            return text;
        }
    }

    @Override
    public Expression over(Expression other) {
        return new KeyConversion(other, type);
    }

    @Override
    public String toString() {
        return operand.toString();
    }
}
