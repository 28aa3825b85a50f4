package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import java.util.List;

/**
 * One step into a document: {@code operand.name}, {@code operand['name']} or {@code operand[position]}. A text steps
 * into a map, a number into a list, whose first element is 0. MISSING where there is nothing to step into.
 *
 * @param key a literal in a path such as {@code a.b[0]}, any expression in {@code a[?]}
 */
public record Step(Expression operand, Expression key) implements Expression {
    public static Step name(Expression operand, String name) {
        return new Step(operand, Literal.of(name));
    }

    /** @param position from 0 */
    public static Step position(Expression operand, int position) {
        return new Step(operand, Literal.of(position));
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value whole = operand.evaluate(row, evaluation);
        if (whole instanceof MapValue map) {
            return key.evaluate(row, evaluation) instanceof StringValue name ? map.get(name.value()) : null;
        }
        if (whole instanceof ListValue list) {
            return key.evaluate(row, evaluation) instanceof NumberValue position
                    ? element(list.elements(), position)
                    : null;
        }
        return null;
    }

    private static AttributeValue element(List<AttributeValue> elements, NumberValue position) {
        boolean within = position.isLong() && position.longValue() >= 0 && position.longValue() < elements.size();
        return within ? elements.get((int) position.longValue()) : null;
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand, key);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Step(operands.get(0), operands.get(1));
    }

    @Override
    public String toString() {
        return key instanceof Literal literal && literal.value() instanceof StringValue name
                ? Parenthesized.operand(operand) + "." + name.value()
                : Parenthesized.operand(operand) + "[" + key + "]";
    }
}
