package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a statement into tokens. */
final class Lexer {
    private static final List<String> LONG_SYMBOLS = List.of("<=", ">=", "<>", "!=", "||", "<<", ">>", "::");

    private final String statement;
    private int at;

    private Lexer(String statement) {
        this.statement = statement;
    }

    /** All tokens, the last of kind {@link Token.Kind#END}. */
    static List<Token> tokens(String statement) {
        Lexer lexer = new Lexer(statement);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipBlanksAndComments();
        int start = at;
        if (at == statement.length()) {
            return new Token(Token.Kind.END, "", start);
        }
        char c = statement.charAt(at);
        if ((c == 'x' || c == 'X') && at + 1 < statement.length() && statement.charAt(at + 1) == '\'') {
            at++;
            return new Token(Token.Kind.BINARY, quoted('\''), start);
        }
        if (Character.isJavaIdentifierStart(c)) {
            while (at < statement.length() && Character.isJavaIdentifierPart(statement.charAt(at))) {
                at++;
            }
            return new Token(Token.Kind.WORD, statement.substring(start, at), start);
        }
        if (c == '\'') {
            return new Token(Token.Kind.TEXT, quoted('\''), start);
        }
        if (c == '"') {
            return new Token(Token.Kind.QUOTED_NAME, quoted('"'), start);
        }
        if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            return number(start);
        }
        for (String symbol : LONG_SYMBOLS) {
            if (statement.startsWith(symbol, at)) {
                at += symbol.length();
                return new Token(Token.Kind.SYMBOL, symbol, start);
            }
        }
        at++;
        return new Token(Token.Kind.SYMBOL, String.valueOf(c), start);
    }

    private Token number(int start) {
        skipDigits();
        if (at < statement.length() && statement.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at < statement.length() && (statement.charAt(at) == 'e' || statement.charAt(at) == 'E')) {
            at++;
            if (at < statement.length() && (statement.charAt(at) == '+' || statement.charAt(at) == '-')) {
                at++;
            }
            skipDigits();
        }
        return new Token(Token.Kind.NUMBER, statement.substring(start, at), start);
    }

    private void skipDigits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private boolean isDigit(int index) {
        return index < statement.length() && statement.charAt(index) >= '0' && statement.charAt(index) <= '9';
    }

    /** The content between quotes; a doubled quote stands for one. */
    private String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < statement.length()) {
            char c = statement.charAt(at++);
            if (c != quote) {
                content.append(c);
            } else if (at < statement.length() && statement.charAt(at) == quote) {
                content.append(quote);
                at++;
            } else {
                return content.toString();
            }
        }
        throw new ItemException(ErrorCode.SYNTAX_ERROR, "a quote is not closed");
    }

    private void skipBlanksAndComments() {
        while (at < statement.length()) {
            if (Character.isWhitespace(statement.charAt(at))) {
                at++;
            } else if (statement.startsWith("--", at)) {
                int end = statement.indexOf('\n', at);
                at = end < 0 ? statement.length() : end;
            } else if (statement.startsWith("/*", at)) {
                int end = statement.indexOf("*/", at + 2);
                at = end < 0 ? statement.length() : end + 2;
            } else {
                return;
            }
        }
    }
}
