package io.itemql.sql.parser;

import java.util.Arrays;

/**
 * Gives the parser its tokens, with the reserved words among them turned into names wherever their neighbours
 * show that a name is meant.
 *
 * <p>DynamoDB has no reserved words in its data: items have attributes called {@code order}, {@code date},
 * {@code value}, {@code user} or {@code end}. SQL's grammar has some 250 words that it cannot take as names
 * without becoming ambiguous. Most of the ambiguity is gone once the token before and the token after a word are
 * known, so that is decided here, between scanner and parser, and the grammar stays Calcite's:
 *
 * <pre>
 * t.order                 after a dot, every word is a name
 * x::date                 behind a double colon, every word is a type
 * ORDER BY, order =       ORDER and GROUP are keywords before BY, names otherwise
 * SELECT VALUE [1, 2]     VALUE is a keyword before a list, and a name where the bracket follows at once
 * GROUP BY x GROUP AS g   so is GROUP before AS, where an operand has ended
 * DATE '2020-01-01', date &gt; '2020'    DATE, TIME .. are keywords before a literal, a parenthesis or in a type
 * count, user, max        words that are only functions are always names: the grammar makes the same call of them
 * SELECT end, left FROM   where an operand begins before and ends after the word, it is a name
 * (order VARCHAR, ..)     where CREATE TABLE wants a column, every word is a name
 * </pre>
 *
 * <p>Words that stand for a value (NULL, TRUE, CURRENT_DATE ..) or that begin or continue an expression (SELECT,
 * NOT, CASE ..) are names after a dot or in quotes only. One instance reads one text, in one thread.
 */
public final class ReservedWordNames extends ItemQlParserTokenManager {
    /** What a parenthesis was opened for. */
    private static final byte PLAIN = 0;

    private static final byte CAST_CALL = 1;
    private static final byte CONVERT_CALL = 2;
    private static final byte TYPE = 3;
    private static final byte SPECIAL = 4;
    private static final byte COLUMNS = 5;

    private byte[] parentheses = new byte[16];
    private int depth;

    private Token ahead;
    private Token secondAhead;
    private int previous = EOF;
    private Token last;
    private int beforePrevious = EOF;
    private int first = EOF;
    private boolean definesTable;
    private boolean awaitsItem;

    public ReservedWordNames(SimpleCharStream characters) {
        super(characters);
        characters.setTabSize(1);
        SwitchTo(DQID);
    }

    @Override
    public Token getNextToken() {
        Token token = ahead == null ? super.getNextToken() : ahead;
        ahead = secondAhead;
        secondAhead = null;
        if (continuesNumber(token)) {
            // No rule of the grammar takes it: 0x1F and 1_000 are no numbers with a name behind them.
            token.kind = BEL;
        }
        last = token;
        int word = token.kind;
        if (TokenClasses.isKeyword(word) && isName(token)) {
            token.kind = IDENTIFIER;
        }
        follow(token.kind, word);
        return token;
    }

    private boolean continuesNumber(Token token) {
        if (previous != UNSIGNED_INTEGER_LITERAL
                && previous != DECIMAL_NUMERIC_LITERAL
                && previous != APPROX_NUMERIC_LITERAL) {
            return false;
        }
        return isJoined(last, token)
                && !token.image.isEmpty()
                && Character.isJavaIdentifierStart(token.image.charAt(0));
    }

    /** Whether nothing stands between two tokens. */
    private static boolean isJoined(Token before, Token token) {
        return token.beginLine == before.endLine && token.beginColumn == before.endColumn + 1;
    }

    private boolean isName(Token token) {
        if (previous == DOT) {
            return true;
        }
        if (token.kind == TIMESTAMPTZ) {
            return peek() != QUOTED_STRING;
        }
        byte place = parentheses[depth];
        if (place == COLUMNS && (previous == LPAREN || previous == COMMA)) {
            return !startsConstraint(token) && !startsIndex(token);
        }
        byte word = TokenClasses.wordClass(token.kind);
        if (word == TokenClasses.NO_NAME
                || (place == SPECIAL && (word == TokenClasses.VALUE_WORD || isUnitOfTime(token.kind)))
                // DEFAULT 1 ON EMPTY
                || (place == SPECIAL && previous == ON && token.kind == EMPTY)) {
            return false;
        }
        if (place == TYPE || previous == CAST_TO) {
            return token.kind == DATETIME;
        }
        if (first == ALTER && (previous == ADD || previous == COLUMN || previous == DROP)) {
            return token.kind != COLUMN
                    && !startsIndex(token)
                    && !(previous == ADD && startsConstraint(token))
                    && !isDroppedConstraint(token);
        }
        return switch (word) {
            case TokenClasses.FUNCTION -> true;
            case TokenClasses.ORDER_OR_GROUP ->
                peek() != BY && previous != WITHIN && previous != EXCLUDE && !namesGroups(token);
            case TokenClasses.DATE_OR_TIME -> isDateName();
            case TokenClasses.VALUE_WORD -> isValueName(token);
            default -> isNameByNeighbours(token.kind);
        };
    }

    /** True for GROUP of {@code GROUP BY x GROUP AS g}; a name before AS stands where an operand begins. */
    private boolean namesGroups(Token token) {
        return token.kind == GROUP && peek() == AS && !TokenClasses.beginsOperand(previous);
    }

    private static boolean isUnitOfTime(int kind) {
        return switch (kind) {
            case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND -> true;
            default -> false;
        };
    }

    private boolean startsConstraint(Token token) {
        return switch (token.kind) {
            case PRIMARY, FOREIGN -> peek() == KEY;
            case UNIQUE, CHECK -> peek() == LPAREN;
            case CONSTRAINT -> true;
            default -> false;
        };
    }

    /** True for INDEX name (..), and for the word before it; otherwise the word is the name of a column. */
    private boolean startsIndex(Token token) {
        return switch (token.kind) {
            case GLOBAL, LOCAL -> peek() == INDEX && isPlainName(peekSecond());
            case INDEX -> isPlainName(peek()) && (previous == DROP || peekSecond() == LPAREN);
            default -> false;
        };
    }

    private static boolean isPlainName(int kind) {
        return kind == IDENTIFIER || kind == QUOTED_IDENTIFIER;
    }

    private boolean isDroppedConstraint(Token token) {
        return previous == DROP && token.kind == CONSTRAINT && !TokenClasses.endsOperand(peek());
    }

    private boolean isDateName() {
        if (first == CREATE || first == ALTER) {
            // the types of columns; a column's name has been found above
            return TokenClasses.beginsOperand(previous) && TokenClasses.endsOperand(peek());
        }
        int next = peek();
        boolean ofZone =
                (previous == WITH || previous == WITHOUT || previous == LOCAL || previous == AT) && next == ZONE;
        return !ofZone && next != QUOTED_STRING && next != LPAREN && next != WITH && next != WITHOUT;
    }

    private boolean isValueName(Token token) {
        if (previous == JSON || previous == NEXT || previous == CURRENT) {
            return false;
        }
        if (awaitsItem && depth == 0 && !TokenClasses.beginsOperand(previous)) {
            return false;
        }
        if (previous == SELECT || previous == DISTINCT || previous == ALL) {
            int next = peek();
            // VALUE[0] is an element of an attribute, VALUE [0] a list.
            boolean beginsList = next == LBRACKET && !isJoined(token, ahead);
            return !beginsList && (TokenClasses.endsOperand(next) || next == STAR || next == LPAREN);
        }
        return true;
    }

    private boolean isNameByNeighbours(int kind) {
        if (!TokenClasses.beginsOperand(previous) || (previous == NOT && beforePrevious == IS)) {
            return false;
        }
        int next = peek();
        if (kind == INTERVAL && (next == MINUS || next == PLUS)) {
            return false;
        }
        if (kind == CONTAINS) {
            return true;
        }
        if (next == LBRACKET) {
            return kind != ARRAY && kind != MULTISET;
        }
        boolean entries = kind == UNPIVOT && (previous == FROM || previous == COMMA || previous == JOIN);
        if (entries && (isPlainName(next) || next == LBRACE || next == HOOK)) {
            return false;
        }
        if (next == BETWEEN && (kind == ROWS || kind == RANGE)) {
            return false;
        }
        if (next == STAR) {
            // RETURNING ALL NEW *
            return kind != NEW;
        }
        if (previous == ON && next == SET) {
            // ON DELETE SET NULL
            return false;
        }
        return TokenClasses.endsOperand(next);
    }

    private int peek() {
        if (ahead == null) {
            ahead = super.getNextToken();
        }
        return ahead.kind;
    }

    private int peekSecond() {
        if (secondAhead == null) {
            peek();
            secondAhead = super.getNextToken();
        }
        return secondAhead.kind;
    }

    /** Keeps track of where in the statement the next token will stand. */
    private void follow(int kind, int word) {
        if (kind == LPAREN) {
            open();
        } else if (kind == RPAREN && depth > 0) {
            depth--;
        } else if (kind == AS && parentheses[depth] == CAST_CALL) {
            parentheses[depth] = TYPE;
        } else if (kind == COMMA && parentheses[depth] == CONVERT_CALL) {
            parentheses[depth] = TYPE;
        } else if (kind == SELECT || kind == VALUES || kind == VALUE) {
            awaitsItem = false;
        }
        if (first == EOF) {
            first = kind;
        }
        if (word == INTO) {
            awaitsItem = true;
        } else if (word == TABLE && (previous == CREATE || previous == REPLACE)) {
            definesTable = true;
        }
        beforePrevious = previous;
        previous = kind;
    }

    private void open() {
        byte outer = parentheses[depth];
        byte place = PLAIN;
        if (outer == TYPE) {
            place = TYPE;
        } else if (previous == CAST || previous == TRY_CAST || previous == SAFE_CAST) {
            place = CAST_CALL;
        } else if (previous == CONVERT) {
            place = CONVERT_CALL;
        } else if (TokenClasses.isSpecialCall(previous)) {
            place = SPECIAL;
        } else if (depth == 0 && definesTable) {
            place = COLUMNS;
        }
        depth++;
        if (depth == parentheses.length) {
            parentheses = Arrays.copyOf(parentheses, depth * 2);
        }
        parentheses[depth] = place;
    }
}
