package io.itemql.sql.dynamodb.syntax;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A token of a statement.
 *
 * @param text names as written, quoted ones without their quotes; keywords and operators in lower case, several words
 *     joined by underscores; texts without their quotes; numbers as written
 * @param number the value of a number; otherwise null
 */
record Token(Kind kind, String text, BigDecimal number, Place place) {
    enum Kind {
        NAME,
        QUOTED_NAME,
        KEYWORD,
        OPERATOR,
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL,
        MISSING,
        ION,
        PARAMETER,
        AS,
        AT,
        BY,
        FOR,
        ASC,
        DESC,
        DOT,
        COMMA,
        COLON,
        SEMICOLON,
        STAR,
        LEFT_PAREN,
        RIGHT_PAREN,
        LEFT_BRACKET,
        RIGHT_BRACKET,
        LEFT_CURLY,
        RIGHT_CURLY,
        LEFT_DOUBLE_ANGLE_BRACKET,
        RIGHT_DOUBLE_ANGLE_BRACKET,
        END;

        boolean isName() {
            return this == NAME || this == QUOTED_NAME;
        }
    }

    Token {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(place, "place");
    }

    Token(Kind kind, String text, Place place) {
        this(kind, text, null, place);
    }

    /** The text of a token that the grammar looks at as a word; the empty text for all others. */
    String word() {
        return switch (kind) {
            case KEYWORD, OPERATOR, AS, AT, NULL, MISSING -> text;
            default -> "";
        };
    }

    boolean is(String word) {
        return word().equals(word);
    }

    /** How strongly this token binds the operands beside it; 0 if it is no infix operator. */
    int infixPrecedence() {
        return switch (kind) {
            case OPERATOR, KEYWORD, STAR -> Words.precedence(text);
            default -> 0;
        };
    }

    boolean isUnaryOperator() {
        return kind == Kind.OPERATOR && (text.equals("+") || text.equals("-") || text.equals("not"));
    }

    boolean isLiteral() {
        return kind == Kind.TEXT || kind == Kind.NUMBER || kind == Kind.BOOLEAN;
    }
}
