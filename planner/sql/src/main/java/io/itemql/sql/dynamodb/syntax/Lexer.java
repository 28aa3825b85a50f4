package io.itemql.sql.dynamodb.syntax;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a statement into tokens. The service says nothing about what is wrong with a character, so neither do we. */
final class Lexer {
    private static final String SINGLE = "()[]{}:,*;?";
    private static final Token.Kind[] SINGLE_KINDS = {
        Token.Kind.LEFT_PAREN,
        Token.Kind.RIGHT_PAREN,
        Token.Kind.LEFT_BRACKET,
        Token.Kind.RIGHT_BRACKET,
        Token.Kind.LEFT_CURLY,
        Token.Kind.RIGHT_CURLY,
        Token.Kind.COLON,
        Token.Kind.COMMA,
        Token.Kind.STAR,
        Token.Kind.SEMICOLON,
        Token.Kind.PARAMETER
    };

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    /** How many characters of the line before the current one are the second half of a pair. */
    private int pairs;

    private int start;
    private int startColumn;

    private Lexer(String text) {
        this.text = text;
    }

    /**
     * The tokens of a statement, the last one of kind END.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_MALFORMED}
     */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.scan();
        }
        lexer.begin();
        lexer.tokens.add(new Token(Token.Kind.END, "", lexer.place(0)));
        return lexer.tokens;
    }

    private static ItemException malformed() {
        return new ItemException(ErrorCode.STATEMENT_MALFORMED, "");
    }

    private void begin() {
        start = at;
        startColumn = at - lineStart - pairs + 1;
    }

    private Place place(int length) {
        return new Place(line, startColumn, length);
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private void scan() {
        begin();
        char c = text.charAt(at);
        int single = SINGLE.indexOf(c);
        if (isBlank(c)) {
            skip();
        } else if (c == '-' && charAt(at + 1) == '-') {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                skip();
            }
        } else if (c == '/' && charAt(at + 1) == '*') {
            skipComment();
        } else if (isNameStart(c)) {
            scanWord();
        } else if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            scanNumber();
        } else if (c == '\'') {
            scanQuoted('\'', Token.Kind.TEXT);
        } else if (c == '"') {
            scanQuoted('"', Token.Kind.QUOTED_NAME);
        } else if (c == '`') {
            scanIon();
        } else if (c == '.') {
            take(Token.Kind.DOT, 1);
        } else if (single >= 0) {
            take(SINGLE_KINDS[single], 1);
        } else {
            scanOperator(c);
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    }

    /** Passes one char, counting lines: a CR, a LF or both together end one. */
    private void skip() {
        char c = text.charAt(at++);
        if (c == '\n' || (c == '\r' && charAt(at) != '\n')) {
            line++;
            lineStart = at;
            pairs = 0;
        } else if (Character.isLowSurrogate(c) && at > 1 && Character.isHighSurrogate(text.charAt(at - 2))) {
            pairs++;
        }
    }

    private void skipComment() {
        skip();
        skip();
        while (at < text.length()) {
            if (text.charAt(at) == '*' && charAt(at + 1) == '/') {
                skip();
                skip();
                return;
            }
            skip();
        }
        throw malformed();
    }

    private void take(Token.Kind kind, int length) {
        at += length;
        add(new Token(kind, text.substring(start, at), place(length)));
    }

    private void scanOperator(char c) {
        char next = charAt(at + 1);
        switch (c) {
            case '+', '-', '/', '%', '=', '@' -> take(Token.Kind.OPERATOR, 1);
            case '<' -> {
                if (next == '<') {
                    take(Token.Kind.LEFT_DOUBLE_ANGLE_BRACKET, 2);
                } else {
                    take(Token.Kind.OPERATOR, next == '=' || next == '>' ? 2 : 1);
                }
            }
            case '>' -> {
                if (next == '>') {
                    take(Token.Kind.RIGHT_DOUBLE_ANGLE_BRACKET, 2);
                } else {
                    take(Token.Kind.OPERATOR, next == '=' ? 2 : 1);
                }
            }
            case '|' -> takePair(next == '|', "||");
            case '!' -> takePair(next == '=', "<>");
            default -> throw malformed();
        }
    }

    private void takePair(boolean complete, String operator) {
        if (!complete) {
            throw malformed();
        }
        at += 2;
        add(new Token(Token.Kind.OPERATOR, operator, place(2)));
    }

    private void scanWord() {
        while (isNameStart(charAt(at)) || isDigit(charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        add(Words.token(word, word.toLowerCase(Locale.ROOT), place(at - start)));
    }

    private void scanNumber() {
        skipDigits();
        if (charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (charAt(at) == 'e' || charAt(at) == 'E') {
            at++;
            if (charAt(at) == '+' || charAt(at) == '-') {
                at++;
            }
            if (!isDigit(charAt(at))) {
                throw malformed();
            }
            skipDigits();
        }
        String number = text.substring(start, at);
        try {
            add(new Token(Token.Kind.NUMBER, number, new BigDecimal(number), place(at - start)));
        } catch (NumberFormatException e) {
            throw ItemException.causedBy(e, ErrorCode.STATEMENT_MALFORMED, "");
        }
    }

    private void skipDigits() {
        while (isDigit(charAt(at))) {
            at++;
        }
    }

    private void scanQuoted(char quote, Token.Kind kind) {
        int startLine = line;
        StringBuilder content = new StringBuilder();
        skip();
        while (at < text.length()) {
            char c = text.charAt(at);
            skip();
            if (c != quote) {
                content.append(c);
            } else if (charAt(at) == quote && at < text.length()) {
                content.append(c);
                skip();
            } else {
                add(new Token(kind, content.toString(), new Place(startLine, startColumn, characters())));
                return;
            }
        }
        throw malformed();
    }

    private int characters() {
        return text.codePointCount(start, at);
    }

    private void scanIon() {
        int startLine = line;
        skip();
        int contentStart = at;
        int end = IonLiteral.end(text, at);
        if (end < 0) {
            throw malformed();
        }
        while (at <= end) {
            skip();
        }
        String type = IonLiteral.type(text.substring(contentStart, end));
        if (type.isEmpty()) {
            throw malformed();
        }
        add(new Token(Token.Kind.ION, text.substring(start, at), new Place(startLine, startColumn, characters())));
    }

    /** Adds a token, or makes one of several words of it and the words before. */
    private void add(Token token) {
        Token added = token;
        for (int words = Words.endsMerged(token) ? Words.MERGED_MAX : 1; words > 1; words--) {
            int first = tokens.size() - words + 1;
            if (first < 0) {
                continue;
            }
            List<Token> chain = new ArrayList<>(tokens.subList(first, tokens.size()));
            Place place = chain.get(0).place();
            chain.add(added);
            String merged = Words.merged(chain);
            if (merged != null) {
                tokens.subList(first, tokens.size()).clear();
                added = new Token(Words.isOperator(merged) ? Token.Kind.OPERATOR : Token.Kind.KEYWORD, merged, place);
            }
        }
        tokens.add(added);
    }
}
