package io.itemql.sql.change;

import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An item copied from another one, with some attributes set: what {@code INSERT INTO t SELECT * FROM s} makes of a row
 * that has the whole item beside its columns.
 *
 * @param document the item
 * @param names the attributes that are set; one whose value is MISSING stays as the document has it
 * @param values one for each name
 */
record WholeItem(Expression document, List<String> names, List<Expression> values) implements Expression {
    WholeItem {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        if (document.evaluate(row, evaluation) instanceof MapValue map) {
            attributes.putAll(map.entries());
        }
        for (int i = 0; i < names.size(); i++) {
            AttributeValue value = ValueText.storable(values.get(i).evaluate(row, evaluation));
            if (value != null) {
                attributes.put(names.get(i), value);
            }
        }
        return new MapValue(attributes);
    }

    @Override
    public List<Expression> operands() {
        List<Expression> operands = new ArrayList<>(List.of(document));
        operands.addAll(values);
        return operands;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new WholeItem(operands.get(0), names, operands.subList(1, operands.size()));
    }

    @Override
    public String toString() {
        return document + (names.isEmpty() ? "" : " with " + String.join(", ", names));
    }
}
