package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ItemSize;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.ValueText;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Functions of texts. Lengths and positions count code points; positions start at 1. */
final class TextFunctions {
    /** No text function makes a text longer than this; a REPEAT by mistake must not take the whole heap. */
    private static final int CHARACTERS_MAX = 16 << 20;

    private TextFunctions() {}

    static List<Function> all() {
        return List.of(
                text("UPPER", 1, 1, (a, e) -> of(string(a[0]).toUpperCase(Locale.ROOT))),
                text("LOWER", 1, 1, (a, e) -> of(string(a[0]).toLowerCase(Locale.ROOT))),
                whole("CHAR_LENGTH", 1, 1, (a, e) -> NumberValue.of(length(string(a[0])))),
                whole("OCTET_LENGTH", 1, 1, (a, e) -> NumberValue.of(octets(a[0]))),
                text("SUBSTRING", 2, 3, (a, e) -> substring(a)),
                text("TRIM", 1, 2, (a, e) -> of(trimmed(a, true, true))),
                text("LTRIM", 1, 2, (a, e) -> of(trimmed(a, true, false))),
                text("RTRIM", 1, 2, (a, e) -> of(trimmed(a, false, true))),
                whole("POSITION", 2, 3, (a, e) -> position(a)),
                text("REPLACE", 3, 3, (a, e) -> replaced(a)),
                text("OVERLAY", 3, 4, (a, e) -> overlaid(string(a[0]), string(a[1]), a[2], a.length > 3 ? a[3] : null)),
                text("INSERT", 4, 4, (a, e) -> overlaid(string(a[0]), string(a[3]), a[1], a[2])),
                text("TRANSLATE", 3, 3, (a, e) -> of(translated(string(a[0]), string(a[1]), string(a[2])))),
                text("SPACE", 1, 1, (a, e) -> repeated(new Value[] {of(" "), a[0]})),
                whole("BIT_LENGTH", 1, 1, (a, e) -> NumberValue.of(8L * octets(a[0]))),
                whole("STRPOS", 2, 2, (a, e) -> position(new Value[] {a[1], a[0]})),
                Function.lenient("CONCAT_WS", 2, Arity.ANY_NUMBER, ColumnType.VARCHAR, (a, e) -> separated(a)),
                Function.lenient("CONCAT", 1, Arity.ANY_NUMBER, ColumnType.VARCHAR, (a, e) -> concatenated(a)),
                text("LEFT", 2, 2, (a, e) -> of(part(string(a[0]), 0, Math.max(0, integer(a[1]))))),
                text("RIGHT", 2, 2, (a, e) -> {
                    String text = string(a[0]);
                    return of(part(text, length(text) - Math.max(0, integer(a[1])), length(text)));
                }),
                text("LPAD", 2, 3, (a, e) -> padded(a, true)),
                text("RPAD", 2, 3, (a, e) -> padded(a, false)),
                text("REPEAT", 2, 2, (a, e) -> repeated(a)),
                text(
                        "REVERSE",
                        1,
                        1,
                        (a, e) -> of(new StringBuilder(string(a[0])).reverse().toString())),
                whole("ASCII", 1, 1, (a, e) -> {
                    String text = string(a[0]);
                    return text.isEmpty() ? NumberValue.ZERO : NumberValue.of(text.codePointAt(0));
                }),
                text("CHR", 1, 1, (a, e) -> character(a[0])),
                text("INITCAP", 1, 1, (a, e) -> of(capitalized(string(a[0])))),
                text("SPLIT_PART", 3, 3, (a, e) -> splitPart(a)),
                Function.strict(
                        "STARTS_WITH",
                        2,
                        2,
                        ColumnType.BOOLEAN,
                        (a, e) -> BoolValue.of(string(a[0]).startsWith(string(a[1])))),
                Function.strict(
                        "ENDS_WITH",
                        2,
                        2,
                        ColumnType.BOOLEAN,
                        (a, e) -> BoolValue.of(string(a[0]).endsWith(string(a[1])))));
    }

    private static Function text(String name, int min, int max, Function.Body body) {
        return Function.strict(name, min, max, ColumnType.VARCHAR, body);
    }

    private static Function whole(String name, int min, int max, Function.Body body) {
        return Function.strict(name, min, max, ColumnType.BIGINT, body);
    }

    static String string(Value value) {
        return ValueText.of(value);
    }

    private static StringValue of(String text) {
        return new StringValue(text);
    }

    /** A whole number, rounded half up and kept within an int. */
    static int integer(Value value) {
        if (!(value instanceof NumberValue number)) {
            throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "A number was expected, not " + ValueText.of(value));
        }
        BigDecimal rounded = number.toBigDecimal().setScale(0, RoundingMode.HALF_UP);
        return rounded.min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .max(BigDecimal.valueOf(-Integer.MAX_VALUE))
                .intValueExact();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static int octets(Value value) {
        return value instanceof BinaryValue bytes ? bytes.length() : ItemSize.ofText(string(value));
    }

    /** The code points from one position to before another, both from 0 and cut to the text. */
    private static String part(String text, int from, int to) {
        int length = length(text);
        int start = Math.min(Math.max(0, from), length);
        int end = Math.min(Math.max(start, to), length);
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    /** As the SQL standard has it: positions before the text count, so SUBSTRING('abc' FROM 0 FOR 2) is 'a'. */
    private static Value substring(Value[] a) {
        String text = string(a[0]);
        long from = integer(a[1]);
        if (a.length == 2) {
            return of(part(text, (int) Math.max(0, from - 1), Integer.MAX_VALUE));
        }
        long count = integer(a[2]);
        if (count < 0) {
            throw new ItemException(ErrorCode.SUBSTRING_ERROR, count);
        }
        long end = Math.min(Integer.MAX_VALUE, Math.max(0, from - 1 + count));
        return of(part(text, (int) Math.max(0, from - 1), (int) end));
    }

    private static String trimmed(Value[] a, boolean start, boolean end) {
        String text = string(a[0]);
        String unwanted = a.length > 1 ? string(a[1]) : " ";
        int from = 0;
        int to = text.length();
        while (start && from < to && unwanted.indexOf(text.codePointAt(from)) >= 0) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (end && to > from && unwanted.indexOf(text.codePointBefore(to)) >= 0) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /** POSITION(part, text [, from]): 0 if it does not occur. */
    private static Value position(Value[] a) {
        String text = string(a[1]);
        int from = a.length > 2 ? Math.max(1, integer(a[2])) : 1;
        if (from > length(text) + 1) {
            return NumberValue.ZERO;
        }
        int found = text.indexOf(string(a[0]), text.offsetByCodePoints(0, from - 1));
        return found < 0 ? NumberValue.ZERO : NumberValue.of(text.codePointCount(0, found) + 1L);
    }

    private static Value replaced(Value[] a) {
        String text = string(a[0]);
        String sought = string(a[1]);
        String replacement = string(a[2]);
        if (sought.isEmpty()) {
            return of(text);
        }
        if (replacement.length() > sought.length()) {
            long most = (long) text.length() / sought.length() * replacement.length();
            checkLength(Math.min(most, text.length() + most), "REPLACE");
        }
        return of(text.replace(sought, replacement));
    }

    /** The text with another one in place of so many characters from a position on, as many as it has if not said. */
    private static Value overlaid(String text, String other, Value position, Value count) {
        int from = integer(position) - 1;
        int replaced = count == null ? length(other) : integer(count);
        if (replaced < 0) {
            throw new ItemException(ErrorCode.SUBSTRING_ERROR, replaced);
        }
        return of(part(text, 0, from) + other + part(text, from + replaced, Integer.MAX_VALUE));
    }

    /** Each character of one list becomes the one at its place in the other; without one there it is left out. */
    private static String translated(String text, String from, String to) {
        int[] sought = from.codePoints().toArray();
        int[] wanted = to.codePoints().toArray();
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(character -> {
            int place = 0;
            while (place < sought.length && sought[place] != character) {
                place++;
            }
            if (place == sought.length) {
                result.appendCodePoint(character);
            } else if (place < wanted.length) {
                result.appendCodePoint(wanted[place]);
            }
        });
        return result.toString();
    }

    /** CONCAT_WS(separator, text, …): NULL and MISSING are left out, a separator that is NULL gives NULL. */
    private static Value separated(Value[] a) {
        String separator = ValueText.of(a[0]);
        if (separator == null) {
            return NullValue.NULL;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < a.length; i++) {
            String text = ValueText.of(a[i]);
            if (text != null) {
                texts.add(text);
            }
        }
        return of(String.join(separator, texts));
    }

    /** NULL and MISSING add nothing, as other databases have it. */
    private static Value concatenated(Value[] a) {
        StringBuilder all = new StringBuilder();
        for (Value value : a) {
            String text = ValueText.of(value);
            if (text != null) {
                all.append(text);
            }
        }
        return of(all.toString());
    }

    private static Value padded(Value[] a, boolean left) {
        String text = string(a[0]);
        int wanted = Math.max(0, integer(a[1]));
        String fill = a.length > 2 ? string(a[2]) : " ";
        int length = length(text);
        if (wanted <= length || fill.isEmpty()) {
            return of(part(text, 0, wanted));
        }
        checkLength(wanted, left ? "LPAD" : "RPAD");
        int fillLength = length(fill);
        int missing = wanted - length;
        String padding = fill.repeat(missing / fillLength) + part(fill, 0, missing % fillLength);
        return of(left ? padding + text : text + padding);
    }

    private static Value repeated(Value[] a) {
        String text = string(a[0]);
        int times = Math.max(0, integer(a[1]));
        checkLength((long) text.length() * times, "REPEAT");
        return of(text.repeat(times));
    }

    private static void checkLength(long characters, String function) {
        if (characters > CHARACTERS_MAX) {
            throw new ItemException(
                    ErrorCode.LIMIT_EXCEEDED,
                    function + " would give a text of " + characters + " characters; at most " + CHARACTERS_MAX
                            + " are allowed");
        }
    }

    private static Value character(Value value) {
        int code = integer(value);
        return Character.isValidCodePoint(code) ? of(Character.toString(code)) : NullValue.NULL;
    }

    private static String capitalized(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            result.appendCodePoint(inWord ? Character.toLowerCase(character) : Character.toTitleCase(character));
            inWord = Character.isLetterOrDigit(character);
        }
        return result.toString();
    }

    /** SPLIT_PART(text, separator, n): the n-th part from 1, from the end if n is negative, '' beyond. */
    private static Value splitPart(Value[] a) {
        String text = string(a[0]);
        String separator = string(a[1]);
        int wanted = integer(a[2]);
        List<String> parts = separator.isEmpty() ? List.of(text) : List.of(text.split(Pattern.quote(separator), -1));
        int index = wanted < 0 ? parts.size() + wanted : wanted - 1;
        return of(index >= 0 && index < parts.size() && wanted != 0 ? parts.get(index) : "");
    }
}
