package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets and removes what a path leads to. */
final class Documents {
    private Documents() {}

    /** The steps of a path: a text for a name, an integer for a position. */
    static List<Object> steps(Term path) {
        List<Object> steps = new ArrayList<>();
        if (path instanceof Term.Name name) {
            steps.add(name.name());
        } else if (path instanceof Term.Field field) {
            steps.addAll(steps(field.base()));
            steps.add(field.name());
        } else if (path instanceof Term.Element element && element.position() instanceof Term.Literal literal) {
            steps.addAll(steps(element.base()));
            steps.add(
                    literal.value() instanceof NumberValue number
                            ? (Object) (int) number.longValue()
                            : ((StringValue) literal.value()).value());
        } else {
            throw new ItemException(ErrorCode.UNSUPPORTED, "Path " + path, " by the naive evaluator");
        }
        return steps;
    }

    /**
     * A copy of a document with one place changed.
     *
     * @param value what to put there; {@code null} removes
     */
    static AttributeValue change(AttributeValue document, List<Object> steps, AttributeValue value) {
        Object step = steps.get(0);
        List<Object> below = steps.subList(1, steps.size());
        if (document instanceof MapValue map && step instanceof String name) {
            Map<String, AttributeValue> entries = new LinkedHashMap<>(map.entries());
            AttributeValue changed = below.isEmpty() ? value : change(entries.get(name), below, value);
            if (changed == null) {
                entries.remove(name);
            } else {
                entries.put(name, changed);
            }
            return new MapValue(entries);
        }
        if (document instanceof ListValue list && step instanceof Integer position) {
            List<AttributeValue> elements = new ArrayList<>(list.elements());
            boolean inside = position < elements.size();
            if (!below.isEmpty()) {
                elements.set(
                        inside ? position : fail(steps),
                        change(elements.get(inside ? position : fail(steps)), below, value));
            } else if (value == null) {
                if (inside) {
                    elements.remove((int) position);
                }
            } else if (inside) {
                elements.set(position, value);
            } else {
                elements.add(value);
            }
            return new ListValue(elements);
        }
        throw new ItemException(ErrorCode.INVALID_PATH, steps);
    }

    private static int fail(List<Object> steps) {
        throw new ItemException(ErrorCode.INVALID_PATH, steps);
    }
}
