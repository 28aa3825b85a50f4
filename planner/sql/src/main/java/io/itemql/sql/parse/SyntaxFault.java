package io.itemql.sql.parse;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.parser.ItemQlParserConstants;
import io.itemql.sql.parser.ParseException;
import io.itemql.sql.parser.ReservedWordNames;
import io.itemql.sql.parser.Token;
import io.itemql.sql.parser.TokenMgrError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/**
 * Says what is wrong with a statement that the parser refused, in the words of the person who wrote it.
 *
 * <p>The parser knows where it stopped and the hundreds of tokens that it would have taken there. Neither is a
 * message. So the text is looked at again: first for a quote or comment that is never closed, since everything
 * behind one is misread; then for the mistakes people make ({@link SyntaxHints}); and only when none of them is
 * found, for what would have been right ({@link ExpectedTokens}).
 */
final class SyntaxFault implements ItemQlParserConstants {
    /** What Calcite says of a DATE, TIME or TIMESTAMP whose text is none. */
    private static final Pattern ILLEGAL_MOMENT = Pattern.compile("Illegal (\\w+) literal ('.*'): .*", Pattern.DOTALL);

    private SyntaxFault() {}

    /** The fault of a text that stops being a statement at some token. */
    static ItemException of(String text, ParseException refusal) {
        Hint unclosed = unclosed(text);
        if (unclosed != null) {
            return exception(unclosed);
        }
        Token bad = refusal.currentToken.next;
        List<Token> tokens = tokens(text);
        Optional<ItemException> foreign = ForeignStatements.refusal(tokens);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        int index = 0;
        while (index < tokens.size() - 1 && (bad.kind == EOF || isBefore(tokens.get(index), bad))) {
            index++;
        }
        return exception(best(tokens, index, refusal));
    }

    /**
     * Looking ahead, the parser may have found the mistake some tokens behind the place where it started to look,
     * and that place is what it reports. So hints are tried at the last token it has seen first.
     */
    private static Hint best(List<Token> tokens, int reported, ParseException refusal) {
        ExpectedTokens expected = ExpectedTokens.of(refusal, tokens, reported);
        int seen = reported;
        Token last = refusal.currentToken.next;
        while (last.next != null && seen < tokens.size() - 1) {
            last = last.next;
            seen++;
        }
        int certain = reported + expected.accepted();
        for (int index = seen; index > certain; index--) {
            Hint hint = new SyntaxHints(tokens, index, ExpectedTokens.NONE).hint();
            if (hint != null) {
                return hint;
            }
        }
        return new SyntaxHints(tokens, certain, expected).best();
    }

    /** The fault of a text with a character that starts no token. */
    static ItemException unreadable(String text) {
        Hint unclosed = unclosed(text);
        if (unclosed != null) {
            return exception(unclosed);
        }
        List<Token> tokens = tokens(text);
        int offset = tokens.size() > 1 ? offsetAfter(text, tokens.get(tokens.size() - 2)) : 0;
        while (offset < text.length() - 1 && text.charAt(offset) <= ' ') {
            offset++;
        }
        char character = text.charAt(Math.min(offset, text.length() - 1));
        String what =
                switch (character) {
                    case '`' -> "` is not a quote in SQL: names are written \"name\", texts 'text'";
                    case '!' -> "! is not an operator: write NOT, or <> for unequal";
                    case '@' -> "@ is not part of a name: write the name without it";
                    case '#' -> "# is not part of SQL: comments start with --, names with a letter";
                    case '\\' -> "\\ escapes nothing in SQL: a quote in a text is written ''";
                    default -> "the character " + character + " is not part of SQL";
                };
        return exception(Hint.at(text, offset, what));
    }

    /** The fault of a text whose tokens are in order, but which the grammar's own checks refuse. */
    static ItemException refused(String text, Exception refusal) {
        if (refusal instanceof CalciteContextException context) {
            return refused(tokens(text), context);
        }
        if (refusal instanceof NumberFormatException || refusal instanceof ArithmeticException) {
            return exception(new Hint("the exponent of a number is out of range", 0, 0), tokens(text));
        }
        return ItemException.causedBy(refusal, ErrorCode.INTERNAL_ERROR, String.valueOf(refusal.getMessage()));
    }

    private static ItemException refused(List<Token> tokens, CalciteContextException refusal) {
        int line = refusal.getPosLine();
        int column = refusal.getPosColumn();
        Throwable cause = refusal.getCause() == null ? refusal : refusal.getCause();
        Matcher moment = ILLEGAL_MOMENT.matcher(String.valueOf(cause.getMessage()));
        if (moment.matches()) {
            Token literal = escaped(tokens, line, column);
            return MomentForms.refusal(moment.group(1), moment.group(2), refusal)
                    .at(literal.beginLine, literal.beginColumn);
        }
        if (!SyntaxHints.startsStatement(tokens.get(0).kind)) {
            return ForeignStatements.refusal(tokens)
                    .orElseGet(() -> exception(new SyntaxHints(tokens, 0, ExpectedTokens.NONE).notAStatement()));
        }
        int item = tokens.get(0).kind == INSERT ? indexOfItem(tokens) : -1;
        return exception(
                item > 0
                        ? new SyntaxHints(tokens, item, ExpectedTokens.NONE).best()
                        : new Hint(inOurWords(cause.getMessage()), line, column));
    }

    /** Where the first item or bag begins; -1 if there is none. */
    private static int indexOfItem(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            int kind = tokens.get(i).kind;
            if (kind == LBRACE || kind == LEFTSHIFT) {
                return i;
            }
        }
        return -1;
    }

    /** The text within an escape such as {@code {d '…'}}, of which the parser tells one of the brackets. */
    private static Token escaped(List<Token> tokens, int line, int column) {
        int bracket = 0;
        while (tokens.get(bracket).beginLine != line || tokens.get(bracket).beginColumn != column) {
            bracket++;
        }
        return tokens.get(tokens.get(bracket).kind == RBRACE ? bracket - 1 : bracket + 1);
    }

    /** JavaCC puts the place of a lexical error into its message and nowhere else. */
    private static int numberAfter(TokenMgrError error, String word) {
        String message = error.getMessage();
        int start = message.indexOf(word) + word.length();
        int end = start;
        while (Character.isDigit(message.charAt(end))) {
            end++;
        }
        return Integer.parseInt(message.substring(start, end));
    }

    private static int offsetAfter(String text, Token token) {
        int line = 1;
        int offset = 0;
        while (line < token.endLine && offset < text.length()) {
            char c = text.charAt(offset++);
            if (c == '\n' || (c == '\r' && (offset == text.length() || text.charAt(offset) != '\n'))) {
                line++;
            }
        }
        return Math.min(offset + token.endColumn, text.length());
    }

    private static String inOurWords(String message) {
        if (message.contains("Non-query expression")) {
            return "a query is expected here: SELECT or VALUES";
        }
        if (message.contains("Query expression")) {
            return "a query is not allowed here; put it in parentheses";
        }
        if (message.contains("BETWEEN")) {
            return "BETWEEN has the form: value BETWEEN low AND high";
        }
        return message;
    }

    private static ItemException exception(Hint hint) {
        return new ItemException(ErrorCode.SYNTAX_ERROR, hint.text()).at(hint.line(), hint.column());
    }

    /** The same at the first number with an exponent: the parser gives no place for it. */
    private static ItemException exception(Hint hint, List<Token> tokens) {
        for (Token token : tokens) {
            if (token.kind == APPROX_NUMERIC_LITERAL) {
                return exception(new Hint(hint.text(), token.beginLine, token.beginColumn));
            }
        }
        return new ItemException(ErrorCode.SYNTAX_ERROR, hint.text());
    }

    private static boolean isBefore(Token token, Token other) {
        return token.beginLine < other.beginLine
                || (token.beginLine == other.beginLine && token.beginColumn < other.beginColumn);
    }

    /** All tokens up to the end, or up to the first place that cannot be read. */
    private static List<Token> tokens(String text) {
        ReservedWordNames source = StatementParser.tokens(text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            try {
                token = source.getNextToken();
            } catch (TokenMgrError unreadable) {
                token = Token.newToken(EOF);
                token.image = "";
                token.beginLine = numberAfter(unreadable, "line ");
                token.beginColumn = numberAfter(unreadable, "column ");
            }
            tokens.add(token);
        } while (token.kind != EOF);
        return tokens;
    }

    /** Finds a quote or comment that is opened and never closed; null if there is none. */
    private static Hint unclosed(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int start = i;
            if (c == '\'' || c == '"') {
                i = text.indexOf(c, i + 1);
                if (i < 0) {
                    String what = c == '\'' ? "the text starting here" : "the name starting here";
                    return Hint.at(text, start, what + " is not closed: " + c + " is missing at its end");
                }
            } else if (text.startsWith("--", i) || text.startsWith("//", i)) {
                i = text.indexOf('\n', i);
                if (i < 0) {
                    return null;
                }
            } else if (text.startsWith("/*", i)) {
                i = text.indexOf("*/", i + 2);
                if (i < 0) {
                    return Hint.at(text, start, "the comment starting here is not closed: */ is missing");
                }
                i++;
            }
            i++;
        }
        return null;
    }

    /** A message and its place. */
    record Hint(String text, int line, int column) {
        static Hint at(String text, int offset, String message) {
            int line = 1;
            int lineStart = 0;
            for (int i = 0; i < offset; i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
            return new Hint(message, line, offset - lineStart + 1);
        }
    }
}
