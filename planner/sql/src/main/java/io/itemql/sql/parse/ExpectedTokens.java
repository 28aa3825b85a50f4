package io.itemql.sql.parse;

import io.itemql.sql.parser.ItemQlParserConstants;
import io.itemql.sql.parser.ParseException;
import io.itemql.sql.parser.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the parser would have taken instead of the token it refused, cut down to what a person can use: "a value",
 * "a name", and a few keywords and signs in the order of their use.
 */
final class ExpectedTokens implements ItemQlParserConstants {
    /** Nothing is known. */
    static final ExpectedTokens NONE = new ExpectedTokens(new BitSet(), 0);

    /** More than this many choices are no help. */
    private static final int CHOICES_MAX = 5;

    /** What is worth naming, most useful first. */
    private static final int[] NAMED = {
        FROM, WHERE, SET, INTO, VALUES, VALUE, BY, TABLE, INDEX, VIEW, ON, AS, SELECT, EQ, COLON, COMMA, RPAREN,
        RBRACKET, RBRACE, LPAREN, GT, AND, KEY, EXISTS, JOIN, THEN, WHEN, END, TO, TYPE, COLUMN, ALL, MODIFIED, OLD,
        NEW, STAR, ADD, DROP, ALTER, RENAME, UPDATE, DELETE, INSERT, NULL, ROWS, ROW, ONLY, TIME, ZONE, GROUP, ORDER,
        HAVING, LIMIT, PROJECTION, EOF
    };

    private final BitSet kinds;
    private final int accepted;

    private ExpectedTokens(BitSet kinds, int accepted) {
        this.kinds = kinds;
        this.accepted = accepted;
    }

    /**
     * Reads what the parser reports. Where it looked several tokens ahead, it reports whole sequences and the place
     * where it started to look; the place that matters is behind the longest part of a sequence that the statement
     * has.
     *
     * @param index of the token that the parser reports as refused
     */
    static ExpectedTokens of(ParseException refusal, List<Token> tokens, int index) {
        List<BitSet> next = new ArrayList<>();
        int[][] sequences = refusal.expectedTokenSequences == null ? new int[0][] : refusal.expectedTokenSequences;
        for (int[] sequence : sequences) {
            int same = 0;
            while (same < sequence.length - 1
                    && index + same < tokens.size() - 1
                    && tokens.get(index + same).kind == sequence[same]) {
                same++;
            }
            if (same == sequence.length - 1 || sequence[same] != tokens.get(index + same).kind) {
                while (next.size() <= same) {
                    next.add(new BitSet());
                }
                next.get(same).set(sequence[same]);
            }
        }
        int accepted = Math.max(0, next.size() - 1);
        return new ExpectedTokens(next.isEmpty() ? new BitSet() : next.get(accepted), accepted);
    }

    /** How many tokens from the reported one on were right. */
    int accepted() {
        return accepted;
    }

    boolean has(int kind) {
        return kinds.get(kind);
    }

    boolean name() {
        return kinds.get(IDENTIFIER);
    }

    boolean value() {
        return (kinds.get(HOOK) && kinds.get(QUOTED_STRING)) || (kinds.get(LPAREN) && kinds.get(EXISTS));
    }

    boolean table() {
        return kinds.get(LATERAL) || kinds.get(UNNEST);
    }

    /** "a value", "a name, FROM or WHERE"; empty if nothing useful is known. */
    String words() {
        List<String> words = new ArrayList<>();
        if (value()) {
            return "a value";
        } else if (table()) {
            return "a table";
        } else if (kinds.get(STAR) && kinds.get(ALL)) {
            return "an attribute, an expression or *";
        } else if (kinds.get(SELECT) && kinds.get(VALUES)) {
            return "a query: SELECT or VALUES";
        } else if (name()) {
            words.add("a name");
        } else if (kinds.get(UNSIGNED_INTEGER_LITERAL)) {
            words.add("a number");
        }
        for (int kind : NAMED) {
            if (words.size() < CHOICES_MAX && kinds.get(kind) && !(name() && isPlainName(kind))) {
                words.add(word(kind));
            }
        }
        if (words.isEmpty()) {
            kinds.stream().filter(kind -> !isSign(kind)).limit(CHOICES_MAX).forEach(kind -> words.add(word(kind)));
        }
        if (words.size() < 2) {
            return String.join("", words);
        }
        String last = words.remove(words.size() - 1);
        return String.join(", ", words) + " or " + last;
    }

    /** Whether "a name" includes this word. */
    private static boolean isPlainName(int kind) {
        return switch (kind) {
            case INDEX, VIEW, KEY, TYPE, MODIFIED, OLD, ZONE, ADD, RENAME, PROJECTION -> true;
            default -> false;
        };
    }

    /** Signs of PostgreSQL, which can follow any operand, and so say nothing. */
    private static boolean isSign(int kind) {
        return kind == LAMBDA || (kind >= CAST_TO && kind <= NOT_TILDE_STAR);
    }

    static String word(int kind) {
        if (kind == COMMA) {
            return "a comma";
        }
        if (kind == QUOTED_STRING) {
            return "a text in single quotes";
        }
        return kind == EOF ? "the end" : tokenImage[kind].replace("\"", "");
    }
}
