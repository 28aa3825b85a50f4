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
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * {@code operand SIMILAR TO pattern [ESCAPE escape]}: SQL's regular expressions, which are LIKE's wildcards with
 * {@code | * + ? {} () []} as in other regular expressions. Unknown unless all are texts.
 */
public record SimilarTo(Expression operand, Expression pattern, Optional<Expression> escape, Place place)
        implements PatternMatch {
    private record Key(String pattern, int escape) {}

    private static final String SPECIAL = "|*+?{}()[]";

    public SimilarTo {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(escape, "escape");
        Objects.requireNonNull(place, "place");
    }

    public SimilarTo(Expression operand, Expression pattern, Optional<Expression> escape) {
        this(operand, pattern, escape, Place.UNKNOWN);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        if (!(TemporalValue.asStored(operand.evaluate(row, evaluation)) instanceof StringValue text)
                || !(pattern.evaluate(row, evaluation) instanceof StringValue expression)) {
            return NullValue.NULL;
        }
        int escapeCharacter = -1;
        if (escape.isPresent()) {
            if (!(escape.get().evaluate(row, evaluation) instanceof StringValue character)) {
                return NullValue.NULL;
            }
            if (character.value().codePointCount(0, character.value().length()) != 1) {
                throw place.in(new ItemException(ErrorCode.INVALID_ESCAPE, expression + " ESCAPE " + character));
            }
            escapeCharacter = character.value().codePointAt(0);
        }
        Key key = new Key(expression.value(), escapeCharacter);
        try {
            Pattern compiled = evaluation.compiled(key, Pattern.class, () -> compiled(key.pattern, key.escape));
            return BoolValue.of(compiled.matcher(text.value()).matches());
        } catch (ItemException e) {
            throw place.in(e);
        }
    }

    private static Pattern compiled(String pattern, int escapeCharacter) {
        StringBuilder regex = new StringBuilder();
        boolean bracketed = false;
        int[] characters = pattern.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            if (character == escapeCharacter && i + 1 < characters.length) {
                i++;
                regex.append(Pattern.quote(Character.toString(characters[i])));
            } else if (bracketed || SPECIAL.indexOf(character) >= 0) {
                bracketed = character == '[' || (bracketed && character != ']');
                regex.append(bracketed && character == '\\' ? "\\\\" : Character.toString(character));
            } else if (character == '%') {
                regex.append(".*");
            } else if (character == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(Character.toString(character)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw ItemException.causedBy(e, ErrorCode.INVALID_REGEX, "'" + pattern + "'", e.getDescription());
        }
    }

    @Override
    public Expression over(Expression other, Expression otherPattern, Optional<Expression> otherEscape) {
        return new SimilarTo(other, otherPattern, otherEscape, place);
    }

    @Override
    public Expression at(Place where) {
        return new SimilarTo(operand, pattern, escape, where);
    }

    @Override
    public String toString() {
        return shown("SIMILAR TO");
    }
}
