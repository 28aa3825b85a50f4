package io.itemql.sql.dynamodb.statement;

import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.sql.dynamodb.syntax.Node;
import io.itemql.sql.dynamodb.syntax.Place;
import java.math.BigDecimal;

/** Document paths from the tree. */
final class Paths {
    private static final BigDecimal INDEX_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    private Paths() {}

    /** True if a part of the tree is a path, well or badly written. */
    static boolean isPath(Node node) {
        return node instanceof Node.Name || node instanceof Node.Path;
    }

    /**
     * The path that a part of the tree is.
     *
     * @throws ItemException for anything else
     */
    static AttributePath of(Node node) {
        if (node instanceof Node.Name name) {
            return AttributePath.of(checked(name.name()));
        }
        if (!(node instanceof Node.Path path)) {
            throw unexpected(node.place());
        }
        AttributePath at = of(path.root());
        for (Node.Step step : path.steps()) {
            if (step instanceof Node.Step.Field field) {
                at = at.name(checked(field.name()));
            } else if (step instanceof Node.Step.Index index) {
                at = indexed(at, index.index());
            } else {
                throw unexpected(
                        step instanceof Node.Step.AllFields all ? all.place() : ((Node.Step.AllElements) step).place());
            }
        }
        return at;
    }

    private static AttributePath indexed(AttributePath path, Node index) {
        if (index instanceof Node.Text text) {
            return path.name(checked(text.value()));
        }
        if (!(index instanceof Node.Numeral number) || number.value().scale() > 0) {
            throw unexpected(index.place());
        }
        BigDecimal value = number.value();
        if (value.signum() < 0 || value.compareTo(INDEX_MAX) > 0) {
            throw Refusals.refused("List index is not within the allowable range; index: [" + value.toPlainString()
                    + "]" + number.place().suffix());
        }
        return path.position(value.intValueExact());
    }

    private static ItemException unexpected(Place place) {
        return Refusals.refused("Unexpected path component" + place.suffix());
    }

    static String checked(String component) {
        if (component.isEmpty()) {
            throw Refusals.refused(Refusals.EMPTY_COMPONENT);
        }
        return component;
    }
}
