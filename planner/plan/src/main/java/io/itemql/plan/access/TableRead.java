package io.itemql.plan.access;

import io.itemql.item.AttributePath;
import io.itemql.plan.expression.Expression;
import io.itemql.table.KeySchema;
import java.util.List;
import java.util.Objects;

/**
 * What a read wants of a table.
 *
 * @param keys the keys of the table
 * @param slots the path of each column, from column 0
 * @param wholeItem whether the whole item follows as one more column, a map
 * @param filter conditions over these columns that the store applies; all must be TRUE. Only such that
 *     {@link StoreFilter#canPush} accepts
 */
public record TableRead(
        String table, KeySchema keys, List<AttributePath> slots, boolean wholeItem, List<Expression> filter) {
    public TableRead {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(keys, "keys");
        slots = List.copyOf(slots);
        filter = List.copyOf(filter);
    }

    /** A read without a filter. */
    public static TableRead of(String table, KeySchema keys, List<AttributePath> slots, boolean wholeItem) {
        return new TableRead(table, keys, slots, wholeItem, List.of());
    }

    public int width() {
        return slots.size() + (wholeItem ? 1 : 0);
    }

    /** The column of the whole item; only if {@link #wholeItem()}. */
    public int itemColumn() {
        return slots.size();
    }

    public TableRead withFilter(List<Expression> conditions) {
        return new TableRead(table, keys, slots, wholeItem, conditions);
    }

    /** {@code WORD table [conditions] | FILTER conditions}, as EXPLAIN shows an access. */
    String describe(String word, List<Expression> conditions) {
        StringBuilder text = new StringBuilder(word).append(' ').append(table);
        if (!conditions.isEmpty()) {
            text.append(" [");
            String separator = "";
            for (Expression condition : conditions) {
                text.append(separator).append(condition);
                separator = ", ";
            }
            text.append(']');
        }
        if (!filter.isEmpty()) {
            text.append(" | FILTER ").append(io.itemql.plan.expression.And.of(filter));
        }
        return text.toString();
    }
}
