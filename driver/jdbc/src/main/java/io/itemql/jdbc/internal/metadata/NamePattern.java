package io.itemql.jdbc.internal.metadata;

/**
 * A pattern of names as {@code DatabaseMetaData} takes them: {@code %} stands for any characters, {@code _} for one, a
 * backslash before either for itself; {@code null} stands for every name. Names are case-sensitive.
 */
final class NamePattern {
    /** What stands before a {@code %} or {@code _} that means itself. */
    static final char ESCAPE = '\\';

    private final String pattern;

    NamePattern(String pattern) {
        this.pattern = pattern;
    }

    boolean matches(String name) {
        return pattern == null || matches(name, 0, 0);
    }

    private boolean matches(String name, int nameFrom, int patternFrom) {
        int at = nameFrom;
        for (int p = patternFrom; p < pattern.length(); p++) {
            char c = pattern.charAt(p);
            if (c == '%') {
                return matchesRest(name, at, p + 1);
            }
            boolean any = c == '_';
            if (c == ESCAPE && p + 1 < pattern.length()) {
                p++;
                c = pattern.charAt(p);
            }
            if (at >= name.length() || (!any && name.charAt(at) != c)) {
                return false;
            }
            at++;
        }
        return at == name.length();
    }

    private boolean matchesRest(String name, int nameFrom, int patternFrom) {
        for (int at = nameFrom; at <= name.length(); at++) {
            if (matches(name, at, patternFrom)) {
                return true;
            }
        }
        return false;
    }
}
