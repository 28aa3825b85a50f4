package io.itemql.sql.table;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.expression.Row;
import io.itemql.plan.expression.Running;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * About how many different values the attributes of a table have, and a sample of its items. For guesses of how many rows
 * conditions let through and joins give; never for an answer. Immutable.
 *
 * @param items how many items the table had when it was sketched
 * @param distinct by attribute
 * @param sampled how many items the sample has
 * @param sample the values of the sampled items, by attribute; {@code null} for none and for one that is too large to keep
 */
public record TableSketch(
        long items, Map<String, Double> distinct, int sampled, Map<String, List<AttributeValue>> sample) {
    /** Of a table of which nothing is known. */
    static final TableSketch NOTHING = new TableSketch(0, Map.of(), 0, Map.of());

    public TableSketch {
        distinct = Map.copyOf(distinct);
        sample = Map.copyOf(sample);
    }

    /** About how many different values an attribute has; empty if nobody knows. */
    public OptionalDouble distinct(String attribute) {
        Double values = distinct.get(attribute);
        return values == null ? OptionalDouble.empty() : OptionalDouble.of(values);
    }

    /**
     * How many items of the sample meet conditions; empty if the conditions read something else than sampled attributes
     * and known values.
     *
     * @param attributes what the columns of the conditions are; {@code null} for one that is no attribute
     * @param evaluation with the values that the parameters are taken to have
     */
    public OptionalInt matches(List<Expression> conditions, List<String> attributes, Evaluation evaluation) {
        Expression condition = And.of(conditions);
        boolean known = sampled > 0
                && Expressions.columns(condition).stream()
                        .allMatch(column -> column < attributes.size()
                                && attributes.get(column) != null
                                && sample.containsKey(attributes.get(column)))
                && !Expressions.anyMatch(condition, part -> part instanceof OuterColumn || part instanceof Running);
        if (!known) {
            return OptionalInt.empty();
        }
        try {
            int matches = 0;
            for (int i = 0; i < sampled; i++) {
                int item = i;
                Row row = column -> sample.get(attributes.get(column)).get(item);
                matches += condition.test(row, evaluation) ? 1 : 0;
            }
            return OptionalInt.of(matches);
        } catch (ItemException e) {
            // A parameter without a value, or a condition that fails for some items: an execution will tell.
            return OptionalInt.empty();
        }
    }
}
