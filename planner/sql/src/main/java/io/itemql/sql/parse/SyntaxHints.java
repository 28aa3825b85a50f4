package io.itemql.sql.parse;

import io.itemql.sql.parse.SyntaxFault.Hint;
import io.itemql.sql.parser.ItemQlParserConstants;
import io.itemql.sql.parser.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * The mistakes that people make in SQL, each recognised by the tokens around the refused one. The order matters:
 * what is certain comes before what is likely.
 */
final class SyntaxHints implements ItemQlParserConstants {
    private final List<Token> tokens;
    private final int index;
    private final ExpectedTokens expected;

    /** The refused token, the one before it, and the one before that; null before the first. */
    private final Token bad;

    private final Token before;
    private final Token twoBefore;

    SyntaxHints(List<Token> tokens, int index, ExpectedTokens expected) {
        this.tokens = tokens;
        this.index = index;
        this.expected = expected;
        this.bad = tokens.get(index);
        this.before = index > 0 ? tokens.get(index - 1) : null;
        this.twoBefore = index > 1 ? tokens.get(index - 2) : null;
    }

    /** The most helpful message there is. */
    Hint best() {
        Hint hint = hint();
        return hint == null ? unexpected() : hint;
    }

    /** The message for a mistake that is recognised, or null. */
    Hint hint() {
        Hint hint = sign();
        if (hint == null) {
            hint = clause();
        }
        if (hint == null) {
            hint = projection();
        }
        if (hint == null) {
            hint = list();
        }
        if (hint == null) {
            hint = spelling();
        }
        if (hint == null) {
            hint = literal();
        }
        if (hint == null) {
            hint = name();
        }
        return hint;
    }

    /** Signs of other languages, and signs that have no partner. */
    private Hint sign() {
        int next = index + 1 < tokens.size() ? tokens.get(index + 1).kind : EOF;
        if (bad.kind == EQ && kind(before) == EQ) {
            return at(before, "== is not an operator: write = to compare");
        }
        if (bad.kind == NAMED_ARGUMENT_ASSIGNMENT) {
            return at(bad, "=> is not an operator: write >= for greater or equal");
        }
        if (bad.kind == LT && kind(before) == EQ) {
            return at(before, "=< is not an operator: write <= for less or equal");
        }
        if (bad.kind == AMPERSAND && (kind(before) == AMPERSAND || next == AMPERSAND)) {
            return at(kind(before) == AMPERSAND ? before : bad, "&& is not an operator: write AND");
        }
        if (bad.kind == COLON && next == EQ) {
            return at(bad, ":= is not an operator: write =");
        }
        if (bad.kind == COLON && isOperator(before) && next != EOF) {
            return at(bad, "a parameter is written ?, not :" + tokens.get(index + 1).image);
        }
        if (kind(before) == HOOK && bad.kind == UNSIGNED_INTEGER_LITERAL) {
            return at(before, "a parameter is written ?, without a number");
        }
        if (bad.kind == DOUBLE_QUOTE) {
            return at(bad, "\"\" is not a name; a text is written in single quotes: ''");
        }
        if (kind(before) == SEMICOLON) {
            return at(bad, "one statement at a time: nothing may follow the semicolon");
        }
        if (bad.kind == STAR && kind(before) == DISTINCT && kind(twoBefore) == LPAREN) {
            return at(bad, "DISTINCT takes columns, as in COUNT(DISTINCT a, b), not *");
        }
        if (bad.kind == IN && next == LPAREN && kindAt(index + 2) == RPAREN) {
            return at(bad, "IN needs at least one value between its brackets");
        }
        return bracket();
    }

    private int kindAt(int position) {
        return position < tokens.size() ? tokens.get(position).kind : EOF;
    }

    private Hint bracket() {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : tokens.subList(0, index)) {
            switch (token.kind) {
                case LPAREN, LBRACKET, LBRACE -> open.push(token);
                case RPAREN, RBRACKET, RBRACE -> open.poll();
                default -> {
                    // not a bracket
                }
            }
        }
        boolean closing = bad.kind == RPAREN || bad.kind == RBRACKET || bad.kind == RBRACE;
        if (closing && open.isEmpty()) {
            return at(bad, "there is no opening bracket for this " + bad.image);
        }
        if (open.isEmpty() || kind(before) == COMMA || isOperator(before)) {
            return null;
        }
        Token last = open.peek();
        String partner = last.kind == LPAREN ? ")" : last.kind == LBRACKET ? "]" : "}";
        boolean complete = bad.kind == EOF || bad.kind == SEMICOLON || (closing && !bad.image.equals(partner));
        return complete ? at(last, last.image + " is not closed: " + partner + " is missing") : null;
    }

    /** Clauses that are missing, misplaced or half written. */
    private Hint clause() {
        int first = tokens.get(0).kind;
        if (!startsStatement(first)) {
            return notAStatement();
        }
        if (kind(before) == SELECT && (bad.kind == FROM || bad.kind == EOF)) {
            return at(bad, "the select list is empty: name attributes, or write *");
        }
        if (kind(before) == DELETE && index == 1) {
            return at(bad, "DELETE needs FROM: DELETE FROM table");
        }
        if (first == INSERT && (bad.kind == LBRACE || bad.kind == LEFTSHIFT) && !seen(VALUE)) {
            return at(bad, "VALUE is missing before the item: INSERT INTO table VALUE {…}");
        }
        if (isInsert(first) && index == 1 && bad.kind != INTO) {
            return at(
                    bad,
                    tokens.get(0).image.toUpperCase(Locale.ROOT) + " needs INTO: "
                            + tokens.get(0).image.toUpperCase(Locale.ROOT) + " INTO table");
        }
        if (isInsert(first) && bad.kind == EOF && kind(twoBefore) == INTO) {
            return at(bad, "what to insert is missing: VALUE {…}, VALUES (…) or a query");
        }
        if (first == UPDATE && index > 1 && (bad.kind == WHERE || bad.kind == EOF) && !changes()) {
            return at(bad, "UPDATE needs SET, REMOVE, ADD or DELETE: UPDATE table SET attribute = value");
        }
        if (isWord(before, "ORDER") || isWord(before, "GROUP")) {
            return at(bad, before.image.toUpperCase(Locale.ROOT) + " is followed by BY");
        }
        if (isWord(bad, "ORDER") || isWord(bad, "GROUP")) {
            return at(
                    bad,
                    bad.image.toUpperCase(Locale.ROOT) + " is followed by BY; as a name it is written "
                            + Identifiers.quoted(bad.image));
        }
        if (kind(before) == IS || (kind(before) == NOT && kind(twoBefore) == IS)) {
            return at(
                    bad,
                    "after IS [NOT] comes NULL, MISSING, TRUE, FALSE or a type: BOOL, STRING, NUMERIC, BLOB,"
                            + " LIST, TUPLE");
        }
        if (first == EXPLAIN && (kind(before) == EXPLAIN || kind(before) == ANALYZE)) {
            return at(bad, "EXPLAIN is followed by a query, INSERT, UPDATE or DELETE");
        }
        if (kind(before) == LIMIT || kind(before) == OFFSET) {
            return at(bad, before.image.toUpperCase(Locale.ROOT) + " takes a whole number or ?");
        }
        if (seen(RETURNING) && (kind(before) == RETURNING || kind(twoBefore) == RETURNING || isState(before))) {
            return at(bad, "RETURNING takes ALL OLD *, ALL NEW *, MODIFIED OLD * or MODIFIED NEW *");
        }
        if (expected.has(COLON) && !expected.has(EQ)) {
            return at(bad, "a tuple is written {'name': value, …}");
        }
        return null;
    }

    /** What an index projects, as other databases write it behind the columns of the key. */
    private Hint projection() {
        if (kind(before) == PROJECTION && seen(INDEX)) {
            return at(bad, "PROJECTION is followed by KEYS_ONLY, INCLUDE (…) or ALL");
        }
        boolean projects = bad.kind == INCLUDE
                || bad.kind == KEYS_ONLY
                || bad.kind == ALL
                || isWord(bad, "PROJECT")
                || isWord(bad, "STORING")
                || isWord(bad, "COVERING");
        boolean behindKey = kind(before) == RPAREN && (expected.has(PROJECTION) || seen(INDEX)) && !seen(PROJECTION);
        return projects && behindKey
                ? at(
                        bad,
                        "what an index projects is written PROJECTION KEYS_ONLY, PROJECTION INCLUDE (…) or PROJECTION ALL")
                : null;
    }

    /** Commas without a neighbour, operators without an operand. */
    private Hint list() {
        if (kind(before) == COMMA && endsList(bad.kind)) {
            return at(before, "a comma is followed by one more element, not by " + seenAs(bad));
        }
        if (bad.kind == COMMA && (kind(before) == COMMA || kind(before) == SELECT || kind(before) == LPAREN)) {
            return at(bad, "an element is missing before this comma");
        }
        if ((kind(before) == JOIN || kind(before) == FROM) && endsList(bad.kind)) {
            return at(bad, "a table is missing after " + before.image);
        }
        if (kind(before) == SET && endsList(bad.kind)) {
            return at(bad, "an assignment is missing after SET: SET attribute = value");
        }
        if (isOperator(before) && (isOperator(bad) || endsOperand(bad.kind))) {
            return at(bad, "a value is missing after " + before.image);
        }
        if (isOperator(bad) && before != null && (startsCondition(before.kind) || before.kind == LPAREN)) {
            return at(bad, "a value is missing before " + bad.image);
        }
        return null;
    }

    private Hint literal() {
        if (isNumber(before)
                && bad.kind != EOF
                && Character.isLetter(bad.image.charAt(0))
                && bad.beginLine == before.endLine
                && bad.beginColumn == before.endColumn + 1) {
            return at(
                    before,
                    before.image + bad.image + " is neither a number nor a name; a name that starts with"
                            + " a digit is written " + Identifiers.quoted(before.image + bad.image));
        }
        if (bad.kind == QUOTED_STRING && (expected.name() || expected.table()) && !expected.value()) {
            String name = bad.image.substring(1, bad.image.length() - 1);
            return at(
                    bad, bad.image + " is a text; a name is written without quotes or as " + Identifiers.quoted(name));
        }
        if (bad.kind == QUOTED_IDENTIFIER && expected.has(QUOTED_STRING) && !expected.name()) {
            return at(
                    bad,
                    bad.image + " is a name; a text is written in single quotes: '"
                            + bad.image.substring(1, bad.image.length() - 1) + "'");
        }
        if (isOperand(before) && (isNumber(bad) || bad.kind == QUOTED_STRING || bad.kind == HOOK)) {
            return at(bad, "an operator or a comma is missing between " + before.image + " and " + bad.image);
        }
        return null;
    }

    /** A keyword with a slip of the pen was read as a name or alias; the parser stops one token later. */
    private Hint spelling() {
        for (Token token : new Token[] {bad, before, twoBefore}) {
            if (token != null && token.kind == IDENTIFIER) {
                String keyword = Spelling.keywordLike(token.image);
                if (keyword != null) {
                    return at(token, token.image + " is not a keyword; did you mean " + keyword + "?");
                }
            }
        }
        return null;
    }

    private Hint name() {
        boolean word = bad.kind != EOF && Character.isLetter(bad.image.charAt(0)) && bad.kind != IDENTIFIER;
        boolean wanted = expected.name() || expected.value() || expected.table() || expected.has(STAR);
        if (word && wanted && !expected.has(bad.kind)) {
            return at(bad, bad.image + " is a reserved word; as a name it is written " + Identifiers.quoted(bad.image));
        }
        return null;
    }

    Hint notAStatement() {
        Token start = tokens.get(0);
        if (start.kind == EOF || start.kind == SEMICOLON) {
            return new Hint("the statement is empty", 1, 1);
        }
        String keyword = Spelling.keywordLike(start.image);
        return at(
                start,
                keyword == null
                        ? start.image + " does not start a statement; SELECT, INSERT, UPDATE, DELETE or CREATE do"
                        : start.image + " is not a keyword; did you mean " + keyword + "?");
    }

    private Hint unexpected() {
        String what = bad.kind == EOF
                ? "the statement ends too early" + (before == null ? "" : " after " + before.image)
                : bad.image + " is not expected" + (before == null ? " here" : " after " + before.image);
        String words = expected.words();
        return at(bad, words.isEmpty() ? what : what + "; expected " + words);
    }

    private Hint at(Token token, String message) {
        if (token.kind == EOF && before != null) {
            return new Hint(message, before.endLine, before.endColumn + 1);
        }
        return new Hint(message, token.beginLine, token.beginColumn);
    }

    private static String seenAs(Token token) {
        return token.kind == EOF ? "the end" : token.image;
    }

    private static int kind(Token token) {
        return token == null ? -1 : token.kind;
    }

    private static boolean isWord(Token token, String word) {
        return token != null && token.image.equalsIgnoreCase(word);
    }

    private boolean seen(int kind) {
        return tokens.subList(0, index).stream().anyMatch(token -> token.kind == kind);
    }

    private boolean changes() {
        return tokens.subList(1, index).stream()
                .anyMatch(t -> t.kind == SET || t.kind == REMOVE || t.kind == ADD || t.kind == DELETE);
    }

    private static boolean isState(Token token) {
        return kind(token) == OLD || kind(token) == NEW;
    }

    private static boolean isInsert(int kind) {
        return kind == INSERT || kind == UPSERT || kind == REPLACE;
    }

    private static boolean isNumber(Token token) {
        return switch (kind(token)) {
            case UNSIGNED_INTEGER_LITERAL, DECIMAL_NUMERIC_LITERAL, APPROX_NUMERIC_LITERAL -> true;
            default -> false;
        };
    }

    private static boolean isOperand(Token token) {
        return switch (kind(token)) {
            case IDENTIFIER, QUOTED_IDENTIFIER, QUOTED_STRING, HOOK, RPAREN, RBRACKET, A, C, G, K, M, KEY, NAME -> true;
            default -> isNumber(token);
        };
    }

    private static boolean isOperator(Token token) {
        return switch (kind(token)) {
            case EQ, NE, NE2, LT, LE, GT, GE, PLUS, MINUS, SLASH, CONCAT, AND, OR, NOT, LIKE, BETWEEN, IN -> true;
            default -> false;
        };
    }

    private static boolean startsCondition(int kind) {
        return kind == WHERE || kind == HAVING || kind == ON || kind == AND || kind == OR;
    }

    private static boolean endsList(int kind) {
        return switch (kind) {
            case RPAREN,
                    RBRACKET,
                    RBRACE,
                    FROM,
                    WHERE,
                    GROUP,
                    ORDER,
                    HAVING,
                    LIMIT,
                    SET,
                    REMOVE,
                    RETURNING,
                    SEMICOLON,
                    EOF -> true;
            default -> false;
        };
    }

    private static boolean endsOperand(int kind) {
        return endsList(kind) || kind == COMMA;
    }

    static boolean startsStatement(int kind) {
        return switch (kind) {
            case SELECT,
                    WITH,
                    VALUES,
                    TABLE,
                    INSERT,
                    UPSERT,
                    REPLACE,
                    UPDATE,
                    DELETE,
                    CREATE,
                    DROP,
                    ALTER,
                    TRUNCATE,
                    EXPLAIN,
                    SHUTDOWN,
                    CHECKPOINT,
                    CHECK,
                    BACKUP,
                    COPY,
                    RESTORE,
                    BEGIN,
                    COMMIT,
                    ROLLBACK,
                    LPAREN -> true;
            default -> false;
        };
    }
}
