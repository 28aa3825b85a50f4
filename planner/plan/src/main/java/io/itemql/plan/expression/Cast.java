package io.itemql.plan.expression;

import io.itemql.item.Value;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.Conversion;
import java.util.Objects;

/**
 * {@code CAST(operand AS type)}; see {@link Conversion}.
 *
 * @param lenient TRY_CAST: NULL instead of an error
 */
public record Cast(Expression operand, CastType type, boolean lenient) implements Unary {
    public Cast {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(type, "type");
    }

    public static Cast of(Expression operand, CastType type) {
        return new Cast(operand, type, false);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = operand.evaluate(row, evaluation);
        return lenient
                ? Conversion.tryCast(value, type, evaluation.zone())
                : Conversion.cast(value, type, evaluation.zone());
    }

    @Override
    public Expression over(Expression other) {
        return new Cast(other, type, lenient);
    }

    @Override
    public String toString() {
        return (lenient ? "TRY_CAST(" : "CAST(") + operand + " AS " + type + ")";
    }
}
