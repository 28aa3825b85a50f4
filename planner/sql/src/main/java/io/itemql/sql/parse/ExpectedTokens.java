package io.itemql.sql.parse;

import io.itemql.sql.parser.ItemQlParserConstants;
import io.itemql.sql.parser.ParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the parser would have taken instead of the token it refused, cut down to what a person can use: "a value",
 * "a name", and a few keywords and signs in the order of their use.
 */
final class ExpectedTokens implements ItemQlParserConstants {
    /** Nothing is known. */
    static final ExpectedTokens NONE = new ExpectedTokens(new BitSet());

    /** More than this many choices are no help. */
    private static final int CHOICES_MAX = 5;

    /** What is worth naming, most useful first. */
    private static final int[] NAMED = {
        FROM, WHERE, SET, INTO, VALUES, VALUE, BY, TABLE, INDEX, VIEW, ON, AS, SELECT, EQ, COLON, COMMA, RPAREN,
        RBRACKET, RBRACE, LPAREN, GT, AND, KEY, EXISTS, JOIN, THEN, WHEN, END, TO, TYPE, COLUMN, ALL, MODIFIED, OLD,
        NEW, STAR, UPDATE, DELETE, INSERT, NULL, ROWS, ROW, ONLY, TIME, ZONE, GROUP, ORDER, HAVING, LIMIT, EOF
    };

    private final BitSet kinds;

    private ExpectedTokens(BitSet kinds) {
        this.kinds = kinds;
    }

    static ExpectedTokens of(ParseException refusal) {
        BitSet kinds = new BitSet();
        if (refusal.expectedTokenSequences != null) {
            for (int[] sequence : refusal.expectedTokenSequences) {
                // Sequences of several tokens start with one that was accepted.
                kinds.set(sequence[sequence.length > 1 ? 1 : 0]);
                kinds.set(sequence[0]);
            }
        }
        return new ExpectedTokens(kinds);
    }

    boolean has(int kind) {
        return kinds.get(kind);
    }

    boolean name() {
        return kinds.get(IDENTIFIER);
    }

    boolean value() {
        return kinds.get(HOOK) && kinds.get(QUOTED_STRING);
    }

    /** "a value", "a name, FROM or WHERE"; empty if nothing useful is known. */
    String words() {
        List<String> words = new ArrayList<>();
        if (value()) {
            words.add("a value");
        } else if (name()) {
            words.add("a name");
        } else if (kinds.get(UNSIGNED_INTEGER_LITERAL)) {
            words.add("a number");
        }
        for (int kind : NAMED) {
            if (words.size() < CHOICES_MAX && kinds.get(kind) && !(value() && startsValue(kind))) {
                words.add(word(kind));
            }
        }
        if (words.isEmpty()) {
            kinds.stream().limit(CHOICES_MAX).forEach(kind -> words.add(word(kind)));
        }
        if (words.size() < 2) {
            return String.join("", words);
        }
        String last = words.remove(words.size() - 1);
        return String.join(", ", words) + " or " + last;
    }

    /** Whether "a value" says this already. */
    private static boolean startsValue(int kind) {
        return switch (kind) {
            case LPAREN, SELECT, NULL, VALUES, TIME, ROW, EXISTS, TABLE, VALUE, NEW, STAR -> true;
            default -> false;
        };
    }

    static String word(int kind) {
        return kind == EOF ? "the end" : tokenImage[kind].replace("\"", "");
    }
}
