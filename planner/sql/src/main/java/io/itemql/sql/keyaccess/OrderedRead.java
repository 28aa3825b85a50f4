package io.itemql.sql.keyaccess;

import io.itemql.plan.access.AccessPaths;
import io.itemql.plan.access.OrderedAccess;
import io.itemql.plan.access.ReadChoice;
import io.itemql.plan.access.TableRead;
import io.itemql.plan.access.Wanted;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SortKey;
import java.util.List;
import java.util.OptionalLong;

/**
 * How a predicate is read so that an ORDER BY costs nothing, where that can be: within one partition key, items come in
 * the order of the sort key, in either direction.
 *
 * @param operator the access with what remains of the predicate
 * @param unsorted what the rows must still be sorted by; empty if they come in order
 */
record OrderedRead(Operator operator, List<SortKey> unsorted) {
    /**
     * @param rowsMax how many rows are read at most; empty if it is not known
     */
    static OrderedRead of(
            TableRead read,
            AccessPaths paths,
            List<Expression> predicate,
            List<OrderItem> order,
            OptionalLong rowsMax,
            SessionOptions options) {
        List<SortKey> keys = order.stream().map(OrderItem::key).toList();
        Wanted wanted = new Wanted(order.stream().map(OrderItem::wanted).toList(), rowsMax);
        ReadChoice choice = paths.choose(read, predicate, wanted, options);
        return choice.sorted()
                ? new OrderedRead(OrderedAccess.of(choice, keys), List.of())
                : new OrderedRead(choice.toOperator(), keys);
    }
}
