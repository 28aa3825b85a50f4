package io.itemql.sql.keyaccess;

import io.itemql.plan.access.GetPlan;
import io.itemql.plan.access.KeyConditions;
import io.itemql.plan.access.OrderedAccess;
import io.itemql.plan.access.QueryPlan;
import io.itemql.plan.access.ReadChoice;
import io.itemql.plan.access.TableRead;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SortKey;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Optional;

/**
 * How a predicate is read so that an ORDER BY costs nothing, where that can be: within one partition key, items come in
 * the order of the sort key, in either direction.
 *
 * @param operator the access with what remains of the predicate
 * @param unsorted what the rows must still be sorted by; empty if they come in order
 */
record OrderedRead(Operator operator, List<SortKey> unsorted) {
    static OrderedRead of(
            TableRead read,
            TableDefinition definition,
            List<Expression> predicate,
            List<OrderItem> order,
            SessionOptions options) {
        List<SortKey> keys = order.stream().map(OrderItem::key).toList();
        Optional<OrderItem> first = leading(order, definition.keys());
        boolean bySortKey = first.isPresent()
                && definition
                        .keys()
                        .sortKey()
                        .filter(key -> first.get().isAttribute(key.name()))
                        .isPresent();
        boolean descending = bySortKey && first.get().key().descending();
        ReadChoice choice = KeyConditions.analyze(read, predicate, descending, options);
        if (comesInOrder(choice, first, bySortKey)) {
            return new OrderedRead(OrderedAccess.of(choice, keys), List.of());
        }
        if (descending) {
            choice = KeyConditions.analyze(read, predicate, false, options);
        }
        return new OrderedRead(choice.toOperator(), keys);
    }

    /** The first item that does not order by the partition key, which is the same for all rows of one query. */
    private static Optional<OrderItem> leading(List<OrderItem> order, KeySchema keys) {
        KeyAttribute partition = keys.partitionKey();
        return order.stream()
                .filter(item -> !item.isAttribute(partition.name()))
                .findFirst();
    }

    private static boolean comesInOrder(ReadChoice choice, Optional<OrderItem> first, boolean bySortKey) {
        if (choice.access() instanceof QueryPlan query) {
            // Behind the sort key nothing can matter: no two items of a partition share it.
            return query.isSorted() && (first.isEmpty() || bySortKey);
        }
        return choice.access() instanceof GetPlan || choice.sorted();
    }
}
