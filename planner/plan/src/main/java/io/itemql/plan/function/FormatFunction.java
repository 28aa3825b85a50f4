package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NullValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.ValueText;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FORMAT as PostgreSQL has it, and what quotes texts for SQL. In {@code %2$-10s} 2 is the argument, the minus puts blanks
 * behind, 10 is the width ({@code *} takes it from an argument), and the letter says how: {@code s} the text, {@code I} a
 * name, {@code L} a literal.
 */
final class FormatFunction {
    private static final Pattern PLACE =
            Pattern.compile("%(?:%|(?:(\\d+)\\$)?(-*)(?:(\\d+)|(\\*)(?:(\\d+)\\$)?)?([sIL]))");
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    /** Wider than any report, and far from what memory holds. */
    private static final int WIDTH_MAX = 10_000;

    private FormatFunction() {}

    static List<Function> all() {
        return List.of(
                Function.lenient("FORMAT", 1, Arity.ANY_NUMBER, ColumnType.VARCHAR, FormatFunction::formatted),
                Function.strict(
                        "QUOTE_IDENT", 1, 1, ColumnType.VARCHAR, (a, e) -> new StringValue(name(ValueText.of(a[0])))),
                Function.strict(
                        "QUOTE_LITERAL",
                        1,
                        1,
                        ColumnType.VARCHAR,
                        (a, e) -> new StringValue(literal(ValueText.of(a[0])))),
                Function.lenient(
                        "QUOTE_NULLABLE",
                        1,
                        1,
                        ColumnType.VARCHAR,
                        (a, e) -> new StringValue(literal(a[0] == null ? null : ValueText.of(a[0])))));
    }

    private static Value formatted(Value[] a, Evaluation evaluation) {
        if (a[0] == null || a[0].isNull()) {
            return NullValue.NULL;
        }
        return new StringValue(new Formatting(TextFunctions.string(a[0]), a).write());
    }

    /** A name as SQL writes it; in quotes unless it is one without. */
    private static String name(String text) {
        return PLAIN_NAME.matcher(text).matches() ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    /** One call. Used once. */
    private static final class Formatting {
        private final String template;
        private final Value[] arguments;
        private int next = 1;

        Formatting(String template, Value[] arguments) {
            this.template = template;
            this.arguments = arguments;
        }

        String write() {
            StringBuilder text = new StringBuilder();
            Matcher place = PLACE.matcher(template);
            int at = 0;
            while (true) {
                int percent = template.indexOf('%', at);
                if (percent < 0) {
                    return text.append(template, at, template.length()).toString();
                }
                text.append(template, at, percent);
                place.region(percent, template.length());
                if (!place.lookingAt()) {
                    throw wrong("a % stands before s, I, L or another %");
                }
                text.append(place.group().equals("%%") ? "%" : filled(place));
                at = place.end();
            }
        }

        private String filled(Matcher place) {
            int width = width(place);
            boolean behind = !place.group(2).isEmpty() || width < 0;
            Value argument = argument(place.group(1));
            String value = argument == null ? null : ValueText.of(argument);
            String written =
                    switch (place.group(6)) {
                        case "I" -> {
                            if (value == null) {
                                throw wrong("NULL is no name");
                            }
                            yield name(value);
                        }
                        case "L" -> literal(value);
                        default -> value == null ? "" : value;
                    };
            String blanks = " ".repeat(Math.max(0, Math.abs(width) - written.codePointCount(0, written.length())));
            return behind ? written + blanks : blanks + written;
        }

        private int width(Matcher place) {
            int width = 0;
            if (place.group(3) != null) {
                width = number(place.group(3));
            } else if (place.group(4) != null) {
                Value given = argument(place.group(5));
                width = given == null || given.isNull() ? 0 : TextFunctions.integer(given);
            }
            if (Math.abs(width) > WIDTH_MAX) {
                throw wrong("a width is at most " + WIDTH_MAX);
            }
            return width;
        }

        private Value argument(String position) {
            int index = position == null ? next : number(position);
            if (index == 0) {
                throw wrong("arguments count from 1");
            }
            if (index >= arguments.length) {
                throw wrong("it has too few arguments");
            }
            next = index + 1;
            return arguments[index];
        }

        private int number(String digits) {
            if (digits.length() > 9) {
                throw wrong(digits + " is too large");
            }
            return Integer.parseInt(digits);
        }

        private ItemException wrong(String why) {
            return new ItemException(ErrorCode.FUNCTION_ARGUMENT, "FORMAT cannot use '" + template + "': " + why);
        }
    }
}
