package io.itemql.plan.expression;

import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.Conversion;
import java.util.Objects;

/**
 * {@code CAST(operand AS type)}; see {@link Conversion}.
 *
 * @param lenient TRY_CAST: NULL instead of an error
 */
public record Cast(Expression operand, CastType type, boolean lenient, Place place) implements Unary {
    public Cast {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(place, "place");
    }

    public Cast(Expression operand, CastType type, boolean lenient) {
        this(operand, type, lenient, Place.UNKNOWN);
    }

    public static Cast of(Expression operand, CastType type) {
        return new Cast(operand, type, false);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Value value = operand.evaluate(row, evaluation);
        if (lenient) {
            return Conversion.tryCast(value, type, evaluation.zone());
        }
        try {
            return Conversion.cast(value, type, evaluation.zone());
        } catch (ItemException e) {
            throw place.in(e);
        }
    }

    @Override
    public Expression over(Expression other) {
        return new Cast(other, type, lenient, place);
    }

    @Override
    public Expression at(Place where) {
        return new Cast(operand, type, lenient, where);
    }

    @Override
    public String toString() {
        return (lenient ? "TRY_CAST(" : "CAST(") + operand + " AS " + type + ")";
    }
}
