package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.value.TemporalValue;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code operand LIKE pattern [ESCAPE escape]}, case-sensitive, {@code _} for one code point. Unknown unless all are
 * texts.
 *
 * @param escape a text of one character that takes the meaning from {@code %}, {@code _} and itself
 */
public record Like(Expression operand, Expression pattern, Optional<Expression> escape, Place place)
        implements PatternMatch {
    public Like {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(escape, "escape");
        Objects.requireNonNull(place, "place");
    }

    public Like(Expression operand, Expression pattern, Optional<Expression> escape) {
        this(operand, pattern, escape, Place.UNKNOWN);
    }

    public static Like of(Expression operand, Expression pattern) {
        return new Like(operand, pattern, Optional.empty());
    }

    /**
     * The pattern with its escape.
     *
     * @return empty if either is no text
     * @throws ItemException with {@link ErrorCode#INVALID_ESCAPE}
     */
    public Optional<LikePattern> compile(Row row, Evaluation evaluation) {
        if (!(pattern.evaluate(row, evaluation) instanceof StringValue text)) {
            return Optional.empty();
        }
        if (escape.isEmpty()) {
            return Optional.of(compiled(text.value(), null, evaluation));
        }
        if (!(escape.get().evaluate(row, evaluation) instanceof StringValue character)) {
            return Optional.empty();
        }
        try {
            return Optional.of(compiled(text.value(), character.value(), evaluation));
        } catch (ItemException e) {
            throw place.in(e);
        }
    }

    private record Key(String pattern, String escape) {}

    private static LikePattern compiled(String pattern, String escape, Evaluation evaluation) {
        return evaluation.compiled(
                new Key(pattern, escape),
                LikePattern.class,
                () -> escape == null ? LikePattern.of(pattern) : LikePattern.of(pattern, escape));
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        Optional<LikePattern> compiled = compile(row, evaluation);
        return compiled.isPresent()
                        && TemporalValue.asStored(operand.evaluate(row, evaluation)) instanceof StringValue text
                ? BoolValue.of(compiled.get().matches(text.value()))
                : NullValue.NULL;
    }

    @Override
    public Expression over(Expression other, Expression otherPattern, Optional<Expression> otherEscape) {
        return new Like(other, otherPattern, otherEscape, place);
    }

    @Override
    public Expression at(Place where) {
        return new Like(operand, pattern, escape, where);
    }

    @Override
    public String toString() {
        return shown("LIKE");
    }
}
