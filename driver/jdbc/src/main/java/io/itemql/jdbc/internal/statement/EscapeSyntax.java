package io.itemql.jdbc.internal.statement;

import java.util.Locale;
import java.util.Set;

/**
 * JDBC's escapes that are nothing but brackets around SQL: {@code {oj …}}, {@code {escape '\'}}, {@code {limit …}}.
 * Their brackets, and the word {@code oj}, become blanks (so do those of {@code {fn EXTRACT(…)}} and the like), so that
 * every other character keeps its place and messages name the right column. {@code {fn …}}, {@code {d …}},
 * {@code {t …}} and {@code {ts …}} are the parser's own, and PartiQL's tuples {@code {'a': 1}} are left alone. Texts,
 * quoted names and comments are skipped.
 */
public final class EscapeSyntax {
    /** Functions whose arguments are no plain list, or that have no brackets: SQL's own form within the escape. */
    private static final Set<String> SPELLED_AS_IN_SQL = Set.of(
            "CAST",
            "CURRENT_DATE",
            "CURRENT_TIME",
            "CURRENT_TIMESTAMP",
            "EXTRACT",
            "POSITION",
            "TIMESTAMPADD",
            "TIMESTAMPDIFF",
            "TRIM");

    private final String sql;
    private final char[] text;
    private int at;

    private EscapeSyntax(String sql) {
        this.sql = sql;
        this.text = sql.toCharArray();
    }

    /** The statement without these escapes. */
    public static String translate(String sql) {
        if (sql.indexOf('{') < 0) {
            return sql;
        }
        EscapeSyntax syntax = new EscapeSyntax(sql);
        syntax.translateUntil(false);
        return new String(syntax.text);
    }

    /** Goes on to the end, or to the bracket that closes the current one. */
    private void translateUntil(boolean bracket) {
        while (at < text.length) {
            char c = sql.charAt(at);
            if (c == '}' && bracket) {
                return;
            }
            if (c == '{') {
                translateBracket();
            } else if (!skipQuotedOrComment(c)) {
                at++;
            }
        }
    }

    private void translateBracket() {
        int open = at;
        at++;
        int word = at;
        while (word < text.length && Character.isWhitespace(sql.charAt(word))) {
            word++;
        }
        int end = word;
        while (end < text.length && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        String name = sql.substring(word, end).toLowerCase(Locale.ROOT);
        boolean separated = end < text.length && (Character.isWhitespace(sql.charAt(end)) || sql.charAt(end) == '\'');
        boolean dropsWord = name.equals("oj") || (name.equals("fn") && SPELLED_AS_IN_SQL.contains(wordAt(end)));
        boolean escape = separated && (dropsWord || name.equals("escape") || name.equals("limit"));
        translateUntil(true);
        if (escape && at < text.length && !isTuple(end)) {
            text[open] = ' ';
            text[at] = ' ';
            if (dropsWord) {
                text[word] = ' ';
                text[word + 1] = ' ';
            }
        }
        at++;
    }

    /** The next word, in upper case. */
    private String wordAt(int from) {
        int start = from;
        while (start < text.length && Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < text.length && (Character.isLetter(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return sql.substring(start, end).toUpperCase(Locale.ROOT);
    }

    /** A name with a colon behind it is a tuple's attribute, whatever the name. */
    private boolean isTuple(int from) {
        int next = from;
        while (next < text.length && Character.isWhitespace(sql.charAt(next))) {
            next++;
        }
        return next < text.length && sql.charAt(next) == ':';
    }

    /** Skips a text, a quoted name or a comment that begins here; false if none does. */
    private boolean skipQuotedOrComment(char c) {
        if (c == '\'' || c == '"' || c == '`') {
            int close = sql.indexOf(c, at + 1);
            at = close < 0 ? text.length : close + 1;
            return true;
        }
        if (sql.startsWith("--", at)) {
            int close = sql.indexOf('\n', at);
            at = close < 0 ? text.length : close + 1;
            return true;
        }
        if (sql.startsWith("/*", at)) {
            int close = sql.indexOf("*/", at + 2);
            at = close < 0 ? text.length : close + 2;
            return true;
        }
        return false;
    }
}
