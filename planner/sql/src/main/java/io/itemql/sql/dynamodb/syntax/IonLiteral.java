package io.itemql.sql.dynamodb.syntax;

import java.util.regex.Pattern;

/** Literals in back-ticks. The service reads them only to name their type when it refuses them. */
final class IonLiteral {
    private static final Pattern INT = Pattern.compile("-?(0|[1-9][0-9_]*|0[xX][0-9a-fA-F_]+|0[bB][01_]+)");
    private static final Pattern FLOAT = Pattern.compile("-?[0-9][0-9_]*(\\.[0-9_]*)?[eE][+-]?[0-9]+|nan|[+-]inf");
    private static final Pattern DECIMAL =
            Pattern.compile("-?[0-9][0-9_]*(\\.[0-9_]*)?[dD][+-]?[0-9]+|-?[0-9][0-9_]*\\.[0-9_]*");
    private static final Pattern TIMESTAMP =
            Pattern.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?T.*|[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*|'([^'\\\\]|\\\\.)*'");
    private static final Pattern NULL = Pattern.compile("null(\\.[a-z]+)?");

    private IonLiteral() {}

    /** Where the closing back-tick of a literal is whose content starts at {@code from}; -1 if there is none. */
    static int end(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '`') {
                return at;
            }
            at = switch (c) {
                case '"' -> behind(text, at + 1, "\"", true);
                case '\'' ->
                    text.startsWith("'''", at) ? behind(text, at + 3, "'''", true) : behind(text, at + 1, "'", true);
                case '{' -> text.startsWith("{{", at) ? behind(text, at + 2, "}}", false) : at + 1;
                case '/' -> behindComment(text, at);
                default -> at + 1;
            };
            if (at < 0) {
                return -1;
            }
        }
        return -1;
    }

    private static int behindComment(String text, int at) {
        if (text.startsWith("/*", at)) {
            return behind(text, at + 2, "*/", false);
        }
        return text.startsWith("//", at) ? behind(text, at + 2, "\n", false) : at + 1;
    }

    private static int behind(String text, int from, String closing, boolean escapes) {
        int at = from;
        while (at < text.length()) {
            if (text.startsWith(closing, at)) {
                return at + closing.length();
            }
            at += escapes && text.charAt(at) == '\\' ? 2 : 1;
        }
        return -1;
    }

    /** The name of the type of one value; the empty text if the content is none. */
    static String type(String content) {
        String value = content.strip();
        if (value.isEmpty()) {
            return "";
        }
        return switch (value.charAt(0)) {
            case '"' -> value.length() > 1 && value.endsWith("\"") ? "STRING" : "";
            case '[' -> value.endsWith("]") ? "LIST" : "";
            case '(' -> value.endsWith(")") ? "SEXP" : "";
            case '{' -> braced(value);
            default -> word(value);
        };
    }

    private static String braced(String value) {
        if (!value.startsWith("{{")) {
            return value.endsWith("}") ? "STRUCT" : "";
        }
        if (!value.endsWith("}}") || value.length() < 4) {
            return "";
        }
        String inner = value.substring(2, value.length() - 2).strip();
        return inner.startsWith("\"") || inner.startsWith("'''") ? "CLOB" : "BLOB";
    }

    private static String word(String value) {
        if (NULL.matcher(value).matches()) {
            return "NULL";
        }
        if (value.equals("true") || value.equals("false")) {
            return "BOOL";
        }
        if (value.startsWith("'''")) {
            return "STRING";
        }
        if (FLOAT.matcher(value).matches()) {
            return "FLOAT";
        }
        if (TIMESTAMP.matcher(value).matches()) {
            return "TIMESTAMP";
        }
        if (INT.matcher(value).matches()) {
            return "INT";
        }
        if (DECIMAL.matcher(value).matches()) {
            return "DECIMAL";
        }
        return SYMBOL.matcher(value).matches() ? "SYMBOL" : "";
    }
}
