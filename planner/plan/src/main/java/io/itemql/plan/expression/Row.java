package io.itemql.plan.expression;

import io.itemql.item.Value;

/** One row: values by column, from 0. */
public interface Row {
    /**
     * The value of a column. {@code null} is MISSING, an attribute that the item does not have; NULL is
     * {@link io.itemql.item.NullValue}.
     */
    Value get(int column);
}
