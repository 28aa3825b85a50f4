package io.itemql.sql.dynamodb.access;

import io.itemql.item.AttributeValue;
import io.itemql.item.ValueOrder;
import io.itemql.sql.dynamodb.statement.CheckedStatement.OrderKey;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What an ORDER BY means for the keys of a table or an index: the order of partitions and the one within them. */
public final class KeyOrder {
    private final List<OrderKey> orders;
    private final KeySchema keys;

    KeyOrder(List<OrderKey> orders, KeySchema keys) {
        this.orders = orders;
        this.keys = keys;
    }

    /** The order of the partitions; empty if ORDER BY does not name their key. */
    Optional<Comparator<AttributeValue>> partitions() {
        String key = keys.partitionKey().name();
        Comparator<AttributeValue> order = ValueOrder::compareSameType;
        return names(key) ? Optional.of(descends(key) ? order.reversed() : order) : Optional.empty();
    }

    /** The service reads a partition backwards also where ORDER BY is there and does not name the sort key. */
    boolean readsBackwards() {
        if (orders.isEmpty() || !keys.hasSortKey()) {
            return false;
        }
        String sortKey = keys.sortKey().orElseThrow().name();
        return !names(sortKey) || descends(sortKey);
    }

    /**
     * Puts rows into the order in which reads by key give them.
     *
     * @param scanned in the order of a scan, which within one partition is that of the sort key
     * @param values gives the value of a key attribute in a row
     */
    public <T> List<T> sorted(List<T> scanned, BiFunction<T, String, AttributeValue> values) {
        List<T> rows = new ArrayList<>(scanned);
        if (readsBackwards()) {
            // Also those that share the whole key of an index.
            Collections.reverse(rows);
        }
        keys.sortKey().ifPresent(key -> {
            Comparator<AttributeValue> order = ValueOrder::compareSameType;
            rows.sort(Comparator.comparing(
                    row -> values.apply(row, key.name()), readsBackwards() ? order.reversed() : order));
        });
        partitions()
                .ifPresent(order -> rows.sort(Comparator.comparing(
                        row -> values.apply(row, keys.partitionKey().name()), order)));
        return rows;
    }

    private boolean names(String attribute) {
        return orders.stream().anyMatch(order -> order.attribute().equals(attribute));
    }

    private boolean descends(String attribute) {
        return orders.stream()
                .filter(order -> order.attribute().equals(attribute))
                .findFirst()
                .map(OrderKey::descending)
                .orElse(false);
    }
}
