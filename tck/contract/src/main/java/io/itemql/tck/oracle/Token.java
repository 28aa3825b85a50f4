package io.itemql.tck.oracle;

import java.util.Locale;

/**
 * One token of a statement.
 *
 * @param kind what it is
 * @param text a word as written, the content of a quoted name or text, the digits of a number, or a symbol
 * @param offset where it starts in the statement
 */
record Token(Kind kind, String text, int offset) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        BINARY,
        NUMBER,
        SYMBOL,
        END
    }

    /** True for an unquoted word, whatever its case. */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
