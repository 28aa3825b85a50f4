package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.ListValue;
import io.itemql.item.NullValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code left || right}: two lists or two binaries joined, a value put to the end of a list or before it, otherwise the
 * texts of the two, see {@link ValueText}. MISSING where a side is MISSING, NULL where one is NULL.
 */
public record Concat(Expression left, Expression right) implements Expression {
    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value a = left.evaluate(row, evaluation);
        Value b = right.evaluate(row, evaluation);
        if (a == null || b == null) {
            return null;
        }
        if (a.isNull() || b.isNull()) {
            return NullValue.NULL;
        }
        if (a instanceof ListValue || b instanceof ListValue) {
            List<AttributeValue> elements = new ArrayList<>(elements(a));
            elements.addAll(elements(b));
            return new ListValue(elements);
        }
        return a instanceof BinaryValue x && b instanceof BinaryValue y
                ? joined(x.toByteArray(), y.toByteArray())
                : new StringValue(ValueText.of(a) + ValueText.of(b));
    }

    private static List<AttributeValue> elements(Value value) {
        return value instanceof ListValue list ? list.elements() : List.of(ValueText.storable(value));
    }

    private static BinaryValue joined(byte[] a, byte[] b) {
        byte[] bytes = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, bytes, a.length, b.length);
        return BinaryValue.ofOwned(bytes);
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Concat(operands.get(0), operands.get(1));
    }

    @Override
    public String toString() {
        return Parenthesized.operand(left) + " || " + Parenthesized.operand(right);
    }
}
