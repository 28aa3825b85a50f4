package io.itemql.plan.window;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.SortKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Calls over one window.
 *
 * @param partition NULL and MISSING are one partition
 * @param frame {@link Frame#TO_CURRENT} where the statement says none; without an order that is the whole partition
 */
public record WindowGroup(List<Expression> partition, List<SortKey> order, Frame frame, List<WindowCall> calls) {
    public WindowGroup {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
        Objects.requireNonNull(frame, "frame");
        calls = List.copyOf(calls);
    }

    @Override
    public String toString() {
        String functions = calls.stream().map(WindowCall::toString).collect(Collectors.joining(", "));
        String by = partition.isEmpty()
                ? ""
                : "PARTITION BY " + partition.stream().map(Expression::toString).collect(Collectors.joining(", "));
        String sorted = order.isEmpty()
                ? ""
                : "ORDER BY " + order.stream().map(SortKey::toString).collect(Collectors.joining(", "));
        return functions + " OVER (" + (by + " " + sorted).strip() + ")";
    }
}
