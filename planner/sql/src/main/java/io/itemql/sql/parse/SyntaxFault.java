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
    private SyntaxFault() {}

    /** The fault of a text that stops being a statement at some token. */
    static ItemException of(String text, ParseException refusal) {
        Hint unclosed = unclosed(text);
        if (unclosed != null) {
            return exception(unclosed);
        }
        Token bad = refusal.currentToken.next;
        List<Token> tokens = tokens(text);
        int index = 0;
        while (index < tokens.size() - 1 && isBefore(tokens.get(index), bad)) {
            index++;
        }
        ExpectedTokens expected = ExpectedTokens.of(refusal);
        return exception(new SyntaxHints(tokens, index, expected).best());
    }

    /** The fault of a text with a character that starts no token. */
    static ItemException unreadable(String text, TokenMgrError refusal) {
        Hint unclosed = unclosed(text);
        if (unclosed != null) {
            return exception(unclosed);
        }
        int line = numberAfter(refusal, "line ");
        int column = numberAfter(refusal, "column ");
        char character = characterAt(text, line, column);
        String what =
                switch (character) {
                    case '`' -> "` is not a quote in SQL: names are written \"name\", texts 'text'";
                    case '!' -> "! is not an operator: write NOT, or <> for unequal";
                    case '@' -> "@ is not part of a name: write the name without it";
                    case '#' -> "# is not part of SQL: comments start with --, names with a letter";
                    case '\\' -> "\\ escapes nothing in SQL: a quote in a text is written ''";
                    default -> "the character " + character + " is not part of SQL";
                };
        return exception(new Hint(what, line, column));
    }

    /** The fault of a text whose tokens are in order, but which the grammar's own checks refuse. */
    static ItemException refused(String text, Exception refusal) {
        if (refusal instanceof CalciteContextException context) {
            List<Token> tokens = tokens(text);
            String first = tokens.get(0).image;
            if (!SyntaxHints.startsStatement(tokens.get(0).kind)) {
                return exception(new SyntaxHints(tokens, 0, ExpectedTokens.NONE).notAStatement(first));
            }
            Throwable cause = context.getCause() == null ? context : context.getCause();
            return exception(new Hint(inOurWords(cause.getMessage()), context.getPosLine(), context.getPosColumn()));
        }
        if (refusal instanceof NumberFormatException || refusal instanceof ArithmeticException) {
            return new ItemException(ErrorCode.SYNTAX_ERROR, "a number is too large: its exponent is out of range");
        }
        return ItemException.causedBy(refusal, ErrorCode.INTERNAL_ERROR, String.valueOf(refusal.getMessage()));
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

    private static char characterAt(String text, int line, int column) {
        String[] lines = text.split("\\r\\n|\\r|\\n", -1);
        return line <= lines.length && column <= lines[line - 1].length() ? lines[line - 1].charAt(column - 1) : ' ';
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
