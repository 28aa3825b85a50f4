package io.itemql.sql.table;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How many different values the attributes of a table have, about. For guesses of how many rows a join gives; never for
 * an answer. Immutable.
 *
 * @param items how many items the table had when it was sketched
 * @param distinct by attribute
 */
public record TableSketch(long items, Map<String, Double> distinct) {
    /** Of a table of which nothing is known. */
    static final TableSketch NOTHING = new TableSketch(0, Map.of());

    public TableSketch {
        distinct = Map.copyOf(distinct);
    }

    /** About how many different values an attribute has; empty if nobody knows. */
    public OptionalDouble distinct(String attribute) {
        Double values = distinct.get(attribute);
        return values == null ? OptionalDouble.empty() : OptionalDouble.of(values);
    }
}
