package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.Elements;
import io.itemql.plan.value.ValueText;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's arrows: {@code ->} takes one step into a document and {@code #>} several, {@code ->>} and {@code #>>} give
 * the text of what is there. A document is a map, a list, a set or a text with JSON. A text steps into a map; a number
 * into a list, from 0, or from its end if it is negative. A step that leads nowhere gives NULL.
 */
final class DocumentSteps {
    private DocumentSteps() {}

    static List<Function> all() {
        return List.of(
                Function.strict("->", 2, 2, ColumnType.VARCHAR, (a, e) -> found(step(a[0], a[1]))),
                Function.strict("->>", 2, 2, ColumnType.VARCHAR, (a, e) -> text(found(step(a[0], a[1])))),
                Function.strict("#>", 2, 2, ColumnType.VARCHAR, (a, e) -> found(path(a[0], a[1]))),
                Function.strict("#>>", 2, 2, ColumnType.VARCHAR, (a, e) -> text(found(path(a[0], a[1])))));
    }

    private static Value found(AttributeValue value) {
        return value == null ? NullValue.NULL : value;
    }

    private static Value text(Value value) {
        String text = ValueText.of(value);
        return text == null ? NullValue.NULL : new StringValue(text);
    }

    private static AttributeValue step(Value from, Value step) {
        AttributeValue document = JsonFunctions.document(from).orElse(null);
        if (step instanceof NumberValue number) {
            return number.isLong() ? element(document, number.longValue()) : null;
        }
        return document instanceof MapValue map && step instanceof StringValue name ? map.get(name.value()) : null;
    }

    private static AttributeValue element(AttributeValue document, long position) {
        Optional<List<AttributeValue>> elements =
                document == null || document instanceof MapValue ? Optional.empty() : Elements.of(document);
        if (elements.isEmpty()) {
            return null;
        }
        long place = position < 0 ? elements.get().size() + position : position;
        return place >= 0 && place < elements.get().size() ? elements.get().get((int) place) : null;
    }

    private static AttributeValue path(Value from, Value path) {
        AttributeValue at = JsonFunctions.document(from).orElse(null);
        for (String step : steps(path)) {
            if (at instanceof MapValue map) {
                at = map.get(step);
            } else {
                at = step.matches("-?\\d{1,9}") ? element(at, Integer.parseInt(step)) : null;
            }
        }
        return at;
    }

    /** The steps of a list or of a text such as {@code {a,b,0}}. */
    private static List<String> steps(Value path) {
        if (path instanceof StringValue text) {
            return ofText(text.value().strip());
        }
        List<String> steps = new ArrayList<>();
        for (AttributeValue step : Elements.of(path).orElseThrow(() -> noPath(path.toString()))) {
            String name = ValueText.of(step);
            if (name == null) {
                throw noPath(path.toString());
            }
            steps.add(name);
        }
        return steps;
    }

    private static List<String> ofText(String text) {
        if (text.length() < 2 || !text.startsWith("{") || !text.endsWith("}")) {
            throw noPath("'" + text + "'");
        }
        List<String> steps = new ArrayList<>();
        String inside = text.substring(1, text.length() - 1);
        int at = 0;
        while (at < inside.length()) {
            StringBuilder step = new StringBuilder();
            at = readStep(inside, at, step);
            steps.add(step.toString());
            if (at < inside.length() && inside.charAt(at) != ',') {
                throw noPath("'" + text + "'");
            }
            at++;
        }
        return steps;
    }

    /** Reads one step, in quotes or not, and gives the place behind it. */
    private static int readStep(String text, int start, StringBuilder step) {
        int at = start;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length() || text.charAt(at) != '"') {
            int end = text.indexOf(',', at);
            end = end < 0 ? text.length() : end;
            step.append(text.substring(at, end).strip());
            return end;
        }
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 1 : 0;
            if (at < text.length()) {
                step.append(text.charAt(at++));
            }
        }
        at++;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static ItemException noPath(String path) {
        return new ItemException(
                ErrorCode.FUNCTION_ARGUMENT,
                path + " is no path into a document; one is written '{a,b,0}' or ['a', 'b', 0]");
    }
}
