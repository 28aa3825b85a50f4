package io.itemql.sql.parse;

import java.util.Locale;

/** Finds the keyword that a misspelt word was meant to be. */
final class Spelling {
    /** The keywords that statements are built of; rare ones would only give wrong guesses. */
    private static final String[] KEYWORDS = {
        "SELECT",
        "FROM",
        "WHERE",
        "ORDER",
        "GROUP",
        "HAVING",
        "LIMIT",
        "OFFSET",
        "INSERT",
        "UPSERT",
        "INTO",
        "VALUES",
        "VALUE",
        "UPDATE",
        "REMOVE",
        "DELETE",
        "RETURNING",
        "CREATE",
        "TABLE",
        "INDEX",
        "ALTER",
        "EXPLAIN",
        "ANALYZE",
        "BETWEEN",
        "EXISTS",
        "DISTINCT",
        "UNION",
        "INNER",
        "OUTER",
        "JOIN",
        "MISSING",
        "PARTITION",
        "PROJECTION",
        "CHECKPOINT",
        "BACKUP",
        "COPY",
        "RESTORE",
        "SHUTDOWN",
        "COMMIT",
        "ROLLBACK",
        "TRUNCATE"
    };

    private static final int LENGTH_MIN = 4;

    private Spelling() {}

    /** Returns the keyword that differs from the word by one slip, or null; a keyword itself is no slip. */
    static String keywordLike(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        for (String keyword : KEYWORDS) {
            if (keyword.equals(upper)) {
                return null;
            }
        }
        for (String keyword : KEYWORDS) {
            if (Math.min(upper.length(), keyword.length()) >= LENGTH_MIN && isOneSlip(upper, keyword)) {
                return keyword;
            }
        }
        return null;
    }

    /** One letter too many, too few, wrong, or two swapped. */
    private static boolean isOneSlip(String word, String keyword) {
        int difference = word.length() - keyword.length();
        if (Math.abs(difference) > 1) {
            return false;
        }
        int i = 0;
        int shorter = Math.min(word.length(), keyword.length());
        while (i < shorter && word.charAt(i) == keyword.charAt(i)) {
            i++;
        }
        if (difference == 1) {
            return word.substring(i + 1).equals(keyword.substring(i));
        }
        if (difference == -1) {
            return word.substring(i).equals(keyword.substring(i + 1));
        }
        if (word.substring(i + 1).equals(keyword.substring(i + 1))) {
            return true;
        }
        return i + 1 < shorter
                && word.charAt(i) == keyword.charAt(i + 1)
                && word.charAt(i + 1) == keyword.charAt(i)
                && word.substring(i + 2).equals(keyword.substring(i + 2));
    }
}
