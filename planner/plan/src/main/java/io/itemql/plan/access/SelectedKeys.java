package io.itemql.plan.access;

import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.subquery.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys that the rows of a sub-query give, as in {@code id IN (SELECT …)}, or those of a page of a join. Among the values
 * of a key condition, a {@link SelectedValue} stands for all values of a column; which those are, and whether they are
 * few enough to look them up, only an execution shows.
 */
final class SelectedKeys {
    /** One look-up by key costs about as much as reading so many items in a scan. */
    private static final long LOOKUP_COST = 4;

    /** Look-ups that cost no more than this are made without asking how large the table is. */
    private static final long COST_IGNORED = 100;

    private SelectedKeys() {}

    /** The rows whose values a condition compares; empty if it is another condition, or nobody knows the rows before. */
    static Optional<Membership> of(Expression condition) {
        return condition instanceof Membership rows && rows.hasRows() ? Optional.of(rows) : Optional.empty();
    }

    /** True if the value stands for those of a column of such rows. */
    static boolean isSelected(Expression value) {
        return value instanceof SelectedValue;
    }

    /**
     * The values with those of the rows in place of each sub-query; empty if they are so many that a scan is cheaper,
     * or more than are looked up at all.
     */
    static Optional<List<Expression>> values(List<Expression> values, TableRead read, Execution execution) {
        if (values.stream().noneMatch(SelectedKeys::isSelected)) {
            return Optional.of(values);
        }
        List<Expression> all = new ArrayList<>();
        for (Expression value : values) {
            all.addAll(expanded(value, execution));
        }
        return few(all.size(), read, execution) ? Optional.of(all) : Optional.empty();
    }

    /**
     * The keys with those of the rows in place of each sub-query; empty where {@link #values} is: a scan is cheaper, or
     * they are more than are looked up at all.
     */
    static Optional<List<KeyExpression>> keys(List<KeyExpression> keys, TableRead read, Execution execution) {
        if (keys.stream().noneMatch(SelectedKeys::isSelected)) {
            return Optional.of(keys);
        }
        List<KeyExpression> all = new ArrayList<>();
        for (KeyExpression key : keys) {
            expand(key, all, execution);
            if (all.size() > KeyConditions.KEYS_MAX) {
                return Optional.empty();
            }
        }
        return few(all.size(), read, execution) ? Optional.of(all) : Optional.empty();
    }

    private static boolean isSelected(KeyExpression key) {
        return isSelected(key.partition())
                || key.sort().filter(SelectedKeys::isSelected).isPresent();
    }

    private static void expand(KeyExpression key, List<KeyExpression> into, Execution execution) {
        boolean together = key.partition() instanceof SelectedValue partition
                && key.sort().orElse(null) instanceof SelectedValue sort
                && partition.rows().equals(sort.rows());
        if (together) {
            // The same rows give both attributes of the key.
            SelectedValue partition = (SelectedValue) key.partition();
            SelectedValue sort = (SelectedValue) key.sort().orElseThrow();
            for (ArrayRow row : partition.rows().rows(execution.evaluation())) {
                into.add(KeyExpression.of(
                        new Literal(row.get(partition.column())), new Literal(row.get(sort.column()))));
            }
            return;
        }
        for (Expression first : expanded(key.partition(), execution)) {
            if (key.sort().isEmpty()) {
                into.add(KeyExpression.of(first));
            } else {
                expanded(key.sort().get(), execution).forEach(second -> into.add(KeyExpression.of(first, second)));
            }
        }
    }

    private static List<Expression> expanded(Expression value, Execution execution) {
        if (!(value instanceof SelectedValue selected)) {
            return List.of(value);
        }
        List<Expression> values = new ArrayList<>();
        for (ArrayRow row : selected.rows().rows(execution.evaluation())) {
            values.add(new Literal(row.get(selected.column())));
        }
        return values;
    }

    private static boolean few(int lookups, TableRead read, Execution execution) {
        if (lookups > KeyConditions.KEYS_MAX) {
            return false;
        }
        return execution.options().scan().mode() != ScanPolicy.Mode.ALLOW
                || lookups * LOOKUP_COST <= COST_IGNORED
                || lookups * LOOKUP_COST
                        <= execution.store().statistics(read.table()).itemCount();
    }
}
