package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code [element, …]}: a list; MISSING becomes NULL, so that positions stay. */
public record ListConstructor(List<Expression> elements) implements Expression {
    public ListConstructor {
        elements = List.copyOf(elements);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        List<AttributeValue> values = new ArrayList<>();
        for (Expression element : elements) {
            AttributeValue value = ValueText.storable(element.evaluate(row, evaluation));
            values.add(value == null ? NullValue.NULL : value);
        }
        return new ListValue(values);
    }

    @Override
    public List<Expression> operands() {
        return elements;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new ListConstructor(operands);
    }

    @Override
    public String toString() {
        return elements.stream().map(Expression::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
