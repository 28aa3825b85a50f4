package io.itemql.plan.expression;

import io.itemql.item.Value;
import java.util.Objects;

/**
 * A column of the current row of an outer query.
 *
 * @param correlation which outer query, as in {@link Evaluation#outerRow}
 * @param index from 0
 * @param name for EXPLAIN
 */
public record OuterColumn(int correlation, int index, String name) implements Leaf {
    public OuterColumn {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return evaluation.outerRow(correlation).get(index);
    }

    @Override
    public String toString() {
        return name;
    }
}
