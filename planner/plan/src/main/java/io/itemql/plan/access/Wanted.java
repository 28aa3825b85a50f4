package io.itemql.plan.access;

import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a statement wants of an access besides the right rows.
 *
 * @param order the order of the rows; an access that gives it saves a sort
 * @param rowsMax how many rows are read at most if they come in that order; empty if that is not known
 */
public record Wanted(List<Key> order, OptionalLong rowsMax) {
    /** No order, and all rows. */
    public static final Wanted NOTHING = new Wanted(List.of(), OptionalLong.empty());

    public Wanted {
        order = List.copyOf(order);
        Objects.requireNonNull(rowsMax, "rowsMax");
    }

    /**
     * One key of an order.
     *
     * @param attribute the attribute that it orders by; empty for anything else
     */
    public record Key(Optional<String> attribute, boolean descending) {
        boolean is(KeyAttribute key) {
            return attribute.filter(key.name()::equals).isPresent();
        }
    }

    /**
     * The direction in which the items of one partition key come in the order; empty if they do not come so, or if no
     * order is wanted.
     *
     * @param keys of the table or index
     * @param unique whether no two items share a key, as in a table: then nothing matters behind the sort key
     */
    Optional<Boolean> direction(KeySchema keys, boolean unique) {
        for (int i = 0; i < order.size(); i++) {
            Key key = order.get(i);
            if (key.is(keys.partitionKey())) {
                // The same for all items.
                continue;
            }
            boolean bySortKey = keys.sortKey().filter(key::is).isPresent()
                    && (unique
                            || order.subList(i + 1, order.size()).stream()
                                    .allMatch(other -> other.is(keys.partitionKey())
                                            || other.attribute().equals(key.attribute())));
            return bySortKey ? Optional.of(key.descending()) : Optional.empty();
        }
        return order.isEmpty() ? Optional.empty() : Optional.of(false);
    }

    /** True if an access gives the order. */
    boolean isGivenBy(ReadPlan access) {
        if (access instanceof GetPlan) {
            return true;
        }
        return access instanceof QueryPlan query
                && query.isSorted()
                && direction(query.read().accessKeys(), query.read().index().isEmpty())
                        .filter(descending -> descending == query.descending())
                        .isPresent();
    }
}
