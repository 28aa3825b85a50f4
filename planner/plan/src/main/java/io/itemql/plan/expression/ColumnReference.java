package io.itemql.plan.expression;

import io.itemql.item.Value;
import java.util.Objects;

/**
 * A column of the row.
 *
 * @param index from 0
 * @param name for EXPLAIN; two references to one column are equal under any names
 */
public record ColumnReference(int index, String name) implements Leaf {
    public ColumnReference {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return row.get(index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnReference that && index == that.index;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return name;
    }
}
