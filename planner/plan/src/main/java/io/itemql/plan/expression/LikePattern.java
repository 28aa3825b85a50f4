package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.Arrays;

/**
 * A pattern of LIKE, taken apart. Matches by the usual two-finger walk: on a mismatch go back to the last {@code %} and
 * let it take one more code point, so the time is at most the product of the two lengths.
 */
public final class LikePattern {
    private static final int ANY_ONE = -1;
    private static final int ANY_SEQUENCE = -2;

    /** Code points to match, or one of the two wildcards. */
    private final int[] tokens;

    private LikePattern(int[] tokens) {
        this.tokens = tokens;
    }

    /** A pattern without an escape character. */
    public static LikePattern of(String pattern) {
        return new LikePattern(pattern.codePoints()
                .map(character -> wildcard(character, character))
                .toArray());
    }

    /**
     * A pattern with an escape character.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_ESCAPE} if the escape is not one character, or stands before
     *     another one than a wildcard or itself
     */
    public static LikePattern of(String pattern, String escape) {
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw new ItemException(ErrorCode.INVALID_ESCAPE, "'" + pattern + "' ESCAPE '" + escape + "'");
        }
        int escapeCharacter = escape.codePointAt(0);
        int[] characters = pattern.codePoints().toArray();
        int[] tokens = new int[characters.length];
        int count = 0;
        int i = 0;
        while (i < characters.length) {
            int character = characters[i++];
            if (character != escapeCharacter) {
                tokens[count++] = wildcard(character, character);
                continue;
            }
            boolean escapable = i < characters.length
                    && (characters[i] == escapeCharacter || characters[i] == '%' || characters[i] == '_');
            if (!escapable) {
                throw new ItemException(ErrorCode.INVALID_ESCAPE, "'" + pattern + "' ESCAPE '" + escape + "'");
            }
            tokens[count++] = characters[i++];
        }
        return new LikePattern(Arrays.copyOf(tokens, count));
    }

    private static int wildcard(int character, int otherwise) {
        return switch (character) {
            case '%' -> ANY_SEQUENCE;
            case '_' -> ANY_ONE;
            default -> otherwise;
        };
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int at = 0;
        int token = 0;
        int retryToken = -1;
        int retryAt = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (token < tokens.length && tokens[token] == ANY_SEQUENCE) {
                retryToken = ++token;
                retryAt = at;
            } else if (token < tokens.length && (tokens[token] == ANY_ONE || tokens[token] == character)) {
                token++;
                at += Character.charCount(character);
            } else if (retryToken >= 0) {
                retryAt += Character.charCount(text.codePointAt(retryAt));
                at = retryAt;
                token = retryToken;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY_SEQUENCE) {
            token++;
        }
        return token == tokens.length;
    }

    /** What every matching text begins with; may be empty. */
    public String prefix() {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < tokens.length && tokens[i] >= 0; i++) {
            prefix.appendCodePoint(tokens[i]);
        }
        return prefix.toString();
    }

    /**
     * True if exactly the texts that begin with {@link #prefix()} match: its only wildcard is one {@code %} at the end.
     */
    public boolean isPrefix() {
        if (tokens.length == 0 || tokens[tokens.length - 1] != ANY_SEQUENCE) {
            return false;
        }
        for (int i = 0; i < tokens.length - 1; i++) {
            if (tokens[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
