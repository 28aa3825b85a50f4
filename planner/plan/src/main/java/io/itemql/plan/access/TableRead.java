package io.itemql.plan.access;

import io.itemql.item.AttributePath;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.Expression;
import io.itemql.table.KeySchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a read wants of a table.
 *
 * @param keys the keys of the table
 * @param index the index that the read goes through; empty for the table itself
 * @param slots the path of each column, from column 0
 * @param wholeItem whether the whole item follows as one more column, a map
 * @param filter conditions over these columns that the store applies; all must be TRUE. Only such that
 *     {@link StoreFilter#canPush} accepts
 */
public record TableRead(
        String table,
        KeySchema keys,
        Optional<IndexPath> index,
        List<AttributePath> slots,
        boolean wholeItem,
        List<Expression> filter) {
    public TableRead {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(index, "index");
        slots = List.copyOf(slots);
        filter = List.copyOf(filter);
    }

    /** A read without a filter. */
    public static TableRead of(String table, KeySchema keys, List<AttributePath> slots, boolean wholeItem) {
        return new TableRead(table, keys, Optional.empty(), slots, wholeItem, List.of());
    }

    /** The keys by which items are found: those of the index, if the read goes through one. */
    public KeySchema accessKeys() {
        return index.map(IndexPath::keys).orElse(keys);
    }

    /** True if the planner chose an index: whatever the index does not tell, the table must be asked for. */
    boolean isThroughChosenIndex() {
        return index.isPresent() && !index.get().named();
    }

    /** The same read through an index. */
    public TableRead through(IndexPath path) {
        return new TableRead(table, keys, Optional.of(path), slots, wholeItem, filter);
    }

    /** The read that must be scanned where keys do not help: of the table, or of an index that the statement names. */
    TableRead whole() {
        return isThroughChosenIndex() ? new TableRead(table, keys, Optional.empty(), slots, wholeItem, filter) : this;
    }

    public int width() {
        return slots.size() + (wholeItem ? 1 : 0);
    }

    /** The column of the whole item; only if {@link #wholeItem()}. */
    public int itemColumn() {
        return slots.size();
    }

    /** The same read with the whole item as the last column. */
    TableRead withWholeItem() {
        return new TableRead(table, keys, index, slots, true, filter);
    }

    public TableRead withFilter(List<Expression> conditions) {
        return new TableRead(table, keys, index, slots, wholeItem, conditions);
    }

    /** {@code WORD table [conditions] | FILTER conditions}, as EXPLAIN shows an access. */
    String describe(String word, List<Expression> conditions) {
        StringBuilder text = new StringBuilder(word).append(' ').append(table);
        index.ifPresent(path -> text.append('.').append(path.name()));
        if (!conditions.isEmpty()) {
            text.append(" [");
            String separator = "";
            for (Expression condition : conditions) {
                text.append(separator).append(condition);
                separator = ", ";
            }
            text.append(']');
        }
        if (index.filter(IndexPath::fetches).isPresent()) {
            text.append(" | FETCH");
        }
        if (!filter.isEmpty()) {
            text.append(" | FILTER ").append(And.of(filter));
        }
        return text.toString();
    }
}
