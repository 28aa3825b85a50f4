package io.itemql.sql.dynamodb.syntax;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A position in the tokens of a statement, with what every part of the grammar asks of it. */
final class TokenReader {
    /** Deeper statements would fill the stack of a thread. */
    private static final int DEPTH_MAX = 400;

    private final List<Token> tokens;
    private int at;
    private int depth;
    private int parameters;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The statement is malformed; the detail is the service's. */
    static ItemException malformed(String detail) {
        return new ItemException(ErrorCode.STATEMENT_MALFORMED, detail);
    }

    Token head() {
        return ahead(0);
    }

    Token ahead(int count) {
        return tokens.get(Math.min(at + count, tokens.size() - 1));
    }

    Token take() {
        Token token = head();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    /** The number of the parameter that is next, from 0. */
    int nextParameter() {
        return parameters++;
    }

    int parameterCount() {
        return parameters;
    }

    /** How many tokens are left, the end included. */
    int remaining() {
        return tokens.size() - at;
    }

    int position() {
        return at;
    }

    /** The tokens from a position to here, one blank apart. */
    String sourceFrom(int position) {
        StringBuilder source = new StringBuilder();
        for (Token token : tokens.subList(position, at)) {
            source.append(source.isEmpty() ? "" : " ").append(Printer.token(token));
        }
        return source.toString();
    }

    boolean isAtEnd() {
        return head().kind() == Token.Kind.END
                || (head().kind() == Token.Kind.SEMICOLON && ahead(1).kind() == Token.Kind.END);
    }

    /** Takes a keyword if it is next. */
    boolean takes(String word) {
        if (head().is(word)) {
            take();
            return true;
        }
        return false;
    }

    boolean takes(Token.Kind kind) {
        if (head().kind() == kind) {
            take();
            return true;
        }
        return false;
    }

    void expect(Token.Kind kind) {
        if (!takes(kind)) {
            throw malformed("Expected " + kind);
        }
    }

    void expectWord(String word) {
        if (!takes(word)) {
            throw malformed("Expected " + word.toUpperCase(Locale.ROOT) + " keyword");
        }
    }

    /** One or more parts with commas between them. */
    <T> List<T> commaList(Supplier<T> part) {
        List<T> parts = new ArrayList<>();
        do {
            parts.add(part.get());
        } while (takes(Token.Kind.COMMA));
        return parts;
    }

    /** Reads a part that may hold parts like itself. */
    <T> T nested(Supplier<T> part) {
        if (++depth > DEPTH_MAX) {
            throw malformed("The statement is nested too deeply");
        }
        try {
            return part.get();
        } finally {
            depth--;
        }
    }
}
