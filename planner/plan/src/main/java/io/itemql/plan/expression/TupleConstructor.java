package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.item.Value;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code {'name': value, …}}: a map; a field whose value is MISSING is left out. */
public record TupleConstructor(List<Field> fields) implements Expression {
    /** One field. */
    public record Field(String name, Expression value) {
        public Field {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    public TupleConstructor {
        fields = List.copyOf(fields);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (Field field : fields) {
            AttributeValue value = ValueText.storable(field.value().evaluate(row, evaluation));
            if (value != null) {
                entries.put(field.name(), value);
            }
        }
        return new MapValue(entries);
    }

    @Override
    public List<Expression> operands() {
        return fields.stream().map(Field::value).toList();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        List<Field> others = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            others.add(new Field(fields.get(i).name(), operands.get(i)));
        }
        return new TupleConstructor(others);
    }

    @Override
    public String toString() {
        return fields.stream()
                .map(field -> Literal.of(field.name()) + ": " + field.value())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
