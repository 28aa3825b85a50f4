package io.itemql.sql.parse;

/** The smallest parts of a statement's text, for reading it without the generated scanner. */
final class Characters {
    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '$'
                || (c > 127 && Character.isLetter(c));
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || (c > 127 && Character.isDigit(c));
    }

    static int skipBlanks(char[] text, int at) {
        int i = at;
        while (i < text.length && text[i] <= ' ') {
            i++;
        }
        return i;
    }

    /** Returns the place behind the quote that closes the one at {@code at}, or -1; a doubled quote closes nothing. */
    static int closing(char[] text, int at, char quote) {
        int i = at + 1;
        while (i < text.length) {
            if (text[i] != quote) {
                i++;
            } else if (i + 1 < text.length && text[i + 1] == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    /** Returns the place behind digits with at most one point among them. */
    static int endOfDecimal(char[] text, int at) {
        int i = endOfDigits(text, at);
        return i < text.length && text[i] == '.' ? endOfDigits(text, i + 1) : i;
    }

    /** Returns the place behind an exponent, or {@code at} if there is none. */
    static int endOfExponent(char[] text, int at) {
        if (at == text.length || (text[at] | 0x20) != 'e') {
            return at;
        }
        int i = at + 1;
        if (i < text.length && (text[i] == '-' || text[i] == '+')) {
            i++;
        }
        return endOfDigits(text, i);
    }

    private static int endOfDigits(char[] text, int at) {
        int i = at;
        while (i < text.length && isDigit(text[i])) {
            i++;
        }
        return i;
    }

    static boolean startsNumber(char[] text, int at) {
        if (at < text.length && text[at] == '.') {
            return at + 1 < text.length && isDigit(text[at + 1]);
        }
        return at < text.length && isDigit(text[at]);
    }

    /** Whether an item, a bag of items or a parameter follows: the word before was INSERT's VALUE, not a name. */
    static boolean startsItem(char[] text, int at) {
        int next = skipBlanks(text, at);
        return next < text.length && (text[next] == '{' || text[next] == '<' || text[next] == '?');
    }

    /** Whether the brace at {@code at} opens a tuple; before a word it opens a JDBC escape. */
    static boolean startsTuple(char[] text, int at) {
        int next = skipBlanks(text, at + 1);
        return next < text.length && (text[next] == '\'' || text[next] == '}');
    }
}
