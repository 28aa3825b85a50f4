package io.itemql.sql.general.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.calcite.rex.RexNode;

/**
 * What the operator above wants of a part of a query.
 *
 * @param needed the fields that it reads
 * @param conditions what the rows must meet, over their fields; the part sees to it
 * @param order an order that the rows should come in if that costs nothing; may be empty
 */
record Wish(SortedSet<Integer> needed, List<RexNode> conditions, List<OrderKey> order) {
    Wish {
        conditions = List.copyOf(conditions);
        order = List.copyOf(order);
    }

    /** One key of an order. */
    record OrderKey(int field, boolean descending) {}

    static Wish of(SortedSet<Integer> needed) {
        return new Wish(needed, List.of(), List.of());
    }

    Wish withConditions(List<RexNode> others) {
        return new Wish(needed, others, order);
    }

    /** The needed fields and those that the conditions read. */
    SortedSet<Integer> all() {
        SortedSet<Integer> all = new TreeSet<>(needed);
        conditions.forEach(condition -> Fields.collect(condition, all));
        return all;
    }

    /** The order over the fields of an input; ends where a field is none of the input's. */
    static List<OrderKey> order(List<OrderKey> order, IntFunction<Integer> inputField) {
        List<OrderKey> others = new ArrayList<>();
        for (OrderKey key : order) {
            Integer field = inputField.apply(key.field());
            if (field == null) {
                // Half an order is none.
                return List.of();
            }
            others.add(new OrderKey(field, key.descending()));
        }
        return others;
    }
}
