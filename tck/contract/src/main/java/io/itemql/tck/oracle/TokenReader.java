package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.List;

/** Walks over the tokens of one statement and counts its parameters. */
final class TokenReader {
    private final List<Token> tokens;
    private int at;
    private int parameters;

    TokenReader(String statement) {
        this.tokens = Lexer.tokens(statement);
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    /** The number of the parameter that is being read, from 0. */
    int nextParameter() {
        return parameters++;
    }

    boolean atWord(String word) {
        return peek().isWord(word);
    }

    boolean atSymbol(String symbol) {
        return peek().isSymbol(symbol);
    }

    boolean takeWord(String word) {
        if (peek().isWord(word)) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes all of the given words, or none. */
    boolean takeWords(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean takeSymbol(String symbol) {
        if (peek().isSymbol(symbol)) {
            at++;
            return true;
        }
        return false;
    }

    void expectWord(String word) {
        if (!takeWord(word)) {
            throw unreadable();
        }
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw unreadable();
        }
    }

    /** A name: any word, or a quoted name. */
    String expectName() {
        Token token = next();
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED_NAME) {
            at--;
            throw unreadable();
        }
        return token.text();
    }

    /** The refusal of a statement that goes on in a way which this evaluator does not read. */
    ItemException unreadable() {
        Token token = peek();
        return new ItemException(
                ErrorCode.UNSUPPORTED,
                "'" + token.text() + "' at character " + token.offset(),
                " by the naive evaluator");
    }
}
