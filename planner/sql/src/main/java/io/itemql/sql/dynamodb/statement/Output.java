package io.itemql.sql.dynamodb.statement;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributePath.Step;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One path of a select list and the name under which a row gives its value: the last step by name, with the first index
 * behind it. Steps behind an index do not count for the name; what they lead to comes back as a document of its own.
 */
public final class Output {
    /** The order in which outputs are put into a row, so that elements of a list come in its order. */
    public static final Comparator<Output> BY_PLACE = (one, two) -> {
        List<Step> a = one.path.steps();
        List<Step> b = two.path.steps();
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    private final AttributePath path;
    private final String name;
    /** The steps that are rebuilt. */
    private final List<Step> rest;

    /** An output of a path. */
    public Output(AttributePath path) {
        this.path = path;
        int position = firstPosition(path);
        this.rest = position < 0
                ? List.of()
                : path.steps().subList(position + 1, path.steps().size());
        this.name = name(path, position < 0 ? path.steps().size() : position + 1);
    }

    private static int firstPosition(AttributePath path) {
        for (int i = 0; i < path.steps().size(); i++) {
            if (path.steps().get(i) instanceof Step.Position) {
                return i;
            }
        }
        return -1;
    }

    /** The last name within so many steps, with the index behind it. */
    private static String name(AttributePath path, int steps) {
        String last = path.attribute();
        for (Step step : path.steps().subList(0, steps)) {
            last = step instanceof Step.Name field ? field.name() : last + "[" + ((Step.Position) step).index() + "]";
        }
        return last;
    }

    public AttributePath path() {
        return path;
    }

    /** Under which a row gives the value. */
    public String name() {
        return name;
    }

    /** The name that no other path of the select list may have: that of the last step. */
    String identifier() {
        return name(path, path.steps().size());
    }

    /** True if a row would give two different documents of the item under the same name. */
    boolean collidesWith(Output other) {
        return name.equals(other.name)
                && !(path.attribute().equals(other.path.attribute()) && shown().equals(other.shown()));
    }

    /** The steps to what the name stands for. */
    private List<Step> shown() {
        return path.steps().subList(0, path.steps().size() - rest.size());
    }

    /** The value as the row gives it, from what the path leads to. */
    public AttributeValue rebuilt(AttributeValue found) {
        AttributeValue value = found;
        for (int i = rest.size() - 1; i >= 0; i--) {
            value = rest.get(i) instanceof Step.Name field
                    ? new MapValue(Map.of(field.name(), value))
                    : new ListValue(List.of(value));
        }
        return value;
    }

    /** Puts what the path leads to into a row. */
    public void addTo(Map<String, AttributeValue> row, AttributeValue found) {
        row.merge(name, rebuilt(found), Output::merged);
    }

    private static int compare(Step one, Step two) {
        if (one instanceof Step.Position a) {
            return two instanceof Step.Position b ? Integer.compare(a.index(), b.index()) : -1;
        }
        return two instanceof Step.Name b ? ((Step.Name) one).name().compareTo(b.name()) : 1;
    }

    /** Two documents that were rebuilt under one name. */
    private static AttributeValue merged(AttributeValue one, AttributeValue two) {
        if (one instanceof MapValue a && two instanceof MapValue b) {
            Map<String, AttributeValue> entries = new LinkedHashMap<>(a.entries());
            b.entries().forEach((key, value) -> entries.merge(key, value, Output::merged));
            return new MapValue(entries);
        }
        if (one instanceof ListValue a && two instanceof ListValue b) {
            List<AttributeValue> elements = new ArrayList<>(a.elements());
            elements.addAll(b.elements());
            return new ListValue(elements);
        }
        return two;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Output that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
