package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.plan.value.Elements;
import java.util.ArrayList;
import java.util.List;

/**
 * A path of SQL/JSON such as {@code $.lines[0].sku}: names, positions from 0, {@code last}, {@code *} for all of either.
 * In {@code lax} mode, which is the default, a step into a list by name goes into its elements, and what is not there is
 * nothing; with {@code strict} in front both are errors of the path. Filters and methods are not read. Immutable.
 */
final class JsonPath {
    /** All elements of a list, or all values of a map. */
    private static final int ALL = -1;

    private static final int LAST = -2;

    /** @param name {@code null} for a position */
    private record Step(String name, int position) {}

    private final String text;
    private final List<Step> steps = new ArrayList<>();
    private final boolean strict;
    private int at;

    JsonPath(String text) {
        this.text = text;
        String trimmed = text.strip();
        strict = trimmed.startsWith("strict");
        at = text.indexOf('$');
        String mode = at < 0 ? "" : text.substring(0, at).strip();
        if (at < 0 || !(mode.isEmpty() || mode.equals("lax") || mode.equals("strict"))) {
            throw wrong("it begins with $");
        }
        at++;
        while (at < text.length() && !text.substring(at).isBlank()) {
            step();
        }
    }

    private void step() {
        char c = text.charAt(at++);
        if (c == '.') {
            steps.add(name());
        } else if (c == '[') {
            int close = text.indexOf(']', at);
            if (close < 0) {
                throw wrong("[ is not closed");
            }
            steps.add(position(text.substring(at, close).strip()));
            at = close + 1;
        } else {
            throw wrong("a step is .name or [position], not " + c);
        }
    }

    private Step name() {
        if (at < text.length() && text.charAt(at) == '*') {
            at++;
            return new Step("*", ALL);
        }
        if (at < text.length() && text.charAt(at) == '"') {
            int close = text.indexOf('"', at + 1);
            if (close < 0) {
                throw wrong("a double quote is not closed");
            }
            String name = text.substring(at + 1, close);
            at = close + 1;
            return new Step(name, 0);
        }
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '$')) {
            at++;
        }
        if (start == at) {
            throw wrong("a name follows the point");
        }
        return new Step(text.substring(start, at), 0);
    }

    private Step position(String index) {
        if (index.equals("*")) {
            return new Step(null, ALL);
        }
        if (index.equals("last")) {
            return new Step(null, LAST);
        }
        if (!index.matches("\\d{1,9}")) {
            throw wrong("a position is a whole number, last or *, not " + index);
        }
        return new Step(null, Integer.parseInt(index));
    }

    private ItemException wrong(String what) {
        return new ItemException(ErrorCode.FUNCTION_ARGUMENT, "'" + text + "' is no path of JSON: " + what);
    }

    /**
     * What the path finds.
     *
     * @throws ItemException in strict mode, for a step that leads nowhere
     */
    List<AttributeValue> find(AttributeValue document) {
        List<AttributeValue> found = List.of(document);
        for (Step step : steps) {
            List<AttributeValue> next = new ArrayList<>();
            for (AttributeValue value : found) {
                if (step.name() == null) {
                    elements(value, step.position(), next);
                } else {
                    members(value, step, next);
                }
            }
            found = next;
        }
        return found;
    }

    private void elements(AttributeValue value, int position, List<AttributeValue> into) {
        List<AttributeValue> all = Elements.of(value).orElse(strict ? List.of() : List.of(value));
        if (position == ALL) {
            into.addAll(all);
            return;
        }
        int index = position == LAST ? all.size() - 1 : position;
        if (index >= 0 && index < all.size()) {
            into.add(all.get(index));
        } else if (strict) {
            throw wrong("nothing is at position " + position);
        }
    }

    private void members(AttributeValue value, Step step, List<AttributeValue> into) {
        if (value instanceof ListValue list && !strict) {
            list.elements().stream()
                    .filter(MapValue.class::isInstance)
                    .forEach(element -> members(element, step, into));
            return;
        }
        AttributeValue member = null;
        if (value instanceof MapValue map) {
            if (step.position() == ALL) {
                into.addAll(map.entries().values());
                return;
            }
            member = map.get(step.name());
        }
        if (member != null) {
            into.add(member);
        } else if (strict) {
            throw wrong("nothing is named " + step.name());
        }
    }
}
