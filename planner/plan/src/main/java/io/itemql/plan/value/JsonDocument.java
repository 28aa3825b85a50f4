package io.itemql.plan.value;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value: objects become maps, arrays lists, numbers exact numbers. Strict, as RFC 8259 has it: no comments,
 * no trailing commas, no name twice in one object. Reads one text, in one thread.
 */
public final class JsonDocument {
    /** More than an item can hold, so that only absurd texts end here. */
    private static final int DEPTH_MAX = 100;

    private final String text;
    private int at;
    private int depth;

    private JsonDocument(String text) {
        this.text = text;
    }

    /**
     * The value that a text spells.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_JSON}, or with the range error of a number
     */
    public static AttributeValue parse(String text) {
        JsonDocument document = new JsonDocument(text);
        AttributeValue value = document.value();
        document.skipBlanks();
        if (document.at < text.length()) {
            throw document.wrong("nothing");
        }
        return value;
    }

    private AttributeValue value() {
        skipBlanks();
        if (at == text.length()) {
            throw wrong("a value");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> new StringValue(string());
            case 't' -> word("true", BoolValue.TRUE);
            case 'f' -> word("false", BoolValue.FALSE);
            case 'n' -> word("null", NullValue.NULL);
            default -> number();
        };
    }

    private MapValue map() {
        enter();
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        skipBlanks();
        if (peek() == '}') {
            leave();
            return new MapValue(entries);
        }
        do {
            skipBlanks();
            if (peek() != '"') {
                throw wrong("a name in double quotes");
            }
            int start = at;
            String name = string();
            skipBlanks();
            expect(':');
            if (entries.put(name, value()) != null) {
                throw new ItemException(
                        ErrorCode.INVALID_JSON,
                        "the name \"" + name + "\" at position " + (start + 1) + " comes twice");
            }
            skipBlanks();
        } while (next(','));
        expect('}');
        depth--;
        return new MapValue(entries);
    }

    private ListValue list() {
        enter();
        List<AttributeValue> elements = new ArrayList<>();
        skipBlanks();
        if (peek() == ']') {
            leave();
            return new ListValue(elements);
        }
        do {
            elements.add(value());
            skipBlanks();
        } while (next(','));
        expect(']');
        depth--;
        return new ListValue(elements);
    }

    private void enter() {
        at++;
        if (++depth > DEPTH_MAX) {
            throw new ItemException(ErrorCode.NESTING_TOO_DEEP);
        }
    }

    private void leave() {
        at++;
        depth--;
    }

    private AttributeValue word(String word, AttributeValue value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return value;
    }

    private NumberValue number() {
        int start = at;
        next('-');
        if (!next('0')) {
            digits();
        }
        if (next('.')) {
            digits();
        }
        if (next('e') || next('E')) {
            if (!next('+')) {
                next('-');
            }
            digits();
        }
        return NumberValue.parse(text.substring(start, at));
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong(start == 0 || depth == 0 ? "an object" : "a value");
        }
    }

    private String string() {
        at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = peek();
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c < ' ') {
                throw wrong("the end of the text in double quotes");
            }
            at++;
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> {
                at--;
                throw wrong("one of \" \\ / b f n r t u behind a backslash");
            }
        };
    }

    private char hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw wrong("four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    /** The next character; 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean next(char c) {
        if (peek() != c || at == text.length()) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) {
        if (!next(c)) {
            throw wrong("'" + c + "'");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private ItemException wrong(String expected) {
        String seen = at < text.length() ? "'" + text.charAt(at) + "'" : "its end";
        return new ItemException(
                ErrorCode.INVALID_JSON, "at position " + (at + 1) + " there is " + seen + " instead of " + expected);
    }
}
