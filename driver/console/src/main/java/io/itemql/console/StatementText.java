package io.itemql.console;

import java.util.Optional;

/**
 * Collects lines until a statement is complete: a semicolon at the end of a line, outside of texts, quoted names and
 * comments. Several statements on one line come one by one.
 */
final class StatementText {
    private enum Within {
        NOTHING,
        TEXT,
        NAME,
        BACKTICKS,
        BLOCK_COMMENT
    }

    private final StringBuilder text = new StringBuilder();
    private int scanned;
    private Within within = Within.NOTHING;

    void add(String line) {
        text.append(line).append('\n');
    }

    /** True if nothing but blanks was added since the last statement. */
    boolean isBlank() {
        return text.toString().isBlank();
    }

    /** True if a text, a quoted name or a comment is open, so that the next line goes on with it. */
    boolean isWithin() {
        return within != Within.NOTHING;
    }

    void clear() {
        text.setLength(0);
        scanned = 0;
        within = Within.NOTHING;
    }

    /** The next complete statement without its semicolon. */
    Optional<String> take() {
        while (scanned < text.length()) {
            char c = text.charAt(scanned);
            if (within == Within.NOTHING && c == ';') {
                String statement = text.substring(0, scanned);
                text.delete(0, scanned + 1);
                scanned = 0;
                if (!statement.isBlank()) {
                    return Optional.of(statement);
                }
                continue;
            }
            scanned += step(c);
        }
        return Optional.empty();
    }

    /** What is left at the end of the input, if it is anything. */
    Optional<String> rest() {
        String rest = text.toString();
        clear();
        return rest.isBlank() ? Optional.empty() : Optional.of(rest);
    }

    /**
     * Goes on by one character, or over the two that begin or end a comment, or over a comment to the end of its line.
     */
    private int step(char c) {
        switch (within) {
            case TEXT -> leaveAt(c, '\'');
            case NAME -> leaveAt(c, '"');
            case BACKTICKS -> leaveAt(c, '`');
            case BLOCK_COMMENT -> {
                if (startsWith("*/")) {
                    within = Within.NOTHING;
                    return 2;
                }
            }
            case NOTHING -> {
                return enter(c);
            }
        }
        return 1;
    }

    private void leaveAt(char c, char quote) {
        if (c == quote) {
            within = Within.NOTHING;
        }
    }

    private int enter(char c) {
        if (startsWith("--")) {
            int end = text.indexOf("\n", scanned);
            return (end < 0 ? text.length() : end) - scanned;
        }
        if (startsWith("/*")) {
            within = Within.BLOCK_COMMENT;
            return 2;
        }
        within = switch (c) {
            case '\'' -> Within.TEXT;
            case '"' -> Within.NAME;
            case '`' -> Within.BACKTICKS;
            default -> Within.NOTHING;
        };
        return 1;
    }

    private boolean startsWith(String prefix) {
        return text.length() >= scanned + prefix.length()
                && text.substring(scanned, scanned + prefix.length()).equals(prefix);
    }
}
