package io.itemql.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A document path: an attribute, then steps into maps by name and into lists by position ({@code a.b[0]}). Positions
 * count from 0.
 */
public record AttributePath(String attribute, List<Step> steps) {
    /** One step below an attribute. */
    public sealed interface Step {
        /** Into a map. */
        record Name(String name) implements Step {
            public Name {
                Objects.requireNonNull(name, "name");
            }
        }

        /** Into a list; the first element is 0. */
        record Position(int index) implements Step {
            public Position {
                if (index < 0) {
                    throw new IllegalArgumentException("negative list position: " + index);
                }
            }
        }
    }

    public AttributePath {
        Objects.requireNonNull(attribute, "attribute");
        steps = List.copyOf(steps);
    }

    /** The path of a top-level attribute. */
    public static AttributePath of(String attribute) {
        return new AttributePath(attribute, List.of());
    }

    /** This path and one step further into a map. */
    public AttributePath name(String name) {
        return append(new Step.Name(name));
    }

    /** This path and one step further into a list. */
    public AttributePath position(int index) {
        return append(new Step.Position(index));
    }

    private AttributePath append(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new AttributePath(attribute, longer);
    }

    public boolean isTopLevel() {
        return steps.isEmpty();
    }

    /** What the path leads to in an item; {@code null} if it leads nowhere. */
    public AttributeValue resolve(Item item) {
        return resolveBelow(item.get(attribute));
    }

    /** What the steps lead to below the value of the attribute; {@code null} if they lead nowhere. */
    public AttributeValue resolveBelow(AttributeValue value) {
        AttributeValue at = value;
        for (Step step : steps) {
            if (step instanceof Step.Name name) {
                at = at instanceof MapValue map ? map.get(name.name()) : null;
            } else if (step instanceof Step.Position position) {
                at = at instanceof ListValue list
                                && position.index() < list.elements().size()
                        ? list.elements().get(position.index())
                        : null;
            }
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    /** True if {@code other} is this path or lies below it. */
    public boolean isPrefixOf(AttributePath other) {
        return attribute.equals(other.attribute)
                && steps.size() <= other.steps.size()
                && steps.equals(other.steps.subList(0, steps.size()));
    }

    /**
     * True if one value would have to be a map for this path and a list for the other, so that no item can hold what both
     * lead to.
     */
    public boolean conflictsWith(AttributePath other) {
        if (!attribute.equals(other.attribute)) {
            return false;
        }
        int most = Math.min(steps.size(), other.steps.size());
        int common = 0;
        while (common < most && steps.get(common).equals(other.steps.get(common))) {
            common++;
        }
        return common < most && steps.get(common) instanceof Step.Name != other.steps.get(common) instanceof Step.Name;
    }

    /** The attribute and the steps as the service's messages list them: {@code [a, b, [0]]}. */
    public List<String> components() {
        List<String> components = new ArrayList<>();
        components.add(attribute);
        for (Step step : steps) {
            components.add(step instanceof Step.Name name ? name.name() : "[" + ((Step.Position) step).index() + "]");
        }
        return components;
    }

    // By hand: those that records have are made of method handles when they are first called, and this is a key in
    // every
    // first statement.

    @Override
    public boolean equals(Object other) {
        return other instanceof AttributePath that && attribute.equals(that.attribute) && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return 31 * attribute.hashCode() + steps.hashCode();
    }

    /** Dots and brackets, as in a statement without quotes: {@code address.lines[0]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(attribute);
        for (Step step : steps) {
            if (step instanceof Step.Name name) {
                text.append('.').append(name.name());
            } else if (step instanceof Step.Position position) {
                text.append('[').append(position.index()).append(']');
            }
        }
        return text.toString();
    }
}
