package io.itemql.plan.expression;

import io.itemql.item.AttributeValue;
import io.itemql.item.Value;
import io.itemql.plan.value.Conversion;
import io.itemql.table.ColumnType;
import java.util.Objects;

/**
 * An attribute read as what its column is declared to be, or a constant that is compared with one: the date, time or
 * timestamp in a text or number. What is none stays what it is. See {@link Conversion#declared}.
 *
 * @param type DATE, TIME or TIMESTAMP
 */
public record Declared(Expression operand, ColumnType type) implements Unary {
    public Declared {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(type, "type");
    }

    private record Key(Value value, ColumnType type) {}

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = operand.evaluate(row, evaluation);
        // A constant is the same for all rows, and parsing costs more than comparing.
        return value instanceof AttributeValue && (operand instanceof Literal || operand instanceof Parameter)
                ? evaluation.compiled(new Key(value, type), Value.class, () -> read(value, evaluation))
                : read(value, evaluation);
    }

    private Value read(Value value, Evaluation evaluation) {
        return Conversion.declared(value, type, evaluation.zone());
    }

    @Override
    public Expression over(Expression other) {
        return new Declared(other, type);
    }

    @Override
    public String toString() {
        return operand.toString();
    }
}
