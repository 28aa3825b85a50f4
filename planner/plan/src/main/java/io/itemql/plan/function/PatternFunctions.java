package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Function;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Functions of regular expressions in Java's syntax. Flags: {@code i} any case, {@code m} lines, {@code s} a dot
 * matches line ends, {@code g} is accepted because all matches are replaced anyway. In a replacement,
 * {@code \\1} and {@code $1} are the first group.
 */
final class PatternFunctions {
    /** A group as SQL writes it in a replacement. */
    private static final Pattern GROUP = Pattern.compile("\\\\(\\d)");

    private record Key(String regex, int flags) {}

    private PatternFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.strict(
                        "REGEXP_LIKE",
                        2,
                        3,
                        ColumnType.BOOLEAN,
                        (a, e) -> BoolValue.of(
                                matcher(a, a.length > 2 ? a[2] : null, e).find())),
                Function.strict("REGEXP_REPLACE", 2, 4, ColumnType.VARCHAR, (a, e) -> replaced(a, e)),
                Function.strict("REGEXP_SUBSTR", 2, 3, ColumnType.VARCHAR, (a, e) -> found(a, e)),
                Function.strict("REGEXP_INSTR", 2, 3, ColumnType.BIGINT, (a, e) -> place(a, e)),
                Function.strict("REGEXP_COUNT", 2, 3, ColumnType.BIGINT, (a, e) -> count(a, e)),
                Function.strict("REGEXP_MATCH", 2, 3, ColumnType.VARCHAR, (a, e) -> groups(a, e)),
                Function.strict("REGEXP_SPLIT_TO_ARRAY", 2, 3, ColumnType.VARCHAR, (a, e) -> split(a, e)));
    }

    /** The matcher of a text and a pattern, with flags as third argument. */
    private static Matcher matcher(Value[] a, Evaluation evaluation) {
        return matcher(a, a.length > 2 ? a[2] : null, evaluation);
    }

    private static Value found(Value[] a, Evaluation evaluation) {
        Matcher matcher = matcher(a, evaluation);
        return matcher.find() ? new StringValue(matcher.group()) : NullValue.NULL;
    }

    /** Where the first match begins, from 1; 0 for none. */
    private static Value place(Value[] a, Evaluation evaluation) {
        Matcher matcher = matcher(a, evaluation);
        String text = TextFunctions.string(a[0]);
        return matcher.find() ? NumberValue.of(text.codePointCount(0, matcher.start()) + 1L) : NumberValue.ZERO;
    }

    private static Value count(Value[] a, Evaluation evaluation) {
        return NumberValue.of(matcher(a, evaluation).results().count());
    }

    /** The groups of the first match, or the match where the pattern has none; NULL for no match. */
    private static Value groups(Value[] a, Evaluation evaluation) {
        Matcher matcher = matcher(a, evaluation);
        if (!matcher.find()) {
            return NullValue.NULL;
        }
        List<AttributeValue> groups = new ArrayList<>();
        for (int i = Math.min(1, matcher.groupCount()); i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i) == null ? NullValue.NULL : new StringValue(matcher.group(i)));
        }
        return new ListValue(groups);
    }

    private static Value split(Value[] a, Evaluation evaluation) {
        List<AttributeValue> parts = new ArrayList<>();
        for (String part : matcher(a, evaluation).pattern().split(TextFunctions.string(a[0]), -1)) {
            parts.add(new StringValue(part));
        }
        return new ListValue(parts);
    }

    private static Value replaced(Value[] a, Evaluation evaluation) {
        Matcher matcher = matcher(a, a.length > 3 ? a[3] : null, evaluation);
        try {
            return new StringValue(matcher.replaceAll(
                    a.length > 2 ? GROUP.matcher(TextFunctions.string(a[2])).replaceAll("\\$$1") : ""));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw ItemException.causedBy(
                    e, ErrorCode.INVALID_REGEX, "replacement '" + TextFunctions.string(a[2]) + "'", e.getMessage());
        }
    }

    private static Matcher matcher(Value[] a, Value flags, Evaluation evaluation) {
        Key key = new Key(TextFunctions.string(a[1]), flags(flags));
        Pattern pattern = evaluation.compiled(key, Pattern.class, () -> compiled(key.regex, key.flags));
        return pattern.matcher(TextFunctions.string(a[0]));
    }

    private static Pattern compiled(String regex, int flags) {
        try {
            return Pattern.compile(regex, flags);
        } catch (PatternSyntaxException e) {
            throw ItemException.causedBy(e, ErrorCode.INVALID_REGEX, "'" + regex + "'", e.getDescription());
        }
    }

    private static int flags(Value value) {
        int flags = 0;
        String letters = value == null ? "" : TextFunctions.string(value);
        for (int i = 0; i < letters.length(); i++) {
            flags |= switch (letters.charAt(i)) {
                case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'c', 'g' -> 0;
                default ->
                    throw new ItemException(
                            ErrorCode.FUNCTION_ARGUMENT, "Unknown flag of a regular expression: " + letters.charAt(i));
            };
        }
        return flags;
    }
}
